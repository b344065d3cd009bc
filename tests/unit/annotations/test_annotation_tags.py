"""Tags: read, counted, completed; a hierarchy is found by its beginning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.annotations.tags import completed, in_use, tags_of
from careader.model import Highlight

tags = st.from_regex(r"[a-z]{1,4}(/[a-z]{1,3}){0,2}", fullmatch=True)


def highlight(*tags: str) -> Highlight:
    return Highlight(id="01", article="a", quote="q", tags=tags)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", ()),
        (" , ,", ()),
        ("trade", ("trade",)),
        ("#trade, energy/gas trade", ("trade", "energy/gas")),
        ("energy//gas/ /x", ("energy/gas", "x")),
        ("# / //", ()),
        ("газ/труба нефть", ("газ/труба", "нефть")),
    ],
)
def test_tags_stand_between_blanks_and_commas(line: str, expected: tuple[str, ...]) -> None:
    assert tags_of(line) == expected


@given(st.lists(tags, unique=True))
def test_what_is_written_is_read_back(some: list[str]) -> None:
    assert tags_of(" ".join(some)) == tuple(some)


def test_the_most_used_come_first_and_those_above_are_in_use_too() -> None:
    marked = [highlight("energy/gas", "war"), highlight("energy/oil"), highlight("war")]

    assert in_use(marked, [("trade",), ("trade", "war")]) == [
        "war", "energy", "energy/gas", "energy/oil", "trade"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("en", "energy"),
        ("EN", "energy"),
        ("energy", "energy/gas"),  # what it is already is passed over
        ("energy/o", "energy/oil"),
        ("war en", "war energy"),
        ("war,#en", "war,#energy"),
        ("energy en", "energy energy/gas"),  # there already
        ("x", None),
        ("", None),
        ("war ", None),
    ],
)
def test_a_word_is_finished_with_the_first_that_begins_so(line: str, expected: str | None) -> None:
    known = ["war", "energy", "energy/gas", "energy/oil"]

    assert completed(line, known) == expected


@given(st.lists(tags), st.text(" abcz/#,", max_size=12))
def test_completing_only_ever_adds_to_the_last_word(known: list[str], line: str) -> None:
    finished = completed(line, known)

    assert finished is None or (
        len(finished) > len(line) and finished.casefold().startswith(line.casefold())
    )
