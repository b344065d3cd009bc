"""Article ids: which are safe as a folder's name, and how one is made from a path."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container
from pathlib import PurePosixPath

MAX_LENGTH = 100
"""Characters; annotations lie in a folder of this name, and file systems end at 255 bytes."""

_SAFE = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{MAX_LENGTH - 1}}}")


def is_safe_id(text: str) -> bool:
    """Whether an id may name a folder: ASCII letters, digits, `.`, `_`, `-`, the first no mark."""
    return _SAFE.fullmatch(text) is not None


def derived_id(path: str, taken: Container[str] = frozenset()) -> str:
    """Return the id of an article that declares none: its file's name and a hash of its path.

    The same path gives the same id as long as none in `taken` (case folded) is in its way;
    then the hash gets longer.
    """
    ascii_name = unicodedata.normalize("NFKD", PurePosixPath(path).stem).encode("ascii", "ignore")
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name.decode().lower())[:60].strip("-") or "article"
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()
    lengths = (8, 16, 39)
    ids = (f"{slug}-{digest[:length]}" for length in lengths)
    return next(id_ for id_ in ids if id_ not in taken)
