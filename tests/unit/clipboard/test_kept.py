"""What was copied last is in a file that nobody else may read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from careader.clipboard import Kept


def test_the_last_text_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "state")
    assert kept.text() == ""
    previous = os.umask(0)
    try:
        kept.keep("first\n\nsecond")
        kept.keep("“Қазақстан” 👩‍🚀\n")
    finally:
        os.umask(previous)
    assert Kept(tmp_path / "state").text() == "“Қазақстан” 👩‍🚀\n"
    assert kept.path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(kept.path.parent) == [kept.path.name]


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    kept = Kept(tmp_path)
    kept.path.symlink_to(other)
    kept.keep("copied")
    assert other.read_text() == "mine"
    assert kept.text() == "copied"
    assert not kept.path.is_symlink()


def test_what_cannot_be_kept_leaves_what_was(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.path.mkdir()
    (kept.path / "in the way").write_text("")
    with pytest.raises(OSError, match="directory"):
        kept.keep("copied")
    assert os.listdir(tmp_path) == [kept.path.name]
    assert kept.text() == ""
