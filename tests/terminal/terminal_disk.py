"""Disks of their own for a test, and a system that refuses what real ones refuse.

A disk is a tmpfs: it can be full, read-only or gone, whatever rights the test runs with. That
needs the right to mount; a test that has it not says so and skips.
"""

from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path

import pytest


class Disk:
    """A small file system at a folder."""

    def __init__(self, folder: Path, megabytes: int = 40) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._ballast = folder / "ballast"
        done = self._run(
            "mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "careader-test", folder
        )
        if done.returncode != 0:
            pytest.skip("a test may not mount a disk here: " + done.stderr.strip())

    def fill(self) -> None:
        """Leave not a byte free."""
        with self._ballast.open("ab", buffering=0) as file:
            piece = 1 << 20
            while piece:
                try:
                    file.write(b"x" * piece)
                except OSError:
                    piece //= 2

    def free(self) -> None:
        """Make room again."""
        self._ballast.unlink()

    def read_only(self, yes: bool = True) -> None:
        """Refuse every write, or take them again."""
        self._run("mount", "-o", f"remount,{'ro' if yes else 'rw'}", self.folder).check_returncode()

    def unmount(self) -> None:
        """Take it away, whatever is open on it: the folder it was at is empty then."""
        self._run("umount", "-l", self.folder)

    def _run(self, *words: object) -> subprocess.CompletedProcess[str]:
        command = [str(word) for word in words]
        with suppress(FileNotFoundError):
            return subprocess.run(command, capture_output=True, text=True, check=False)
        return subprocess.CompletedProcess(command, 1, "", f"there is no {command[0]}")


_NO_LOCKS = '''
import errno, fcntl, os, sqlite3

def refused(*_, **__):
    raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

fcntl.flock = fcntl.lockf = refused

class NoLocks(sqlite3.Connection):
    """As SQLite is where fcntl(2) says ENOLCK."""
    def execute(self, *words):
        raise sqlite3.OperationalError("disk I/O error")
    executemany = executescript = execute

connect = sqlite3.connect

def connect_without_locks(database, *words, **options):
    if b"memory" not in os.fsencode(database):
        options["factory"] = NoLocks
    return connect(database, *words, **options)

sqlite3.connect = connect_without_locks
'''

_CLOCK = """
import time
from pathlib import Path

_time, _time_ns = time.time, time.time_ns

def behind():
    return int(Path({file!r}).read_text())

time.time = lambda: _time() - behind()
time.time_ns = lambda: _time_ns() - behind() * 1_000_000_000
"""


def no_locks(folder: Path) -> dict[str, str]:
    """Return an environment in which Python's locks fail as on a file system without any."""
    return _patched(folder, _NO_LOCKS)


def clock_behind(folder: Path) -> tuple[dict[str, str], Path]:
    """Return an environment whose clock is behind, and the file that says by how many seconds."""
    file = folder / "behind"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("0")
    return _patched(folder, _CLOCK.format(file=str(file))), file


def _patched(folder: Path, code: str) -> dict[str, str]:
    """Python runs a module of this name before anything else."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(code)
    return {"PYTHONPATH": str(folder)}
