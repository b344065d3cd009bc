"""Ctrl+z and fg: the shell gets its terminal as it was, the reader its screen."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from terminal_home import Home
from terminal_pty import PtyReader, Terminals, wait_until_gone
from terminal_shell import PROMPT, Shell, modes, start_shell

CTRL_Z = b"\x1a"
ESCAPE = b"\x1b[27u"
"""As the kitty protocol has it: never taken for the beginning of something longer."""
NOTE = "Half a thought"
FURTHER = ("marking", "help", "colour")

SHOWN = (b"\x1b[?1049h", b"\x1b[?25l", b"\x1b[?2004h", b"\x1b[?1004h", b"\x1b[?1000h")
"""What the reader sets: the other screen, no cursor, pasting, focus and mouse told to it."""
TAKEN_BACK = tuple(each[:-1] + (b"h" if each == b"\x1b[?25l" else b"l") for each in SHOWN)


def state_of(written: bytes, setting: bytes, unsetting: bytes) -> bool:
    """Say whether a mode was set last, not taken back."""
    return written.rfind(setting) > written.rfind(unsetting)


def check_modes(reader: PtyReader, *, ours: bool) -> None:
    for setting, unsetting in zip(SHOWN, TAKEN_BACK, strict=True):
        assert state_of(bytes(reader.raw), setting, unsetting) is ours, setting


def stop(shell: Shell) -> None:
    """Press Ctrl+z and wait for the shell."""
    shell.reader.send(CTRL_Z)
    shell.wait_prompt("Stopped")


@pytest.mark.parametrize(
    "where", ["list", "search", *(pytest.param(each, marks=pytest.mark.slow) for each in FURTHER)]
)
def test_the_shell_has_its_terminal_and_the_reader_its_screen_again(
    home: Home, terminals: Terminals, where: str
) -> None:
    home.run("index")
    shell = start_shell(home, terminals)
    reader = shell.careader()
    reader.wait(lambda screen: screen.counts)
    if where == "marking":
        reader.open_first()
        reader.type("vs")
        reader.wait_for("Enter highlight")
    elif where == "help":
        reader.type("?")
        reader.wait_for("Esc closes")
    elif where == "colour":
        reader.type("4c")
        reader.wait_for("yellow")
    elif where == "search":
        reader.type("/Kaz")
        reader.wait(lambda screen: screen.status.startswith("Kaz") and " of 12" in screen.text)
    before = reader.screen.lines
    stop(shell)
    assert modes(reader) == shell.modes
    check_modes(reader, ours=False)
    shell.say("echo $((6 * 7))", "42")

    reader.type("fg\r")
    reader.wait(lambda screen: screen.lines[:-1] == before[:-1])
    check_modes(reader, ours=True)
    assert modes(reader) != shell.modes
    reader.send(ESCAPE)
    reader.wait(lambda screen: "q quit" in screen.status and "Esc closes" not in screen.text)
    reader.type("2j")
    reader.wait_said("2/12" if where != "search" else "2/")
    reader.type("q")
    shell.wait_prompt()
    assert modes(reader) == shell.modes
    check_modes(reader, ours=False)


def test_a_note_is_gone_on_with_after_fg(home: Home, terminals: Terminals) -> None:
    shell = start_shell(home, terminals)
    reader = shell.careader()
    reader.open_first()
    reader.type("vsa")
    reader.wait_for("Esc keeps the note")
    reader.type(NOTE)
    reader.wait_for(NOTE)
    os.kill(careader_of(reader), signal.SIGTSTP)
    shell.wait_prompt("Stopped")
    assert NOTE[:-1] in home.drafts()[0].read_text()
    reader.type("fg\r")
    reader.wait_for("Esc keeps the note")
    reader.type(", whole")
    reader.wait_for(f"{NOTE}, whole")
    reader.press("Escape")
    reader.wait_said("Note saved")
    assert [each["note"] for each in home.json("highlights")] == [f"{NOTE}, whole"]


def careader_of(reader: PtyReader) -> int:
    """Return the process that has the terminal now."""
    return os.tcgetpgrp(reader.descriptor)


def test_in_the_background_it_waits_for_the_terminal(home: Home, terminals: Terminals) -> None:
    home.run("index")
    shell = start_shell(home, terminals)
    reader = shell.careader()
    before = reader.wait(lambda screen: screen.counts).lines
    stop(shell)
    reader.type("bg\r")
    shell.wait_prompt("bg")
    shell.ask_until("jobs", "tty output")
    assert modes(reader) == shell.modes
    shell.say("echo $((6 * 7))", "42")
    reader.type("fg\r")
    reader.wait(lambda screen: screen.lines[:-1] == before[:-1])
    reader.type("j")
    reader.wait_said("2/12")
    reader.type("q")
    shell.wait_prompt()


def test_again_and_again(home: Home, terminals: Terminals) -> None:
    shell = start_shell(home, terminals)
    reader = shell.careader()
    for row in range(2, 6):
        stop(shell)
        reader.type("clear; fg\r")
        reader.wait(lambda screen: PROMPT not in screen.text and "q quit" in screen.status)
        reader.type("j")
        reader.wait_said(f"{row}/12")
    threads = os.listdir(f"/proc/{careader_of(reader)}/task")
    assert len(threads) < 20
    reader.type("q")
    shell.wait_prompt()


def test_without_a_shell_it_says_so_and_goes_on(home: Home, terminals: Terminals) -> None:
    """As `ssh -t host careader` starts it: stopped, nothing could ever continue it."""
    reader = terminals.start(home)
    reader.ready()
    reader.send(CTRL_Z)
    reader.wait_said("There is no shell to go to")
    reader.type("j")
    reader.wait_said("2/12")
    reader.quit()


def test_stopped_and_continued_from_outside_every_key_still_counts(
    home: Home, terminals: Terminals
) -> None:
    shell = start_shell(home, terminals)
    reader = shell.careader()
    job = careader_of(reader)
    for _ in range(3):
        os.kill(job, signal.SIGCONT)
    reader.type("j" * 11)
    reader.wait_said("12/12")
    reader.type("q")
    shell.wait_prompt()
    assert modes(reader) == shell.modes


@pytest.mark.parametrize("how", ["hang up", "terminate"])
def test_while_it_is_stopped_the_line_drops(
    home: Home, terminals: Terminals, how: str, tmp_path: Path
) -> None:
    shell = start_shell(home, terminals)
    reader = shell.careader()
    reader.open_first()
    reader.type("vsa")
    reader.wait_for("Esc keeps the note")
    reader.type(NOTE)
    reader.wait_for(NOTE)
    job = careader_of(reader)
    os.kill(job, signal.SIGTSTP)
    shell.wait_prompt("Stopped")
    if how == "hang up":
        reader.hang_up()
    else:
        os.kill(job, signal.SIGTERM)
        os.kill(job, signal.SIGCONT)
    wait_until_gone(terminals, job)
    again = terminals.start(home)
    assert NOTE in again.wait_for("Unfinished when the last session ended").text
