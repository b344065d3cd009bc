"""Files written so that nothing is lost: whole or not at all, and synced."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import tempfile
from enum import Enum
from pathlib import Path

_NO_TMPFILE = frozenset((errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT))


class Sync(Enum):
    """What of a write outlasts a power cut from the moment it is done."""

    ALL = "the file and its name"
    FILE = "the file: its name may be gone, but where it stands all of it does"
    NOTHING = "nothing: for copies of what lies elsewhere too"


def replace(target: Path, data: bytes, *, new: bool = False, sync: Sync = Sync.ALL) -> None:
    """Write a file in one step: a reader sees what was there before or all of `data`.

    The temporary file lies in the same folder under a hidden name; it and the folder are synced
    before this returns, unless `sync` says less. Mode and, where allowed, owner of an existing
    file are kept. With `new` an existing file is an error. Raises OSError, and then nothing has
    changed.
    """
    before = _status(target)
    name = target.parent / f".careader-{secrets.token_hex(8)}.tmp"
    try:
        with name.open("xb") as file:
            file.write(data)
            file.flush()
            if before is not None:
                _take_mode(file.fileno(), before)
            if sync is not Sync.NOTHING:
                os.fsync(file.fileno())
        if new:
            os.link(name, target)
        else:
            os.replace(name, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
    if sync is Sync.ALL:
        sync_folder(target.parent)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _take_mode(descriptor: int, before: os.stat_result) -> None:
    """Give a temporary file the mode and, where allowed, the owner of the file it replaces."""
    if (before.st_uid, before.st_gid) != (os.geteuid(), os.getegid()):
        with contextlib.suppress(PermissionError):
            os.fchown(descriptor, before.st_uid, before.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(before.st_mode))


def sync_folder(folder: Path) -> None:
    """Make a file's new name durable; without effect where folders cannot be synced."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EOPNOTSUPP):
            raise
    finally:
        os.close(descriptor)


def can_create_in(folder: Path) -> bool:
    """Whether a file can be made in a folder, found out by making one.

    `os.access` answers from the mode bits for the real user, and is wrong on NFS (root squash,
    server-side lists) and in some containers. An unnamed file (`O_TMPFILE`) changes nothing that
    anybody can see, not even the folder's time; where the file system has none, a hidden file
    is made and removed.
    """
    try:
        if hasattr(os, "O_TMPFILE"):
            os.close(os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600))
            return True
    except OSError as error:
        if error.errno not in _NO_TMPFILE:
            return False
    try:
        descriptor, name = tempfile.mkstemp(prefix=".careader-", suffix=".tmp", dir=folder)
    except OSError:
        return False
    os.close(descriptor)
    os.unlink(name)
    return True


def can_be_made(folder: Path) -> bool:
    """Whether a folder can be written to, or made where it is missing; makes nothing."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return can_create_in(folder)
