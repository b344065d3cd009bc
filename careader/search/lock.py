"""One writer at a time: a lock that a killed process cannot leave behind."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

STALE = 3600.0
"""Seconds after which a lock file of a file system without locks is nobody's any more."""

_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL}


@contextlib.contextmanager
def writing(file: Path) -> Iterator[bool]:
    """Hold the lock for the length of the block; yields False at once when another holds it.

    Raises OSError when the folder cannot be written to.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        taken = _flock(descriptor)
        if taken is None:
            with _by_name(file.with_suffix(".held")) as held:
                yield held
        else:
            yield taken
    finally:
        os.close(descriptor)


def _flock(descriptor: int) -> bool | None:
    """Take the lock; None where the system or the file system has none."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return None if error.errno in _NO_LOCKS else False
    return True


@contextlib.contextmanager
def _by_name(file: Path) -> Iterator[bool]:
    """Hold a lock by being the one who made a file."""
    if _is_stale(file):
        file.unlink(missing_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        yield False
        return
    try:
        os.write(descriptor, f"{socket.gethostname()} {os.getpid()}".encode())
        os.close(descriptor)
        yield True
    finally:
        file.unlink(missing_ok=True)


def _is_stale(file: Path) -> bool:
    try:
        host, pid = file.read_text().split()
        if time.time() - file.stat().st_mtime > STALE:
            return True
        return host == socket.gethostname() and not _alive(int(pid))
    except (OSError, ValueError):
        return False


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
