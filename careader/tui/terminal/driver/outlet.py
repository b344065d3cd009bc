"""Bytes to the terminal from a thread of their own: whoever sends them never waits."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable
from queue import SimpleQueue


class Outlet:
    """Writes to a descriptor, in order; what cannot be written any more is dropped."""

    def __init__(self, descriptor: int, drained: Callable[[], None]) -> None:
        """Start writing.

        Args:
            descriptor: Where to.
            drained: Called in the thread whenever everything is written.
        """
        self._descriptor = descriptor
        self._drained = drained
        self._queue: SimpleQueue[bytes | None] = SimpleQueue()
        self._changed = threading.Condition()
        self._waiting = 0
        self._closed = False
        self.broken = False
        """Whether the terminal is gone."""
        self._thread = threading.Thread(target=self._run, name="terminal-output", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether something is still to be written."""
        return self._waiting > 0

    def send(self, data: bytes) -> None:
        """Write bytes soon; never blocks."""
        with self._changed:
            if self.broken or self._closed:
                return
            self._waiting += len(data)
        self._queue.put(data)

    def close(self, seconds: float) -> bool:
        """Wait so long at most until all is written, and end; say whether it was."""
        with self._changed:
            written = self._changed.wait_for(lambda: not self._waiting, seconds)
            self._closed = True
        self._queue.put(None)
        return written

    def _run(self) -> None:
        while (data := self._queue.get()) is not None:
            if not self.broken and not self._closed:
                self._write(data)
            self._done(len(data))

    def _write(self, data: bytes) -> None:
        left = memoryview(data)
        while left and not self._closed:
            try:
                left = left[os.write(self._descriptor, left) :]
            except BlockingIOError:
                # Somebody who shares the terminal made it non-blocking.
                select.select([], [self._descriptor], [], 1.0)
            except OSError:
                self.broken = True
                return

    def _done(self, count: int) -> None:
        with self._changed:
            self._waiting -= count
            idle = not self._waiting
            self._changed.notify_all()
        if idle:
            self._drained()
