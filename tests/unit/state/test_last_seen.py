"""What is new in a saved search since it was last looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from careader.state.last_seen import LastSeen


@pytest.fixture
def seen(tmp_path: Path) -> LastSeen:
    return LastSeen(tmp_path / "state")


def test_a_search_never_looked_at_has_nothing_new(seen: LastSeen) -> None:
    assert seen.new("water", "вода", ["a"]) == frozenset()


def test_new_is_what_was_not_there_last_time(seen: LastSeen) -> None:
    seen.remember("water", "вода", ["a", "b"])
    assert seen.new("water", "вода", ["b", "c"]) == {"c"}
    seen.remember("water", "вода", ["b", "c"])
    assert seen.new("water", "вода", ["b", "c"]) == frozenset()


def test_another_query_under_the_name_begins_anew(seen: LastSeen) -> None:
    seen.remember("water", "вода", ["a"])
    assert seen.new("water", "water", ["a", "b"]) == frozenset()


def test_it_is_text_that_a_person_can_read_and_another_session_sees(seen: LastSeen) -> None:
    seen.remember("water", "вода", ["a"])
    seen.remember("oil", "oil", [])
    assert "вода" in seen.path.read_text(encoding="utf-8")
    assert set(LastSeen(seen.path.parent).all()) == {"water", "oil"}


@pytest.mark.parametrize("text", ["", "[", "[]", '{"a": 1}', '{"a": {"query": 1}}', "[" * 100_000])
def test_a_file_that_makes_no_sense_is_as_none(seen: LastSeen, text: str) -> None:
    seen.path.parent.mkdir()
    seen.path.write_text(text)
    assert seen.new("a", "a", ["x"]) == frozenset()
    seen.remember("a", "a", ["x"])
    assert seen.new("a", "a", ["x", "y"]) == {"y"}


def test_a_folder_that_takes_nothing_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    LastSeen(tmp_path / "file").remember("a", "a", ["x"])
