"""A slow line: runs a program in a pty and passes on what both ends write, late and slowly.

    python terminal_link.py BYTES_PER_SECOND SECONDS_OF_DELAY COMMAND…

It takes whatever the program writes at once, as sshd and a modem's buffers do: nothing tells the
program that the line is slow.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import sys
import termios
import time
import tty
from collections import deque

_READ = 65_536
_PIECE = 32
"""Bytes that arrive together."""


class Direction:
    """One way of the line."""

    def __init__(self, rate: float, delay: float, to: int) -> None:
        self._rate, self._delay, self._to = rate, delay, to
        self._free = 0.0
        self._under_way: deque[tuple[float, bytes]] = deque()

    def take(self, data: bytes) -> None:
        for at in range(0, len(data), _PIECE):
            piece = data[at : at + _PIECE]
            self._free = max(self._free, time.monotonic()) + len(piece) / self._rate
            self._under_way.append((self._free + self._delay, piece))

    @property
    def next(self) -> float | None:
        """When the next piece arrives."""
        return self._under_way[0][0] if self._under_way else None

    def deliver(self, now: float) -> None:
        while self._under_way and self._under_way[0][0] <= now:
            os.write(self._to, self._under_way.popleft()[1])


def main(rate: float, delay: float, command: list[str]) -> int:
    size = fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8)
    pid, master = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        os.execvp(command[0], command)
    fcntl.ioctl(master, termios.TIOCSWINSZ, size)
    tty.setraw(0)

    def resized(*_: object) -> None:
        fcntl.ioctl(master, termios.TIOCSWINSZ, fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8))

    signal.signal(signal.SIGWINCH, resized)
    up, down = Direction(rate, delay, master), Direction(rate, delay, 1)
    with contextlib.suppress(OSError):  # Linux's way to say that the program has ended
        relay(up, down, master)
    while down.next is not None:
        time.sleep(max(0.0, down.next - time.monotonic()))
        down.deliver(time.monotonic())
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def relay(up: Direction, down: Direction, master: int) -> None:
    """Pass on what comes until one end is gone."""
    ways = {0: up, master: down}
    while True:
        due = [each.next for each in ways.values() if each.next is not None]
        wait = max(0.0, min(due) - time.monotonic()) if due else None
        for ready in select.select([*ways], [], [], wait)[0]:
            data = os.read(ready, _READ)
            if not data:
                return
            ways[ready].take(data)
        for each in ways.values():
            each.deliver(time.monotonic())


if __name__ == "__main__":
    raise SystemExit(main(float(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]))
