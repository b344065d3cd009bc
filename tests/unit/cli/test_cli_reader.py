"""Opening the reader: with which library and query, and what stands in its way."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest
from cli_calls import Call, User

from careader.cli import reader
from careader.workspace import Workspace


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Workspace, str]]:
    """Every opening of a reader that ends with status 5 instead of showing itself."""
    calls: list[tuple[Workspace, str]] = []

    def run(workspace: Workspace, query: str = "") -> int:
        calls.append((workspace, query))
        return 5

    app = ModuleType("careader.tui.app")
    app.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "careader.tui.app", app)
    monkeypatch.setattr(reader, "check_terminal", lambda: None)
    return calls


def test_without_a_word_it_opens_the_user_s_library(
    user: User, careader: Call, opened: list[tuple[Workspace, str]]
) -> None:
    assert careader().status == 5
    [(workspace, query)] = opened
    assert (workspace.library.root, query) == (user.library, "")


def test_words_are_what_it_searches_for(
    user: User, careader: Call, opened: list[tuple[Workspace, str]]
) -> None:
    careader("customs", "union")
    careader("customs union", "--library", str(user.home / "lib"))
    assert [query for _, query in opened] == ["customs union", "customs union"]


def test_at_the_first_start_the_sample_library_is_there(
    user: User,
    careader: Call,
    opened: list[tuple[Workspace, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CAREADER_LIBRARY")
    careader()
    [(workspace, _)] = opened
    assert workspace.library.root.is_relative_to(user.home)
    assert len(workspace.catalogue) >= 12


@pytest.mark.usefixtures("opened")
def test_settings_that_make_no_sense_are_one_line(user: User, careader: Call) -> None:
    user.configure("theme: purple\n")
    outcome = careader()
    assert outcome.status == 1
    assert "theme" in outcome.err
    assert outcome.err.count("\n") == 1


@pytest.mark.usefixtures("opened")
def test_a_library_that_is_not_there_is_one_line(user: User, careader: Call) -> None:
    outcome = careader("--library", str(user.home / "gone"))
    assert outcome.status == 1
    assert "gone" in outcome.err


def test_the_terminal_is_asked_for_before_anything_is_read(user: User, careader: Call) -> None:
    user.configure("theme: purple\n")
    assert careader("customs").status == 2
