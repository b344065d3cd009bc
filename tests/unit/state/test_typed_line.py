"""The line at the foot is on the disk while it is typed, and left by a session that dies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from careader.state import Draft, drafts
from careader.state.session import Session
from careader.state.typed_line import TypedLine

OVER = Session(os.uname().nodename, 2**22 + 1, "")
"""Linux numbers no process so high."""


@pytest.fixture
def dead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TypedLine:
    """The line of a session that is over."""
    line = TypedLine(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(drafts, "this_session", lambda: OVER)
        line.typed(Draft(article="", text="cus", line="SEARCH"))
        line.typed(Draft(article="", text="customs uni", line="SEARCH"))
    return line


def test_what_stood_in_the_line_last_is_left(dead: TypedLine, tmp_path: Path) -> None:
    assert len(list(tmp_path.rglob("*.md"))) == 1
    left = TypedLine(tmp_path).take_left()
    assert left is not None
    assert (left.text, left.line) == ("customs uni", "SEARCH")
    assert TypedLine(tmp_path).take_left() is None


def test_a_line_that_was_answered_leaves_nothing(tmp_path: Path) -> None:
    line = TypedLine(tmp_path)
    line.typed(Draft(article="a", text="x", line="FIND"))
    line.closed()
    line.closed()
    assert not list(tmp_path.rglob("*.md"))
    assert line.take_left() is None


def test_the_line_being_typed_is_not_offered_to_its_own_session(tmp_path: Path) -> None:
    line = TypedLine(tmp_path)
    line.typed(Draft(article="a", text="x", line="FIND"))
    line.sync()
    assert line.take_left() is None
    assert len(list(tmp_path.rglob("*.md"))) == 1
