"""A progress bar in one line of standard error, on a terminal only, gone when the work is done."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from careader.cli import output
from careader.model import Progress

_BAR_CELLS = 20
_INTERVAL = 0.1
"""Seconds between two pictures: over SSH more would only cost bytes."""

Report = Callable[[Progress], None]


@contextlib.contextmanager
def progress_bar(*, rate: bool = False) -> Iterator[Report | None]:
    """Yield what to report progress to; None where nobody sees it.

    With `rate` it also tells how many are done a second.
    """
    if not output.is_terminal(sys.stderr):
        yield None
        return
    bar = _Bar(rate=rate)
    try:
        yield bar.show
    finally:
        bar.erase()


class _Bar:
    """The line as it was last drawn."""

    def __init__(self, *, rate: bool) -> None:
        self._next = 0.0
        self._drawn = False
        self._rate = rate
        self._what, self._begun = "", 0.0

    def show(self, progress: Progress) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _INTERVAL
        self._write("\r" + picture(progress) + self._speed(progress, now) + "\x1b[K")
        self._drawn = True

    def _speed(self, progress: Progress, now: float) -> str:
        """Return `, 120/s` once there is something to tell."""
        if progress.what != self._what:
            self._what, self._begun = progress.what, now
        seconds = now - self._begun
        if not self._rate or seconds < _INTERVAL or not progress.done:
            return ""
        return f", {progress.done / seconds:,.0f}/s"

    def erase(self) -> None:
        if self._drawn:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        # The work matters, its picture does not.
        with contextlib.suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


def picture(progress: Progress) -> str:
    """Return the bar with its figures: `indexing ████░░░░ 3,000 of 10,000`."""
    share = progress.done / progress.total if progress.total else 1.0
    full = round(min(share, 1.0) * _BAR_CELLS)
    bar = "█" * full + "░" * (_BAR_CELLS - full)
    return f"{progress.what} {bar} {progress.done:,} of {progress.total:,}"
