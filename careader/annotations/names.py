"""The names of annotation folders and files: short, ASCII, the same in any case."""

from __future__ import annotations

import os
import re
from hashlib import sha256

SUFFIX = ".md"

_PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9_-])?", re.ASCII)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~+-]{0,119}", re.ASCII)
_COPY = re.compile(r"(.+?)\.(?:conflict-|sync-conflict-).*", re.DOTALL)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")  # Windows, where teams sync to


def folder_name(name: str) -> str:
    """Return the folder for an article id or a reader's name.

    A name that is safe everywhere stands for itself; any other becomes a slug, `+` (which no safe
    name holds) and twelve hexadecimal digits of its hash, so that two names never share a folder.
    """
    if _PLAIN.fullmatch(name) and not _RESERVED.fullmatch(name):
        return name
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-")
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{slug or 'name'}+{digest}"


def file_name(highlight_id: str) -> str:
    """Return the file name of a highlight; ValueError when the id cannot be one."""
    if not _ID.fullmatch(highlight_id):
        raise ValueError(f"not the id of a highlight: {highlight_id!r}")
    return highlight_id + SUFFIX


def id_of(name: str) -> str:
    """Return the id of the highlight in a file: its stem, made harmless where it is an odd one."""
    stem = name.removesuffix(SUFFIX)
    if _ID.fullmatch(stem):
        return stem
    slug = re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-")[:40]
    return f"{slug or 'file'}+{sha256(os.fsencode(stem)).hexdigest()[:12]}"


def is_highlight_file(name: str) -> bool:
    """Whether a file may hold a highlight: temporary files of editors and sync tools do not."""
    return name.endswith(SUFFIX) and not name.startswith((".", "~", "#"))


def original_of(highlight_id: str) -> str | None:
    """Return the id a conflict copy (careader's, git's, Syncthing's) split from, else None."""
    match = _COPY.fullmatch(highlight_id)
    return match[1] if match else None


def conflict_id(highlight_id: str, moment: str) -> str:
    """Return the id under which another version of a highlight is kept beside it."""
    base = (original_of(highlight_id) or highlight_id)[:60]
    return f"{base}.conflict-{_host()}-{re.sub('[^0-9]', '', moment)}"


def _host() -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", os.uname().nodename.lower()).strip("-")[:20].strip("-")
    return slug or "host"
