"""Which careader process wrote something, and whether it still runs."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

_AWAY_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Session:
    """One careader process."""

    host: str
    pid: int
    started: str
    """Tells a process from a later one with the same number; empty where that is not known."""

    def is_alive(self, last_sign: float) -> bool:
        """Whether the process still runs; `last_sign` is when it last wrote, seconds of the epoch.

        Of a process on another machine (a home folder on NFS) only the sign is known: it counts
        as running for an hour after it.
        """
        if self.host != os.uname().nodename:
            return time.time() - last_sign < _AWAY_SECONDS
        if not _exists(self.pid):
            return False
        state, started = _status(self.pid)
        return state not in ("Z", "X") and (not self.started or started == self.started)

    def hang_up(self) -> None:
        """Tell a process of this machine what a dropped line tells it; one that is over is let be.

        Raises:
            OSError: It is another user's.
        """
        if self.host == os.uname().nodename and self.is_alive(0):
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGHUP)


def this_session() -> Session:
    """Return the running process; a forked child is another session."""
    return _session(os.getpid())


@cache
def _session(pid: int) -> Session:
    return Session(os.uname().nodename, pid, _status(pid)[1])


def _exists(pid: int) -> bool:
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _status(pid: int) -> tuple[str, str]:
    """Return state and start of a process (proc(5), fields 3 and 22), empty where /proc is not."""
    with suppress(OSError, ValueError, IndexError):
        with open(f"/proc/{pid}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
        return fields[0].decode(), f"{_boot()}:{fields[19].decode()}"
    return "", ""


@cache
def _boot() -> str:
    with suppress(OSError), open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
        return file.read().strip()
    return ""
