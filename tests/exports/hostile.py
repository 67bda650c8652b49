"""A dossier with the same hostile text in every field that takes any text: what the exports must survive."""

from __future__ import annotations

import types
from dataclasses import replace
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints

from regesto.model.dossier import Dossier
from regesto.model.ids import Ref
from regesto.model.text import Names, Text
from regesto.model.walking import unwrap

HOSTILE = {
    "formula": '=HYPERLINK("http://x.example";"click")',
    "quotes": "\"double\" 'single' «both» ,;\t| \\ end",
    "lines": "one\r\ntwo\nthree\rfour\u2028five\u2029six\x85seven",
    "script": "</script><script>alert(1)</script><!-- ]]> & &amp; <b>",
    "controls": "a\x00b\x1bc\x7fd\ufffee",
    "calendar": "x\nEND:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:forged",
    "ris": "x\nER  - \nTY  - BOOK\nTI  - forged",
    "tex": "}} , title = {forged}}\n@book{forged, title={x}} \\input{x} 100% $x_1^2$ #~&",
    "yaml": "- a: b\n#c ! & * | > ' \" : {x} [y] %z @w `",
    "long": "è" * 300 + "𝔘" * 100,
}


def poison(dossier: Dossier, text: str) -> Dossier:
    """Return the dossier with `text` wherever any text may stand. Nothing is checked: the reader would refuse some."""
    maps = ("topics", "actors", "places", "materiel", "measures", "questions", "roles", "sources", "entries")
    return replace(
        dossier,
        settings=_poison(dossier.settings, type(dossier.settings), (), text),
        **{
            name: {id: _poison(one, type(one), (), text) for id, one in getattr(dossier, name).items()} for name in maps
        },
    )


def _poison(value: Any, annotation: Any, metadata: tuple, text: str) -> Any:
    annotation, metadata = unwrap(annotation, metadata)
    if value is None:
        return None
    if annotation is Text:
        return Text(((None, text),))
    if annotation is Names:
        return Names(((None, (text, text)),))
    if isinstance(value, BaseModel):
        fields = type(value).model_fields.items()
        return value.model_copy(
            update={
                name: _poison(getattr(value, name), field.annotation, tuple(field.metadata), text)
                for name, field in fields
            }
        )
    if get_origin(annotation) is tuple:
        return tuple(_poison(one, get_args(annotation)[0], (), text) for one in value)
    if get_origin(annotation) is dict:
        return {key: _poison(one, get_args(annotation)[1], (), text) for key, one in value.items()}
    if get_origin(annotation) in (Union, types.UnionType):
        return value
    free = annotation is str and not any(isinstance(one, Ref | StringConstraints) for one in metadata)
    free = free and not any(getattr(one, "pattern", None) for one in metadata)
    return text if free else value
