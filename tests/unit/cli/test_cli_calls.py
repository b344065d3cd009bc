"""What opens the reader, and with which query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.cli.call import COMMANDS, ReaderCall, is_exclusion, reader_call

_words = st.lists(st.text(min_size=1), min_size=1).filter(
    lambda words: words[0] not in COMMANDS and not any(word.startswith("-") for word in words)
)


def test_no_words_open_the_reader() -> None:
    assert reader_call([]) == ReaderCall(None, "")


@given(words=_words)
def test_words_that_are_no_command_join_to_the_query(words: list[str]) -> None:
    assert reader_call(words) == ReaderCall(None, " ".join(words))


@given(words=_words, place=st.integers(0, 10), joined=st.booleans())
def test_library_is_taken_wherever_it_stands(words: list[str], place: int, joined: bool) -> None:
    option = ["--library=/a dir"] if joined else ["--library", "/a dir"]
    call = reader_call([*words[:place], *option, *words[place:]])
    assert call == ReaderCall("/a dir", " ".join(words))


@given(words=st.lists(st.text()))
def test_after_two_hyphens_everything_is_the_query(words: list[str]) -> None:
    assert reader_call(["--", *words]) == ReaderCall(None, " ".join(words))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_comes_first_or_is_a_word(command: str) -> None:
    assert reader_call([command, "union"]) is None
    assert reader_call(["--library", "x", command]) is None
    assert reader_call(["customs", command]) == ReaderCall(None, f"customs {command}")
    assert reader_call(["--", command]) == ReaderCall(None, command)


def test_a_word_may_exclude_but_not_as_the_first() -> None:
    assert reader_call(["russia", "-china"]) == ReaderCall(None, "russia -china")
    assert reader_call(["-china"]) is None


@pytest.mark.parametrize("option", ["--help", "--json", "-h", "-x", "--no-such", "-12"])
def test_an_option_the_reader_does_not_know_is_no_query(option: str) -> None:
    assert reader_call([option]) is None
    assert reader_call(["russia", option]) is None


def test_the_mouse_can_be_left_to_the_terminal() -> None:
    assert reader_call(["--no-mouse", "russia"]) == ReaderCall(None, "russia", mouse=False)
    assert reader_call(["russia", "--no-mouse"]) == ReaderCall(None, "russia", mouse=False)


def test_library_needs_a_folder() -> None:
    assert reader_call(["--library"]) is None


@given(word=st.text())
def test_no_long_option_excludes(word: str) -> None:
    assert not is_exclusion("--" + word)
    assert not is_exclusion("-")
