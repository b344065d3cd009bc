"""The installed program in ptys of its own: its bytes, its screen, its end."""

from __future__ import annotations

import os
import resource
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from terminal_home import LONGEST, PROGRAM, Home
from terminal_reader import Reader
from terminal_screen import Screen

from benchmarks.terminal import answer, resize, spawn

_READ = 65_536
_MOMENT = 0.05
_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
_KEYS = {"Enter": "\r", "Escape": "\x1b", "Tab": "\t", "BSpace": "\x7f", "C-r": "\x12"}


class Terminals:
    """Every pty of a test: whoever waits for one drains them all, as their users would."""

    def __init__(self) -> None:
        self._open: list[PtyReader] = []

    def start(
        self, home: Home, *words: str, columns: int = 120, rows: int = 36, **variables: str
    ) -> PtyReader:
        """Start careader with the words of its call; return without waiting for anything."""
        command = [str(PROGRAM), *words]
        return self.run(command, home, columns=columns, rows=rows, **variables)

    def run(
        self, command: list[str], home: Home, *, columns: int, rows: int, **variables: str
    ) -> PtyReader:
        """Start any program in a pty."""
        pid, descriptor = spawn(command, columns, rows, {**home.environment, **variables})
        started = PtyReader(self, pid, descriptor, Screen(columns, rows))
        self._open.append(started)
        return started

    def pump(self, seconds: float = _MOMENT) -> None:
        """Take what is written anywhere; wait so long at most for it to come."""
        live = [each for each in self._open if each.connected and not each.stalled]
        ready, _, _ = select.select([each.descriptor for each in live], [], [], seconds)
        for each in live:
            if each.descriptor in ready:
                each.take()

    def close(self) -> None:
        """End what still runs."""
        for each in self._open:
            each.close()


class PtyReader(Reader):
    """A program in a pty: it leads a session whose terminal is the pty."""

    def __init__(self, terminals: Terminals, pid: int, descriptor: int, screen: Screen) -> None:
        self.pid, self.descriptor, self.screen = pid, descriptor, screen
        self.raw = bytearray()
        """Every byte it wrote to the terminal."""
        self.usage: resource.struct_rusage | None = None
        """The processor time it took, once it ended."""
        self.connected = True
        self.stalled = False
        """Whether nobody reads what it writes, as behind a link that hangs."""
        self.terminals = terminals
        self._shown = 0
        self._ended: int | None = None

    def type(self, text: str) -> None:
        self.send(text.encode())

    def press(self, *keys: str) -> None:
        for key in keys:
            self.send(_KEYS[key].encode())

    def send(self, data: bytes) -> None:
        """Type bytes; a terminal takes 4,096 at a time."""
        os.write(self.descriptor, data)

    def look(self) -> None:
        self.terminals.pump()

    def take(self) -> None:
        """Take what it wrote; the terminal is gone when Linux says EIO."""
        try:
            data = os.read(self.descriptor, _READ)
        except OSError:
            data = b""
        if not data:
            self.connected = False
            return
        self.raw += data
        self._show()
        answer(self.descriptor, data)

    def _show(self, *, all_of_it: bool = False) -> None:
        # As terminals that know of synchronized output do: no frame is seen before it is whole.
        begun = self.raw.rfind(_FRAME_BEGINS, self._shown)
        whole = all_of_it or begun < 0 or self.raw.find(_FRAME_ENDS, begun) >= 0
        end = len(self.raw) if whole else begun
        self.screen.feed(bytes(self.raw[self._shown : end]))
        self._shown = end

    def forget_shown(self) -> None:
        """Forget the bytes that are on the screen already, in a run of many of them."""
        del self.raw[: self._shown]
        self._shown = 0

    def drain(self) -> None:
        """Take what is still in the terminal of a program that has ended."""
        while self.connected and select.select([self.descriptor], [], [], 0)[0]:
            self.take()
        self._show(all_of_it=True)

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(columns, rows)
        resize(self.descriptor, columns, rows)

    def hang_up(self) -> None:
        """Drop the line: the kernel sends the session SIGHUP."""
        self.connected = False
        os.close(self.descriptor)

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        """SIGKILL; afterwards the screen is as it was left."""
        self.signal(signal.SIGKILL)
        assert self.exit_status() == -signal.SIGKILL
        self.drain()

    @property
    def status(self) -> int | None:
        if self._ended is None:
            pid, status, usage = os.wait4(self.pid, os.WNOHANG)
            if pid:
                self._ended, self.usage = os.waitstatus_to_exitcode(status), usage
        return self._ended

    @property
    def processor_seconds(self) -> float:
        """The processor time of a program that has ended."""
        assert self.usage is not None
        return self.usage.ru_utime + self.usage.ru_stime

    def close(self) -> None:
        """End it with whatever it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        if self._ended is None:
            os.waitpid(self.pid, 0)
        with suppress(OSError):
            os.close(self.descriptor)


def wait_until_gone(terminals: Terminals, pid: int, within: float = LONGEST) -> None:
    """Wait for the end of a process that is not our own child, so many seconds at most."""
    wait_until(terminals, lambda: not is_running(pid), within)


def wait_until(
    terminals: Terminals, condition: Callable[[], bool], within: float = LONGEST
) -> None:
    """Wait until something is so, so many seconds at most."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, "it never came to that"
        terminals.pump()


def is_running(pid: int) -> bool:
    """Say whether a process runs or is stopped; one that only waits to be buried does not."""
    try:
        return stat_of(pid)[0] not in "ZX"
    except FileNotFoundError:
        return False


def processor_seconds(pid: int) -> float:
    """Return the processor time a process has taken so far (proc(5), fields 14 and 15)."""
    fields = stat_of(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def stat_of(pid: int) -> list[str]:
    """Return the fields of a process from its state on (proc(5), field 3)."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
