"""Files that are on the disk when a call returns: temporary file, fsync, replace, fsync."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from careader.paths import has_gone

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # a pipe must not hold us up
_TEMPORARY = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM}
_LOCK_SECONDS = 2.0

_REASONS = {
    errno.ENOSPC: "no space is left on the disk",
    errno.EDQUOT: "the disk quota is used up",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EROFS: "the file system is read-only",
    errno.EIO: "the disk reports an error",
    errno.ESTALE: "the network folder has gone away",
    errno.ELOOP: "a link stands in the way",
    errno.ENOTDIR: "a file or a link stands where a folder should be",
    errno.EINTR: "the system interrupted it",
}


_REMEDIES = {
    errno.ENOSPC: "make room, then do it again",
    errno.EDQUOT: "make room, then do it again",
    errno.EACCES: "give yourself the right to write there, then do it again",
    errno.EPERM: "give yourself the right to write there, then do it again",
    errno.EROFS: "make it writable, then do it again",
}


class Vanished(OSError):
    """What a folder belongs to has gone: written now, it would lie where nobody looks for it."""


def remedy(error: OSError) -> str:
    """Return what the person at the screen can do about a system call that failed."""
    if isinstance(error, Vanished):
        return "bring it back, then do it again"
    return _REMEDIES.get(error.errno or 0, "do it again when that is mended")


def reason(error: OSError) -> str:
    """Return why a system call failed, in words for the person at the screen."""
    if isinstance(error, Vanished):
        return "the library has gone: moved, deleted or unmounted"
    return _REASONS.get(error.errno or 0) or (error.strerror or "unknown error").lower()


class Folder:
    """An open folder whose files are read and replaced; links in it are not followed.

    Every method raises OSError when the system refuses.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, None when there is none."""
        try:
            descriptor = os.open(name, _READ, dir_fd=self._descriptor)
        except FileNotFoundError:
            return None
        with open(descriptor, "rb") as file:
            return file.read()

    def exists(self, name: str) -> bool:
        """Whether the folder holds anything of that name, a dangling link too."""
        return self._mode(name) is not None

    def stamp(self, name: str) -> Stamp:
        """Return what tells cheaply whether the file was changed."""
        return stamp_of(os.stat(name, dir_fd=self._descriptor, follow_symlinks=False))

    def write(self, name: str, data: bytes, *, durable: bool = True) -> None:
        """Replace a file by a new one in one step; with `durable`, return when the disk has it.

        A new file has the mode the umask gives (a team shares the folder), a replaced one keeps its
        own. After an error the file holds wholly the old bytes or wholly the new.
        """
        temporary = f".{name[:60]}.{os.getpid()}-{os.urandom(4).hex()}.tmp"
        try:
            self._fill(temporary, data, self._mode(name), durable)
            os.replace(temporary, name, src_dir_fd=self._descriptor, dst_dir_fd=self._descriptor)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary, dir_fd=self._descriptor)
            raise
        if durable:
            sync_folder(self._descriptor)

    def lock(self) -> None:
        """Keep other sessions out until the folder is closed, as far as the file system allows.

        A session that hangs with the lock holds nobody up for more than two seconds: the lock only
        narrows a window, what was read is compared before it is replaced in any case.
        """
        give_up = time.monotonic() + _LOCK_SECONDS
        while time.monotonic() < give_up:
            try:
                return fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.002)
            except OSError:
                return None
        return None

    def _mode(self, name: str) -> int | None:
        try:
            return os.stat(name, dir_fd=self._descriptor, follow_symlinks=False).st_mode
        except FileNotFoundError:
            return None

    def _fill(self, temporary: str, data: bytes, mode: int | None, durable: bool) -> None:
        descriptor = os.open(temporary, _TEMPORARY, 0o666, dir_fd=self._descriptor)
        try:
            if mode is not None and stat.S_ISREG(mode):
                os.fchmod(descriptor, stat.S_IMODE(mode))
            left = memoryview(data)
            while left:
                left = left[os.write(descriptor, left) :]
            if durable:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)


Stamp = tuple[int, int, int]
"""Inode, size in bytes, time of the last change in nanoseconds."""


def stamp_of(status: os.stat_result) -> Stamp:
    """Return what tells cheaply whether a file was changed."""
    return status.st_ino, status.st_size, status.st_mtime_ns


@contextmanager
def open_folder(
    root: Path, *names: str, synced: set[str], needs: Path | None = None
) -> Iterator[Folder]:
    """Open `root/name/name…`, made where it is missing, and close it again.

    Raises Vanished, and makes nothing, when there is no folder `needs`: what is written into the
    empty folder where something was mounted is hidden as soon as it is mounted again.

    `root` may be reached through links, what is below it may not. The first time a folder is
    opened (`synced` remembers which were), every folder above it is synced up to the one that
    holds `root`: another session may have made it and died before it did so.
    """
    if needs is not None and has_gone(needs):
        raise Vanished(errno.ENOENT, os.strerror(errno.ENOENT), str(needs))
    key = "/".join(names)
    if key not in synced:
        _make_root(root)
    descriptor = os.open(root, _FOLDER)
    try:
        for name in names:
            descriptor = _step_into(descriptor, name, sync=key not in synced)
        synced.add(key)
        yield Folder(descriptor)
    finally:
        with suppress(OSError):  # nothing was written through it
            os.close(descriptor)


def _step_into(parent: int, name: str, *, sync: bool) -> int:
    """Open a folder in a folder, made where it is missing; the parent is closed on success."""
    try:
        os.mkdir(name, dir_fd=parent)
    except FileExistsError:
        pass
    else:
        sync = True
    descriptor = os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=parent)
    try:
        if sync:
            sync_folder(parent)
    except BaseException:
        os.close(descriptor)
        raise
    os.close(parent)
    return descriptor


def _make_root(root: Path) -> None:
    missing = [root]
    while not missing[-1].parent.is_dir():
        missing.append(missing[-1].parent)
    for folder in reversed(missing):
        with suppress(FileExistsError):
            os.mkdir(folder)
        _sync_path(folder.parent)


def _sync_path(folder: Path) -> None:
    try:
        descriptor = os.open(folder, _FOLDER)
    except PermissionError:
        return  # one may pass through a folder that one may not open
    try:
        sync_folder(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(descriptor: int) -> None:
    """Make the names in a folder durable; file systems that cannot sync a folder are let be."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
