"""Lines that drop in every other way: stalled, without a word, under an editor."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import termios

import pytest
from terminal_home import PROGRAM, Home
from terminal_pty import (
    PtyReader,
    Terminals,
    is_running,
    processor_seconds,
    wait_until,
    wait_until_gone,
)

NOTE = "Half a thought on a slow line"
WITHIN = 4.0
"""Seconds in which a program must have ended that has a second and a half for itself."""


def write_note(reader: PtyReader, words: str = NOTE) -> None:
    """Begin a note on the first sentence of the first article, and wait until it is shown."""
    reader.ready()
    reader.open_first()
    reader.type("vsa")
    reader.wait_for("Esc keeps the note")
    reader.type(words)
    reader.wait_for(words)


def check_offered(home: Home, terminals: Terminals, words: str = NOTE) -> None:
    """The next session shows what was typed under its passage."""
    reader = terminals.start(home)
    screen = reader.wait_for("Unfinished when the last session ended")
    [highlight] = home.highlights()
    assert highlight["quote"][:40] in screen.text
    assert words in screen.text
    reader.press("Escape")
    reader.wait_said("Note saved")
    reader.quit()
    assert [each["note"] for each in home.json("highlights")] == [words]
    assert not home.drafts()


def unread(reader: PtyReader) -> int:
    """Return how many bytes wait in the terminal for somebody to read them."""
    answer = bytearray(4)
    fcntl.ioctl(reader.descriptor, termios.FIONREAD, answer)
    return int(struct.unpack("i", answer)[0])


def stall(reader: PtyReader, terminals: Terminals) -> None:
    """Read nothing any more, and type until the terminal takes nothing any more either.

    What is typed only moves in the note: its text stays as it is.
    """
    reader.stalled = True
    seen = [-1, unread(reader)]
    while len(seen) < 8 or len({*seen[-8:]}) > 1:
        reader.send(b"\x1b[H\x1b[F" * 8)
        terminals.pump()
        seen.append(unread(reader))
    # As much again as anybody would queue for a terminal that does not answer.
    reader.send(b"\x1b[H\x1b[F" * 60)


@pytest.mark.parametrize("how", [signal.SIGHUP, signal.SIGTERM, "hang up"])
def test_a_stalled_terminal_does_not_keep_the_reader(
    home: Home, terminals: Terminals, how: signal.Signals | str
) -> None:
    reader = terminals.start(home)
    write_note(reader)
    stall(reader, terminals)
    before = processor_seconds(reader.pid)
    if isinstance(how, signal.Signals):
        reader.signal(how)
    else:
        reader.hang_up()
    ended = reader.exit_status(WITHIN)
    assert ended == 128 + (how if isinstance(how, signal.Signals) else signal.SIGHUP)
    assert reader.processor_seconds - before < 1.0
    check_offered(home, terminals)


def test_a_stalled_terminal_costs_nothing(home: Home, terminals: Terminals) -> None:
    reader = terminals.start(home)
    write_note(reader)
    stall(reader, terminals)
    settled = [processor_seconds(reader.pid)]
    # The thread that looks for others' highlights now and then takes a hundredth.
    while len(settled) < 20 or settled[-1] - settled[-20] > 0.05:
        terminals.pump()
        settled.append(processor_seconds(reader.pid))
    reader.stalled = False
    reader.press("Escape")
    reader.wait_said("Note saved")
    reader.quit()


def test_a_terminal_that_controls_nobody_vanishes(home: Home, terminals: Terminals) -> None:
    """There is no SIGHUP then: reading says end of file, at once and for ever."""
    pid_file = home.path / "pid"
    alone = f'setsid sh -c \'echo $$ >"{pid_file}"; exec "$0"\' "$0" <&3'
    script = f'exec 3<&0; {alone} & trap "" HUP; wait'
    reader = terminals.run(["/bin/sh", "-c", script, str(PROGRAM)], home, columns=120, rows=36)
    write_note(reader)
    pid = int(pid_file.read_text())
    reader.hang_up()
    wait_until_gone(terminals, pid, WITHIN)
    check_offered(home, terminals)


EDITOR = """#!/bin/sh
printf '%s' "$WORDS" >>"$1"
echo $$ >"$HOME/editing"
stty sane
exec sleep 60
"""


@pytest.mark.parametrize("how", ["hang up", signal.SIGTERM, signal.SIGHUP])
def test_what_an_editor_had_saved_is_kept(
    home: Home, terminals: Terminals, how: signal.Signals | str
) -> None:
    editor = home.path / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o700)
    reader = terminals.start(home, EDITOR=str(editor), WORDS=" and more in the editor")
    write_note(reader)
    reader.send(b"\x05")
    began = home.path / "editing"
    wait_until(terminals, lambda: began.exists() and began.read_text().endswith("\n"))
    if isinstance(how, signal.Signals):
        reader.signal(how)
    else:
        reader.hang_up()
    reader.exit_status(WITHIN)
    assert not is_running(int(began.read_text()))
    check_offered(home, terminals, f"{NOTE} and more in the editor")


def test_asked_to_end_by_the_interrupt_signal(home: Home, terminals: Terminals) -> None:
    reader = terminals.start(home)
    write_note(reader)
    os.kill(reader.pid, signal.SIGINT)
    assert reader.exit_status(WITHIN) == 128 + signal.SIGINT
    check_offered(home, terminals)
