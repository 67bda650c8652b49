"""Edits drawn by Hypothesis: whatever people do to a dossier's seeds, words and templates, sensible or not."""

from __future__ import annotations

from hypothesis import strategies as st

import edits
from regesto.resources import find_templates


def find_entry(seeds, id):
    (file,) = seeds.glob(f"entries/*/{id}.yml")
    return file


def change_text(data, seeds):
    leaves = edits.find_leaves(seeds)
    file, path = data.draw(st.sampled_from(leaves))
    field = edits.name_of_field(path)
    known = sorted({edits.look_up(edits.read(at), way) for at, way in leaves if edits.name_of_field(way) == field})
    edits.change((file, path), data.draw(st.sampled_from([*known, "Something else", "2019-05"])))


def drop_field(data, seeds):
    file, path = data.draw(st.sampled_from(edits.find_leaves(seeds)))
    content = edits.read(file)
    del content[path[0]]
    edits.write(file, content)


def add_entry(data, seeds):
    file = data.draw(st.sampled_from(sorted(seeds.glob("entries/*/*.yml"))))
    content = edits.read(file)
    content.pop("aliases", None)
    edits.write(file.with_name(f"another-{data.draw(st.integers(0, 3))}.yml"), content)


def delete_record(data, seeds):
    data.draw(st.sampled_from(sorted(seeds.glob("*/**/*.yml")))).unlink()


def rename_entry(data, seeds):
    file = data.draw(st.sampled_from(sorted(seeds.glob("entries/*/*.yml"))))
    for other in seeds.rglob("*.yml"):
        other.write_text(other.read_text(encoding="utf-8").replace(f"entry: {file.stem}", "entry: renamed"), "utf-8")
    file.rename(file.with_name("renamed.yml"))


def retract_entry(data, seeds):
    file = data.draw(st.sampled_from(sorted(seeds.glob("entries/*/*.yml"))))
    edits.write(file, edits.read(file) | {"status": "retracted", "status_note": "It was not so."})


def relate_entries(data, seeds):
    one, other = (data.draw(st.sampled_from(sorted(seeds.glob("entries/*/*.yml")))) for _ in "ab")
    relations = [{"type": "follows", "entry": other.stem, "note": "So it seems."}]
    edits.write(one, edits.read(one) | {"relations": relations})


def reverse_vocabulary(data, seeds):
    file = data.draw(st.sampled_from(sorted(seeds.glob("*s.yml"))))
    edits.write(file, dict(reversed(edits.read(file).items())))


def change_words(data, seeds):
    folder = seeds.parent / "templates/i18n/en"
    folder.mkdir(parents=True, exist_ok=True)
    word = data.draw(st.sampled_from(["entry.kicker", "list.and", "topic.entries", "origin.unnamed"]))
    (folder / "own.yml").write_text(f"{word}: Another word\n", encoding="utf-8")


def change_template(data, seeds):
    file = seeds.parent / "templates/components/text.html.jinja"
    shipped = find_templates()
    file.parent.mkdir(parents=True, exist_ok=True)
    text = (shipped / "components/text.html.jinja").read_text(encoding="utf-8")
    file.write_text(text.replace("<a ", f'<a data-edit="{data.draw(st.integers(0, 2))}" '), encoding="utf-8")


EDITS = (
    change_text,
    change_text,  # most of what people do
    drop_field,
    add_entry,
    delete_record,
    rename_entry,
    retract_entry,
    relate_entries,
    reverse_vocabulary,
    change_words,
    change_template,
)
