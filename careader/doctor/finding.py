"""One thing that a check has to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LISTED = 5
"""Names that a finding lists before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact, or something wrong with the way to mend it."""

    what: str
    """One line."""
    mend: str = ""
    """What to do about it, one line; empty for a fact."""

    @property
    def wrong(self) -> bool:
        """Whether there is something to mend."""
        return bool(self.mend)


def fact(what: str) -> Finding:
    """Return something that is as it should be, or only to be known."""
    return Finding(what)


def wrong(what: str, mend: str) -> Finding:
    """Return something that is not as it should be, and what to do."""
    return Finding(what, mend)


def listed(names: Sequence[str]) -> str:
    """Return names in a row, the many in short."""
    more = f" and {len(names) - LISTED:,} more" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more
