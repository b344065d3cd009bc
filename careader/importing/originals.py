"""The bytes that were imported, kept in the library by what they are."""

from __future__ import annotations

import contextlib
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
        disk.make_folder(file.parent)
        if not is_inside(os.path.realpath(file.parent), os.path.realpath(root)):
            raise LibraryError(f"“{FOLDER}” leads outside the library: nothing is kept there")
        if not os.path.lexists(file):
            with contextlib.suppress(FileExistsError):
                disk.replace(file, data, new=True)
    except OSError as error:
        raise LibraryError(f"the original was not kept in {path}: {reason(error)}") from error
    return path
