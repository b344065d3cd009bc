"""SIGKILL, which nobody can catch: what the screen said was saved is on the disk."""

from __future__ import annotations

import random
import shutil

import pytest
from terminal_home import Home
from terminal_pty import PtyReader, Terminals

BURST = 30
"""Highlights that are asked for without waiting for one; the article has more sentences."""


def kill_when_acknowledged(home: Home, terminals: Terminals, rounds: int) -> None:
    """Highlight a further sentence each round and kill the reader at its first word of success."""
    for number in range(rounds):
        reader = terminals.start(home)
        reader.ready()
        reader.open_first()
        reader.highlight("v" + ")" * number + "s")
        reader.kill()
        kept = home.highlights()
        assert len({each["start"] for each in kept}) == number + 1


def test_a_highlight_is_on_disk_when_the_screen_says_so(home: Home, terminals: Terminals) -> None:
    kill_when_acknowledged(home, terminals, 4)


@pytest.mark.slow
def test_a_highlight_is_on_disk_in_40_kills(home: Home, terminals: Terminals) -> None:
    kill_when_acknowledged(home, terminals, 40)


def kill_amid_highlighting(reader: PtyReader, after_bytes: int) -> int:
    """Highlight sentence after sentence, kill it in between; return how many it had counted."""
    reader.ready()
    reader.open_first()
    # Each press is on its way before the last is answered: `v` goes on where the caret was.
    reader.type("v)s\r" * BURST)
    mark = len(reader.raw) + after_bytes
    reader.wait(lambda screen: len(reader.raw) >= mark or screen.highlight_count >= BURST)
    reader.kill()
    return reader.screen.highlight_count


def kill_at_random_moments(home: Home, terminals: Terminals, rounds: int) -> None:
    dice = random.Random(11)
    for _ in range(rounds):
        counted = kill_amid_highlighting(terminals.start(home), dice.randrange(1, 30_000))
        kept = home.highlights()
        assert counted <= len(kept) <= BURST
        shown = home.json("highlights")
        assert {each["id"] for each in shown} == {each["id"] for each in kept}
        assert all(each["state"] == "sure" for each in shown)
        shutil.rmtree(home.folder("library") / "annotations", ignore_errors=True)


def test_every_highlight_that_was_counted_survives(home: Home, terminals: Terminals) -> None:
    kill_at_random_moments(home, terminals, 4)


@pytest.mark.slow
def test_every_highlight_that_was_counted_survives_40_kills(
    home: Home, terminals: Terminals
) -> None:
    kill_at_random_moments(home, terminals, 40)


def test_a_note_being_typed_survives_as_a_draft(home: Home, terminals: Terminals) -> None:
    reader = terminals.start(home)
    reader.ready()
    reader.open_first()
    reader.type("vsa")
    reader.wait_for("Esc keeps the note")
    for number in range(20):
        reader.type(f"{number} ")
    reader.wait_for("17 18 19")
    reader.kill()
    assert [each["note"] for each in home.highlights()] == [""]

    reader = terminals.start(home)
    screen = reader.wait_for("Unfinished when the last session ended")
    [highlight] = home.highlights()
    assert highlight["quote"][:40] in screen.text
    assert "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19" in screen.text
    reader.type("20")
    reader.wait_for("19 20")
    reader.press("Escape")
    reader.wait_said("Note saved")
    assert [each["note"][-8:] for each in home.highlights()] == ["18 19 20"]
    assert not home.drafts()
    reader.quit()
