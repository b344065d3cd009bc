"""Other programs: the user's own editor, with the terminal handed over and taken back."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from careader.text.clean import clean

if TYPE_CHECKING:
    from textual.app import App


_TEXT_BROWSERS = frozenset(("w3m", "lynx", "links", "links2", "elinks", "www-browser"))
"""Browsers that need the terminal themselves; any other is started beside the reader."""


def editor_command() -> list[str]:
    """Return the user's editor as words: VISUAL, EDITOR, else vi."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        return shlex.split(chosen) or ["vi"]
    except ValueError:
        return [chosen]


def edit_file(app: App[object], path: Path) -> str:
    """Open a file in the user's editor and wait; return what went wrong, one line, or nothing."""
    return _edit(app, path)[1]


def _edit(app: App[object], path: Path) -> tuple[int | None, str]:
    """Return the editor's exit status, None when it did not start, and what went wrong."""
    command = editor_command()
    try:
        with app.suspend():
            status = _run([*command, str(path)])
    except FileNotFoundError:
        return None, f"There is no editor {command[0]!r} here: set EDITOR to one you have"
    except (OSError, SuspendNotSupported) as error:
        return None, f"The editor {command[0]!r} could not be started: {error}"
    return status, "" if status == 0 else f"The editor ended with status {status}"


_guests: list[subprocess.Popen[bytes]] = []
"""The program that has the terminal, where one has."""


def _run(command: list[str]) -> int:
    """Run a program that has the terminal; return its exit status, as subprocess tells it."""
    with subprocess.Popen(command) as guest:
        _guests.append(guest)
        try:
            return guest.wait()
        finally:
            _guests.remove(guest)


def hang_up() -> None:
    """Tell the program that has the terminal, if one has, what a line that drops tells it."""
    for guest in _guests:
        guest.send_signal(signal.SIGHUP)


def edit_text(
    app: App[object], text: str, failed: Callable[[str], object] = lambda problem: None
) -> str:
    """Let the user go on with a text in their editor; return the text as it came back.

    One that a signal killed, as a line that drops does, leaves what it had saved. When the editor
    fails (`:cq`) or the file cannot be read again, the text is returned as it was, and `failed`
    is told why, in one line.
    """
    descriptor, name = tempfile.mkstemp(suffix=".md", prefix="careader-note-")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        status, problem = _edit(app, path)
        if status is None or status > 0:
            failed(problem)
            return text
        return clean(path.read_text(encoding="utf-8").removesuffix("\n"))
    except (OSError, UnicodeDecodeError) as error:
        failed(f"The note is as it was: what the editor wrote cannot be read ({error})")
        return text
    finally:
        path.unlink(missing_ok=True)


def print_text(app: App[object], text: str) -> str:
    """Print a text where the shell prints, for the terminal's own selection; wait for Enter.

    Returns what went wrong, one line, or nothing.
    """
    terminal, keyboard = sys.__stderr__, sys.__stdin__
    if terminal is None or keyboard is None:
        return "There is no terminal to print on"
    try:
        with app.suspend():
            terminal.write(f"\n{text}\n\n-- careader: Enter goes back to reading --\n")
            terminal.flush()
            keyboard.readline()
    except (OSError, SuspendNotSupported) as error:
        return f"It could not be printed: {error}"
    return ""


def opener_command(setting: str) -> list[str]:
    """Return the program for links as words: the setting's, else BROWSER's; empty to copy them.

    BROWSER may name several, parted by colons; the first that is there counts.
    """
    if setting == "copy":
        return []
    for each in [setting] if setting else os.environ.get("BROWSER", "").split(":"):
        try:
            words = shlex.split(each)
        except ValueError:
            words = [each]
        if words and (setting or shutil.which(words[0])):
            return words
    return []


def open_address(app: App[object], command: list[str], address: str) -> str:
    """Open an address with a program; return what went wrong, one line, or nothing.

    The address takes the place of `%s`, else it comes last. No shell ever sees it.
    """
    words = [word.replace("%s", address) for word in command]
    if words == command:
        words.append(address)
    try:
        if Path(words[0]).name in _TEXT_BROWSERS:
            with app.suspend():
                _run(words)
        else:
            subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    except (OSError, SuspendNotSupported) as error:
        return f"{words[0]!r} could not be started: {error}"
    return ""
