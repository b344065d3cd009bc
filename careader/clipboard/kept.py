"""The file that holds what was copied last, for terminals that do not take it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

FILE = "copied.txt"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Kept:
    """`copied.txt` in the user's state folder, readable by nobody else."""

    def __init__(self, state_dir: Path) -> None:
        self.path = state_dir / FILE

    def keep(self, text: str) -> None:
        """Replace what is kept; OSError when the system refuses, and the old text stays."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.path.with_name(f".{FILE}.{os.getpid()}.tmp")
        try:
            with open(os.open(temporary, _NEW, 0o600), "wb") as file:
                file.write(text.encode("utf-8", "replace") + b"\n")
            os.replace(temporary, self.path)
        except OSError:
            with suppress(OSError):
                temporary.unlink()
            raise

    def text(self) -> str:
        """Return what was copied last, by this or an earlier session; empty when nothing was."""
        try:
            return self.path.read_text(encoding="utf-8").removesuffix("\n")
        except (OSError, UnicodeDecodeError):
            return ""
