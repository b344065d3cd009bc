"""Putting a catalogue together: from rows of before and new files as from files alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.library import assemble as assembling
from careader.library.assemble import Entry, assemble, kept_entries
from careader.library.catalogue import Catalogue
from careader.library.fields import Record
from careader.library.ids import derived_id

FIELDS = st.fixed_dictionaries(
    {"title": st.sampled_from(["a", "B", "c", '"declared":', "Ж"])},
    optional={
        "id": st.sampled_from(["x", "X", "y", derived_id("articles/1.md")]),
        "date": st.sampled_from(["1991", "2012", "2012-09", "2012-10", "2012-10-17", "2013-01-01"]),
        "countries": st.lists(st.sampled_from(["RU", "TJ"]), min_size=1),
        "doubts": st.just({"id": "an import's"}),
        "extra": st.just({"declared": ""}),
    },
)
LIBRARIES = st.dictionaries(st.integers(0, 12).map("articles/{}.md".format), FIELDS)


def entries(library: dict[str, dict[str, Any]]) -> list[Entry]:
    records: list[Record] = [{**fields, "path": path} for path, fields in library.items()]
    return [Entry.of_file(record, (1, 2)) for record in records]


def from_files(library: dict[str, dict[str, Any]]) -> Catalogue:
    return assemble([], entries(library), {}, {})


@pytest.mark.parametrize("few", [0, assembling._FEW])
@given(LIBRARIES, LIBRARIES, st.sets(st.integers(0, 12).map("articles/{}.md".format)))
def test_rows_of_before_and_new_files_make_what_all_files_make(
    few: int,
    old: dict[str, dict[str, Any]],
    new: dict[str, dict[str, Any]],
    gone: set[str],
) -> None:
    kept = {path: fields for path, fields in old.items() if path not in gone and path not in new}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assembling, "_FEW", few)
        made = assemble(kept_entries(from_files(old), kept), entries(new), {}, {})
    assert made.columns.id == from_files({**kept, **new}).columns.id
    assert list(made) == list(from_files({**kept, **new}))


@given(LIBRARIES)
def test_every_article_has_an_id_of_its_own_in_any_case(library: dict[str, dict[str, Any]]) -> None:
    ids = [id_.casefold() for id_ in from_files(library).ids]
    assert len(set(ids)) == len(library)


@given(LIBRARIES)
def test_an_id_goes_to_the_first_by_path_that_asks_for_it(
    library: dict[str, dict[str, Any]],
) -> None:
    by_path = {article.path: article for article in from_files(library)}
    for path, fields in library.items():
        before = [library[other].get("id", "").casefold() for other in library if other < path]
        asked = fields.get("id")
        if asked and asked.casefold() not in before:
            assert by_path[path].id == asked
            assert by_path[path].doubts == fields.get("doubts", {})
        elif asked:
            assert by_path[path].id != asked
            assert asked in by_path[path].doubts["id"]
