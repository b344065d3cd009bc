"""ZIP containers read within limits: nothing is unpacked to disk, no name leads outside."""

from __future__ import annotations

import io
import posixpath
import zipfile
from urllib.parse import unquote

from careader.importing.formats.failure import ImportFailure
from careader.importing.formats.limits import MB, Limits

_BOMB = "unpacks to more than is read: it may be a bomb"
_SMALL = 1 * MB
"""Bytes under which a file may be packed as tightly as it likes."""
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError)


class Container:
    """A ZIP file whose declared and real sizes are within limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Check every file's declared size.

        Raises ImportFailure when it is damaged or declares more than the limits allow.
        """
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise ImportFailure(f"damaged: {error}") from None
        members = self._zip.infolist()
        if len(members) > limits.members:
            raise ImportFailure(f"more than {limits.members:,} files in it: it may be a bomb")
        if sum(each.file_size for each in members) > limits.unpacked:
            raise ImportFailure(_BOMB)
        for each in members:
            _check(each, limits)
        self.names = frozenset(each.filename for each in members)

    def read(self, name: str) -> bytes:
        """Return a file's bytes.

        Raises ImportFailure when it is not there, damaged, encrypted or longer than it declares.
        """
        if name not in self.names:
            raise ImportFailure(f"damaged: “{name}” is not in it")
        member = self._zip.getinfo(name)
        if member.flag_bits & 1:
            raise ImportFailure("encrypted: it needs a password")
        try:
            with self._zip.open(member) as file:
                data = file.read(self._limits.member + 1)
        except (*_DAMAGED, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
            raise ImportFailure(f"damaged: {error}") from None
        if len(data) > self._limits.member:
            raise ImportFailure(_BOMB)
        return data

    def resolve(self, base: str, href: str) -> str:
        """Return the name of the file a reference in a folder means, empty when there is none."""
        path = unquote(href.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0])
        if not path or "://" in path or path.startswith("/"):
            return ""
        name = posixpath.normpath(posixpath.join(base, path))
        return name if name in self.names and not name.startswith("..") else ""


def _check(member: zipfile.ZipInfo, limits: Limits) -> None:
    too_large = member.file_size > limits.member and not _is_picture(member.filename)
    ratio = member.file_size / max(1, member.compress_size)
    if too_large or (member.file_size > _SMALL and ratio > limits.ratio):
        raise ImportFailure(_BOMB)


def _is_picture(name: str) -> bool:
    """Whether it is a file that is never read here; a book's pictures may be large."""
    return name.lower().endswith((".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".mp3", ".mp4"))
