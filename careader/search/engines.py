"""Which engine there is; made without importing it, for most starts need only its stamp."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from pathlib import Path

from careader.search.engine import Engine

_DAMAGED = "damaged"


class LazyEngine:
    """The Whoosh index of a folder; Whoosh is imported (60 ms) when it is first used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def engine(self) -> Engine:
        """The engine itself."""
        from careader.search.whoosh_engine import WhooshEngine

        return WhooshEngine(self.folder)

    def stamp(self) -> str:
        """Return what names the last committed state, without importing anything.

        Names and sizes of its files: a file that was cut short or removed changes it too.
        """
        try:
            files = [file for file in self.folder.iterdir() if "MAIN_" in file.name]
            return " ".join(sorted(f"{file.name}:{file.stat().st_size}" for file in files))
        except OSError:
            return ""

    @property
    def damaged(self) -> bool:
        """Whether a search found files that cannot be read."""
        return (self.folder / _DAMAGED).exists()

    def mark_damaged(self) -> None:
        """Leave word for the next update that what is here cannot be read."""
        with suppress(OSError):
            (self.folder / _DAMAGED).touch()
