"""Scanning: from the files of a library to its catalogue, opening only what has changed."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from careader.library.assemble import Entry, assemble, kept_entries
from careader.library.catalogue import Catalogue, Stamp
from careader.library.source import HEAD, describe, head_of, head_size
from careader.library.walk import Found, Walk, walk
from careader.model import Progress

Report: TypeAlias = Callable[[Progress], None]
"""Called now and then from the scanning thread."""

_TICK_NS = 20_000_000
"""Linux stamps files with the last timer tick: up to 10 ms old (`CONFIG_HZ=100`), doubled."""

_WHOLE_SECONDS_NS = 2_000_000_000
"""A file system that keeps no fractions of a second: FAT keeps every other second."""

_EVERY = 200
"""Articles read between two reports."""

_OPENED_SAFELY = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


def scan(root: Path, previous: Catalogue | None, progress: Report | None) -> Catalogue:
    """Return the catalogue of what lies under `<root>/articles` now.

    Returns `previous` itself when nothing has changed since. Raises OSError when the folder
    cannot be listed; a file that cannot be read is one of the catalogue's `problems`.
    """
    scan_ = _Scan(previous, time.time_ns())
    lying = walk(root)
    scan_.read(lying, progress)
    return scan_.catalogue()


def open_safely(file: str) -> int:
    """Open a file that must be a regular one, not a link and not a pipe; raises OSError."""
    descriptor = os.open(file, _OPENED_SAFELY)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "not a regular file")
    return descriptor


class _Scan:
    """One scan: what of the previous catalogue still holds, and what was read anew."""

    def __init__(self, previous: Catalogue | None, now_ns: int) -> None:
        self._previous = previous
        self._now_ns = now_ns
        self._kept: dict[str, Stamp] = {}
        self._read: dict[str, Entry] = {}
        self._unsettled: dict[str, str] = {}
        self._problems: dict[str, str] = {}

    def read(self, lying: Walk, progress: Report | None) -> None:
        """Read every file that is new, changed, or cannot be told to be unchanged."""
        self._problems = dict(lying.problems)
        todo = self._changed(lying.found)
        for done, found in enumerate(todo):
            if progress and done % _EVERY == 0:
                progress(Progress(done, len(todo), "reading"))
            try:
                self._take(found)
            except OSError as error:
                self._problems[found.path] = (
                    f"cannot be read: {(error.strerror or str(error)).lower()}"
                )
        if progress and todo:
            progress(Progress(len(todo), len(todo), "reading"))

    def _changed(self, found: list[Found]) -> list[Found]:
        """Return the files to be read, and note the others as kept."""
        if self._previous is None:
            return found
        stamps, unsettled = self._previous.stamps, self._previous.unsettled
        todo = []
        for file in found:
            stamp = (file.size, file.mtime_ns)
            if stamps.get(file.path) != stamp or file.path in unsettled:
                todo.append(file)
            else:
                self._kept[file.path] = stamp
        return todo

    def _take(self, found: Found) -> None:
        """Read one file.

        The stamp was taken before the file is opened, so a change after that shows at the next
        scan, unless it falls into the same tick of the clock as the last change before. Such a
        file is unsettled: its hash is kept, and the next scan compares that too. Where the hash
        differs under the same stamp, the article's stamp becomes a nanosecond older than the
        file's, so that whoever compares stamps sees a change; the scan after that mends it.
        """
        stamp = (found.size, found.mtime_ns)
        previous, settled = self._previous, self._is_settled(found.mtime_ns)
        known = previous.unsettled.get(found.path) if previous else None
        known_stamp = previous.stamps.get(found.path) if previous else None
        if settled and known is None:
            self._read[found.path] = Entry.of_file(describe(_head(found.file), found.path), stamp)
            return
        data = read_whole(found.file)
        digest = hashlib.sha256(data).hexdigest()
        if not settled:
            self._unsettled[found.path] = digest
        if known == digest and known_stamp == stamp:
            self._kept[found.path] = stamp
            return
        if known is not None and known_stamp == stamp:
            stamp = (found.size, found.mtime_ns - 1)
        self._read[found.path] = Entry.of_file(describe(head_of(data), found.path), stamp)

    def _is_settled(self, mtime_ns: int) -> bool:
        """Whether a change from now on would give a file another time than it has."""
        tick = _TICK_NS if mtime_ns % 1_000_000_000 else _WHOLE_SECONDS_NS
        return mtime_ns < self._now_ns - tick

    def catalogue(self) -> Catalogue:
        """Return the previous catalogue where it still holds, else a new one."""
        previous = self._previous
        if previous is not None and not self._read and len(self._kept) == len(previous):
            if self._problems == previous.problems and self._unsettled == previous.unsettled:
                return previous
            return Catalogue(previous.columns, self._problems, self._unsettled)
        kept = kept_entries(previous, self._kept) if previous is not None else []
        return assemble(kept, list(self._read.values()), self._problems, self._unsettled)


def _head(file: str) -> bytes:
    """Return as much of a file as describing it takes."""
    descriptor = open_safely(file)
    try:
        head = os.read(descriptor, HEAD)
        while head and (more := os.read(descriptor, head_size(head) - len(head))):
            head += more
    finally:
        os.close(descriptor)
    return head


def read_whole(file: str) -> bytes:
    """Return all bytes of a regular file; raises OSError."""
    with open(open_safely(file), "rb") as opened:
        return opened.read()
