"""The bytes that were imported, kept in the library by what they are."""

from __future__ import annotations

import os
from pathlib import Path

from careader.errors import LibraryError
from careader.library import disk
from careader.library.library import reason
from careader.library.walk import is_inside

FOLDER = "originals"

_SUFFIXES = {"text": "txt", "markdown": "md", "feed": "xml"}
_OTHERS = frozenset(("html", "pdf", "epub", "docx", "mhtml"))


def original_path(sha256: str, format_: str) -> str:
    """Return where the bytes of a source lie, relative to the library: `originals/ab/ab12….html`.

    The suffix is the format's, never the input's own.
    """
    suffix = _SUFFIXES.get(format_) or (format_ if format_ in _OTHERS else "bin")
    return f"{FOLDER}/{sha256[:2]}/{sha256}.{suffix}"


def keep(root: Path, sha256: str, format_: str, data: bytes) -> str:
    """Keep the bytes of a source and return their path; without effect where they are kept already.

    Raises LibraryError when they cannot be written.
    """
    path = original_path(sha256, format_)
    file = root / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not is_inside(os.path.realpath(file.parent), os.path.realpath(root)):
            raise LibraryError(f"“{FOLDER}” leads outside the library: nothing is kept there")
        if not _is_kept(file, len(data)):
            # A power cut may leave a shorter file; the next import of the source mends it.
            disk.replace(file, data, sync=disk.Sync.NOTHING)
    except OSError as error:
        raise LibraryError(f"the original was not kept in {path}: {reason(error)}") from error
    return path


def _is_kept(file: Path, size: int) -> bool:
    try:
        return file.lstat().st_size == size
    except FileNotFoundError:
        return False
