"""A line that drops, a server that shuts down: the reader ends, and what was typed is kept."""

from __future__ import annotations

import os
import signal

import pytest
from terminal_home import PROGRAM, Home
from terminal_pty import PtyReader, Terminals

WORDS = "The line may drop at any moment"


def two_seconds() -> float:
    """Return the seconds a process has to end: two on a machine that does nothing else."""
    return 2.0 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def type_a_note(reader: PtyReader) -> None:
    reader.ready()
    reader.open_first()
    reader.type("vsa")
    reader.wait_for("Esc keeps the note")
    reader.type(WORDS)
    reader.wait_for(WORDS)


def check_draft_is_offered(home: Home, terminals: Terminals) -> None:
    """The next session shows passage and words, goes on with them, and is the last to do so."""
    reader = terminals.start(home)
    screen = reader.wait_for("Unfinished when the last session ended")
    [highlight] = home.highlights()
    assert highlight["quote"][:40] in screen.text
    assert WORDS in screen.text
    reader.type("!")
    reader.wait_for(f"{WORDS}!")
    reader.press("Escape")
    reader.wait_said("Note saved")
    reader.quit()
    assert [each["note"] for each in home.json("highlights")] == [f"{WORDS}!"]
    assert not home.drafts()

    reader = terminals.start(home)
    reader.ready()
    reader.wait(lambda screen: screen.counts)
    assert "Unfinished" not in reader.screen.text
    reader.quit()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_ends_the_reader_and_keeps_the_note(
    home: Home, terminals: Terminals, number: signal.Signals
) -> None:
    reader = terminals.start(home)
    type_a_note(reader)
    reader.signal(number)
    assert reader.exit_status(two_seconds()) == 128 + number
    reader.drain()
    # The alternate screen is left and the cursor shown: the shell is usable.
    assert b"\x1b[?1049l" in reader.raw
    assert b"\x1b[?25h" in reader.raw
    check_draft_is_offered(home, terminals)


IGNORING = ["/bin/sh", "-c", 'trap "" HUP; exec "$0"', str(PROGRAM)]
"""As under nohup: SIGHUP is ignored when the program starts."""


@pytest.mark.parametrize("command", [[str(PROGRAM)], IGNORING], ids=["login", "nohup"])
def test_a_dropped_line_ends_the_reader_and_keeps_the_note(
    home: Home, terminals: Terminals, command: list[str]
) -> None:
    reader = terminals.run(command, home, columns=120, rows=36)
    type_a_note(reader)
    reader.hang_up()
    assert reader.exit_status(two_seconds()) == 128 + signal.SIGHUP
    # A program that spins on its dead terminal for the two seconds takes more than that.
    assert reader.processor_seconds < 2.5
    check_draft_is_offered(home, terminals)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_keeps_the_place_in_the_article(
    home: Home, terminals: Terminals, number: signal.Signals
) -> None:
    reader = terminals.start(home)
    reader.ready()
    reader.open_first()
    reader.type("G")
    end = reader.wait(lambda screen: " end" in screen.status[:24]).reading[1:-1]
    reader.signal(number)
    assert reader.exit_status(two_seconds()) == 128 + number
    reader = terminals.start(home)
    reader.ready()
    reader.press("Enter")
    reader.wait(lambda screen: screen.reading[1:-1] == end)
    reader.wait(lambda screen: " end" in screen.status[:24])


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_while_a_search_is_typed(
    home: Home, terminals: Terminals, number: signal.Signals
) -> None:
    reader = terminals.start(home)
    reader.ready()
    reader.type("/")
    reader.wait_said("Search: ")
    reader.type("customs")
    reader.wait_for("customs")
    reader.signal(number)
    assert reader.exit_status(two_seconds()) == 128 + number
    assert not home.crash()
