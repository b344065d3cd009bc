"""Other programs: the user's own editor, with the terminal handed over and taken back."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

if TYPE_CHECKING:
    from textual.app import App


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


def edit_text(app: App[object], text: str) -> str:
    """Let the user go on with a text in their editor; return the text as it came back.

    One that a signal killed, as a line that drops does, leaves what it had saved. When the editor
    fails (`:cq`) or the file cannot be read again, the text is returned as it was.
    """
    descriptor, name = tempfile.mkstemp(suffix=".md", prefix="careader-note-")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        status, _ = _edit(app, path)
        if status is None or status > 0:
            return text
        return path.read_text(encoding="utf-8").removesuffix("\n")
    except (OSError, UnicodeDecodeError):
        return text
    finally:
        path.unlink(missing_ok=True)
