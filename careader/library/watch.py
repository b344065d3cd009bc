"""Whether files came or went since the last look, without looking at the files."""

from __future__ import annotations

import os
from pathlib import Path

from careader.library.walk import ARTICLES


class Watch:
    """The times of a library's folders: git, sync tools and editors put files in place by name.

    A look costs one system call a folder, however many articles are in it. What is changed in
    place, as few programs do, is seen at the next scan.
    """

    def __init__(self, root: Path) -> None:
        self._articles = root / ARTICLES
        self._times: dict[str, int] | None = None

    def changed(self) -> bool:
        """Say whether something came or went since the last call; the first finds nothing new.

        A library that has gone (unmounted, renamed) has not changed: it may come back as it was.
        """
        if self._times is None:
            self._times = self._look_everywhere()
            return False
        if all(_time_of(folder) == time for folder, time in self._times.items()):
            return False
        if _time_of(str(self._articles)) is None or self._is_bare():
            return False
        self._times = self._look_everywhere()
        return True

    def _is_bare(self) -> bool:
        """Say whether nothing is left where articles were: where something was mounted."""
        try:
            with os.scandir(self._articles) as entries:
                return next(entries, None) is None
        except OSError:
            return True

    def _look_everywhere(self) -> dict[str, int]:
        folders = (folder for folder, _, _ in os.walk(self._articles))
        times = ((folder, _time_of(folder)) for folder in folders)
        return {folder: time for folder, time in times if time is not None}


def _time_of(folder: str) -> int | None:
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:
        return None
