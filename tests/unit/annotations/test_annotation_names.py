from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.annotations import ulid
from careader.annotations.names import (
    conflict_id,
    file_name,
    folder_name,
    id_of,
    is_highlight_file,
    original_of,
)
from careader.annotations.ulid import new_ulid

SAFE = re.compile(r"[a-z0-9][a-z0-9._+-]{0,99}", re.ASCII)


def test_ulids_are_26_characters_of_crockford_base_32() -> None:
    assert re.fullmatch("[0-7][0-9A-HJKMNP-TV-Z]{25}", new_ulid())


def test_ulids_of_one_process_rise_without_end() -> None:
    made = [new_ulid() for _ in range(5000)]
    assert made == sorted(set(made))


def test_ulids_rise_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    first = new_ulid()
    monkeypatch.setattr(ulid.time, "time_ns", lambda: 0)
    assert new_ulid() > first


def test_a_ulid_begins_with_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ulid, "_last", (0, 0))
    # The example of the specification: 1469918176385 is 01ARYZ6S41.
    monkeypatch.setattr(ulid.time, "time_ns", lambda: 1469918176385 * 1_000_000)
    assert new_ulid().startswith("01ARYZ6S41")


@given(st.text(st.characters(codec=None)))
def test_any_article_id_has_a_folder_that_is_safe_everywhere(article: str) -> None:
    assert SAFE.fullmatch(folder_name(article))
    assert not folder_name(article).endswith(".")


@given(st.text(), st.text())
def test_two_article_ids_never_share_a_folder_in_any_case(one: str, other: str) -> None:
    if one != other:
        assert folder_name(one).casefold() != folder_name(other).casefold()


@pytest.mark.parametrize(
    ("one", "other"), [("Tajikistan", "tajikistan"), ("a/b", "a-b"), ("", " ")]
)
def test_ids_that_look_alike_have_folders_of_their_own(one: str, other: str) -> None:
    assert folder_name(one).casefold() != folder_name(other).casefold()


@pytest.mark.parametrize("name", ["con", "nul.txt", "..", ".git", "a" * 101, "x.", "ИДН", "a\nb"])
def test_names_that_a_file_system_refuses_are_replaced(name: str) -> None:
    assert folder_name(name) != name
    assert SAFE.fullmatch(folder_name(name))


def test_a_plain_article_id_is_its_own_folder() -> None:
    article = "russia-struggles-to-draw-tajikistan-2012-10-17"
    assert folder_name(article) == article


@pytest.mark.parametrize("wrong", ["", "../x", "a/b", ".hidden", "a b", "x\n"])
def test_an_id_that_could_leave_its_folder_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not the id"):
        file_name(wrong)


@given(st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1))
def test_a_file_of_any_name_has_an_id_that_can_name_a_file(stem: str) -> None:
    assert file_name(id_of(stem + ".md"))


def test_conflict_copies_of_all_three_kinds_name_their_original() -> None:
    assert original_of(conflict_id("01A", "2026-11-21T10:00:00.123Z")) == "01A"
    assert original_of("01A.sync-conflict-20261121-100000-ABCDEFG") == "01A"
    assert original_of("01A.conflict-git") == "01A"
    assert original_of("01A") is None


def test_a_copy_of_a_copy_is_a_copy_of_the_original() -> None:
    twice = conflict_id(conflict_id("01A", "2026-11-21T10:00:00.123Z"), "2026-11-22T10:00:00.123Z")
    assert original_of(twice) == "01A"


@pytest.mark.parametrize("name", [".01A.md.1-ff.tmp", ".01A.md", "~syncthing~01A.md", "#01A.md"])
def test_temporary_files_are_no_highlights(name: str) -> None:
    assert not is_highlight_file(name)
