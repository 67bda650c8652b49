"""Where everything in a network goes: actors in rows, each tie as an arrow of its own, side by side by what is done.

Arcs between actors run into each other where many join the same few, and leave their words no room. Here every
arrow has a column, and those of one verb stand together under it, so that no word and no line ever lies on another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from regesto.pages.drawings.svg import BOLD, REGULAR, Format, guess_width, shorten
from regesto.views.network import Network, Tie, TieKind

ROW = 24.0
INDENT = 14.0
"""Pixels by which a part stands in from the actor that it is part of."""
NAMES = {"wide": 0.27, "mid": 0.33, "narrow": 0.5}
"""Share of the width that the names take at most."""
NAME_SIZE = 1.05
"""By how much names are wider than they are guessed, in a narrow drawing's fonts."""
SLANTS = {"wide": 45, "mid": 45, "narrow": 90}
"""Degrees by which the verbs rise; upright they need the least room."""
VERB_ROOM = 165.0
"""Pixels of the longest verb; what is longer is cut."""
STEP, GAP, LEAST = 9.5, 11.0, 10.0
"""Pixels between two arrows at least, between those of two verbs, and of the narrowest verb."""
WIDEST = 2.2
"""How many times wider all that may become where there is room."""
PANEL_GAP = 18.0


@dataclass(frozen=True, slots=True)
class ActorSigns:
    """How actors and ties are written: `tie` is a whole phrase, `verb` what is done in it."""

    name: Callable[[str], str]
    href: Callable[[str], str]
    verb: Callable[[Tie], str]
    tie: Callable[[Tie, int], str]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A tie at `x` from the height `start` to the height `end`; `number` is how many tell of it, if more than one."""

    tie: Tie
    x: float
    start: float
    end: float
    number: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The arrows of one verb, next to each other; `verb` as it is written above them."""

    verb: str
    kind: TieKind
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows of actors by the height of their middles, and bundles beside them; verbs stand on `base`."""

    rows: Mapping[str, float]
    bundles: tuple[Bundle, ...]
    base: float
    bottom: float


@dataclass(frozen=True, slots=True)
class NetworkLayout:
    """A network in one width: one panel, or several below each other where the arrows do not fit beside each other."""

    form: Format
    names: float
    panels: tuple[Panel, ...]

    @property
    def slant(self) -> int:
        """Degrees by which the verbs rise."""
        return SLANTS[self.form.name]

    @property
    def height(self) -> float:
        """The height of all."""
        return self.panels[-1].bottom


@dataclass(frozen=True, slots=True)
class _Piece:
    """A verb as it is written, its kind, and its ties in order, each with the number beside it (or none)."""

    verb: str
    kind: TieKind
    ties: tuple[tuple[Tie, str], ...]


def lay_out_network(network: Network, form: Format, signs: ActorSigns, write: Callable[[int], str]) -> NetworkLayout:
    """Return where every name and arrow goes; `write` writes a number."""
    longest = max(guess_width(signs.name(actor), BOLD * NAME_SIZE) for actor in network.actors)
    names = min(form.width * NAMES[form.name], INDENT + longest + 8)
    pieces = _cut(_bundle(network, signs, write), form.width - names - GAP)
    panels: list[Panel] = []
    top = 0.0
    while pieces:
        fitting = max([1, *(n for n in range(len(pieces) + 1) if _fits(pieces[:n], names, form, 1.0))])
        shown = pieces[:fitting]
        joined = {end for piece in shown for tie, _ in piece.ties for end in (tie.start, tie.end)}
        panels.append(_make_panel([one for one in network.actors if one in joined], shown, names, form, top))
        pieces = pieces[fitting:]
        top = panels[-1].bottom + PANEL_GAP
    return NetworkLayout(form, names, tuple(panels))


def _bundle(network: Network, signs: ActorSigns, write: Callable[[int], str]) -> list[_Piece]:
    """Return the ties by verb: what is done before what is said, and of each what most entries tell of first."""
    rows = {actor: number for number, actor in enumerate(network.actors)}
    bundles: dict[tuple[TieKind, str], list[Tie]] = {}
    for tie in network.ties:
        bundles.setdefault((tie.kind, tie.role), []).append(tie)
    found = []
    for (kind, role), ties in bundles.items():
        ties.sort(key=lambda tie: (rows[tie.start], abs(rows[tie.end] - rows[tie.start]), rows[tie.end]))
        numbers = [len(network.ties[tie]) for tie in ties]
        words = tuple((tie, write(told) if told > 1 else "") for tie, told in zip(ties, numbers, strict=True))
        piece = _Piece(shorten(signs.verb(ties[0]), VERB_ROOM, REGULAR), kind, words)
        found.append((list(TieKind).index(kind), -sum(numbers), role, piece))
    return [piece for *_, piece in sorted(found, key=lambda one: one[:3])]


def _cut(bundles: Sequence[_Piece], room: float) -> list[_Piece]:
    """Return the bundles, those that would not fit beside the names in pieces that do."""
    pieces = []
    for bundle in bundles:
        ties: list[tuple[Tie, str]] = []
        for one in bundle.ties:
            if ties and sum(_step(text, 1.0) for _, text in [*ties, one]) > room:
                pieces.append(_Piece(bundle.verb, bundle.kind, tuple(ties)))
                ties = []
            ties.append(one)
        pieces.append(_Piece(bundle.verb, bundle.kind, tuple(ties)))
    return pieces


def _step(number: str, stretch: float) -> float:
    """Return how far it is from an arrow with a number beside it to the next arrow."""
    return max(STEP * stretch, guess_width(number, 12.5) + 9) if number else STEP * stretch


def _place(pieces: Sequence[_Piece], names: float, stretch: float) -> Iterator[tuple[_Piece, list[float], float]]:
    """Yield each piece with the places of its arrows, and where it ends."""
    x = names + GAP
    for piece in pieces:
        places, start = [], x
        for _, number in piece.ties:
            places.append(x)
            x += _step(number, stretch)
        number = piece.ties[-1][1]
        end = places[-1] + (guess_width(number, 12.5) + 6 if number else 4)
        yield piece, places, end
        x = max(end, start + LEAST) + GAP * stretch


def _fits(pieces: Sequence[_Piece], names: float, form: Format, stretch: float) -> bool:
    """Tell whether arrows and verbs stay within the width; a slanted verb leans out to the right of its first arrow."""
    lean = cos(radians(SLANTS[form.name]))
    return all(
        end <= form.width and places[0] + 8 + guess_width(piece.verb) * lean <= form.width
        for piece, places, end in _place(pieces, names, stretch)
    )


def _make_panel(actors: Sequence[str], pieces: Sequence[_Piece], names: float, form: Format, top: float) -> Panel:
    steps = (WIDEST - number * 0.1 for number in range(int((WIDEST - 1) * 10) + 1))
    stretch = next((one for one in steps if _fits(pieces, names, form, one)), 1.0)
    base = top + max(guess_width(piece.verb) for piece in pieces) * sin(radians(SLANTS[form.name])) + 14
    rows = {actor: base + 8 + ROW * (number + 0.5) for number, actor in enumerate(actors)}
    bundles = []
    for piece, places, _ in _place(pieces, names, stretch):
        arrows = tuple(
            Arrow(tie, x, rows[tie.start], rows[tie.end], number)
            for (tie, number), x in zip(piece.ties, places, strict=True)
        )
        bundles.append(Bundle(piece.verb, piece.kind, arrows))
    return Panel(rows, tuple(bundles), base, base + 8 + ROW * len(actors) + 4)
