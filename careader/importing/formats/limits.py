"""How much of a file is read: sizes, time and memory past which an import gives up on it."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. The defaults are those of the project's research on safety."""

    size: int = 100 * MB
    """Bytes of a file of any kind."""
    text: int = 20 * MB
    """Bytes of a text, a page or a feed, which are held in memory several times."""
    wall: float = 120.0
    """Seconds until the child that reads a file is killed; a PDF of 1,000 pages takes 110."""
    cpu: int = 120
    """Seconds of processor time of the child, for one file."""
    memory: int = 1024 * MB
    """Bytes of address space of the child."""
    members: int = 5_000
    """Files in a ZIP container."""
    member: int = 20 * MB
    """Bytes of one file in a ZIP container, unpacked."""
    unpacked: int = 200 * MB
    """Bytes of all files in a ZIP container, unpacked."""
    ratio: int = 200
    """How many times larger than packed a file in a ZIP container may be (past 1 MB)."""
    pages: int = 1_000
    """Pages of a PDF."""
    characters: int = 5_000_000
    """Characters of all that comes out of one file."""


DEFAULT = Limits()
