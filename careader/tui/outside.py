"""Other programs: the user's own editor, with the terminal handed over and taken back."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from careader.text.clean import clean

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
    command = editor_command()
    try:
        with app.suspend():
            done = subprocess.run([*command, str(path)], check=False)
    except FileNotFoundError:
        return f"There is no editor {command[0]!r} here: set EDITOR to one you have"
    except (OSError, SuspendNotSupported) as error:
        return f"The editor {command[0]!r} could not be started: {error}"
    return "" if done.returncode == 0 else f"The editor ended with status {done.returncode}"


def edit_text(
    app: App[object], text: str, failed: Callable[[str], object] = lambda problem: None
) -> str:
    """Let the user go on with a text in their editor; return the text as it came back.

    When the editor fails or the file cannot be read again, the text is returned as it was, and
    `failed` is told why, in one line.
    """
    descriptor, name = tempfile.mkstemp(suffix=".md", prefix="careader-note-")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        if problem := edit_file(app, path):
            failed(problem)
            return text
        return clean(path.read_text(encoding="utf-8").removesuffix("\n"))
    except (OSError, UnicodeDecodeError) as error:
        failed(f"The note is as it was: what the editor wrote cannot be read ({error})")
        return text
    finally:
        path.unlink(missing_ok=True)
