"""Files in which git left both sides of a merge it could not settle."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_OURS, _BASE, _MIDDLE, _THEIRS = b"<<<<<<< ", b"||||||| ", b"=======", b">>>>>>> "
_HUNK = re.compile(rb"^<<<<<<< .*?^=======\r?$.*?^>>>>>>> ", re.MULTILINE | re.DOTALL)


@dataclass(slots=True)
class _Sides:
    ours: list[bytes] = field(default_factory=list)
    theirs: list[bytes] = field(default_factory=list)

    def add(self, part: bytes, line: bytes) -> None:
        if part in (b"", _OURS):
            self.ours.append(line)
        if part in (b"", _MIDDLE):
            self.theirs.append(line)


def sides(data: bytes) -> tuple[bytes, bytes] | None:
    """Return our and their version of a file with git's conflict markers, None when it has none."""
    if b"\n<<<<<<< " not in data and not data.startswith(_OURS):
        return None
    if not _HUNK.search(data):
        return None
    result, part = _Sides(), b""
    for line in data.splitlines(keepends=True):
        following = _following(part, line)
        if following is None:
            result.add(part, line)
        else:
            part = following
    return b"".join(result.ours), b"".join(result.theirs)


def _following(part: bytes, line: bytes) -> bytes | None:
    """Return the part that a marker line opens (empty: common to both), None for any other line."""
    if part == b"" and line.startswith(_OURS):
        return _OURS
    if part == _OURS and line.startswith(_BASE):
        return _BASE
    if part in (_OURS, _BASE) and line.rstrip(b"\r\n") == _MIDDLE:
        return _MIDDLE
    if part == _MIDDLE and line.startswith(_THEIRS):
        return b""
    return None
