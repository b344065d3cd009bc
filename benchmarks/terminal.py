"""A program in a real pseudo-terminal: its bytes counted, its screen kept by an emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from benchmarks.corpus import write_library

_READ = 65_536
_ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[6n": b"\x1b[1;1R"}


def reader_on_medium(work: Path) -> tuple[list[str], dict[str, str]]:
    """Return the command and environment of careader on the 10,000 documents, indexed.

    The library, an empty home and the cache are made under `work` where they are missing.
    """
    library = work / "medium"
    write_library(library, "medium")
    (work / "home").mkdir(exist_ok=True)
    environment = {**os.environ, "HOME": str(work / "home"), "XDG_CACHE_HOME": str(work / "cache")}
    command = [str(Path(sys.executable).with_name("careader")), "--library", str(library)]
    subprocess.run([*command, "index"], env=environment, check=True)
    return command, environment


class Terminal:
    """One program in a pty of a size in cells. Close it; it does not end by itself."""

    def __init__(
        self,
        command: Sequence[str],
        columns: int,
        rows: int,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.started = time.perf_counter()
        self.received = b""
        chosen = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LC_ALL": "C.UTF-8",
            **(environment or {}),
        }
        for name in ("NO_COLOR", "COLUMNS", "LINES", "TMUX", "STY"):
            if name not in (environment or {}):
                chosen.pop(name, None)
        self.pid, self.fd = spawn(command, columns, rows, chosen)

    def read(self, quiet: float = 0.3, longest: float = 15.0, until: bytes | None = None) -> bytes:
        """Return what the program writes until it is quiet so long, or has written `until`."""
        found, begun = b"", time.perf_counter()
        last = begun
        while time.perf_counter() - begun < longest:
            ready, _, _ = select.select([self.fd], [], [], 0.005)
            if not ready:
                if time.perf_counter() - last > quiet and (found or until is None):
                    break
                continue
            try:
                data = os.read(self.fd, _READ)
            except OSError:
                break
            if not data:
                break
            found += data
            last = time.perf_counter()
            answer(self.fd, data)
            if until is not None and until in found:
                break
        self.received += found
        self.last_byte = last
        return found

    def send(self, keys: bytes, quiet: float = 0.3) -> bytes:
        """Type keys and return what the program writes in answer."""
        self.sent = time.perf_counter()
        os.write(self.fd, keys)
        return self.read(quiet)

    def resident_megabytes(self) -> float:
        """Return the resident memory of the process (of Linux's /proc)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if "VmRSS" in line)

    def processor_seconds(self) -> float:
        """Return the processor time the process has used (of Linux's /proc)."""
        fields = (
            Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        )
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the program."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def spawn(
    command: Sequence[str], columns: int, rows: int, environment: Mapping[str, str]
) -> tuple[int, int]:
    """Start a program that leads a pty of a size in cells; return its pid and our end of it."""
    pid, descriptor = pty.fork()
    if pid == 0:
        resize(0, columns, rows)
        os.execvpe(command[0], list(command), dict(environment))
    resize(descriptor, columns, rows)
    return pid, descriptor


def resize(descriptor: int, columns: int, rows: int) -> None:
    """Give a pty another size in cells; its program hears of it."""
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def answer(descriptor: int, written: bytes) -> None:
    """Answer what a program asks of its terminal, as a terminal that can show frames whole does.

    Where the cursor is, is not known here; nobody minds.
    """
    for question, said in _ANSWERS.items():
        for _ in range(written.count(question)):
            os.write(descriptor, said)
