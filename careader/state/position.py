"""Where reading stopped in an article, told so that it is found again in a text that changed."""

from __future__ import annotations

from typing import NamedTuple

CONTEXT = 32
"""Code points kept before the place, as highlights keep them."""
QUOTE = 96
"""Code points kept from the place on: about a sentence."""


class Position(NamedTuple):
    """The first visible line of an article; without arguments, its beginning."""

    offset: int = 0
    """Its first visible character, a code point of the reading text."""
    above: int = 0
    """How many lines without text were seen above it."""
    head: int = 0
    """Characters of the masthead that were out of sight; -1 when it was out of sight whole."""
    before: str = ""
    """What stands before the offset."""
    after: str = ""
    """What stands from the offset on."""

    def quoting(self, text: str) -> Position:
        """Return the position with the words around it in a reading text."""
        before = text[max(0, self.offset - CONTEXT) : self.offset]
        return self._replace(before=before, after=text[self.offset : self.offset + QUOTE])

    def fits(self, text: str) -> bool:
        """Say whether a reading text still has these words at this offset."""
        start = self.offset - len(self.before)
        return start >= 0 and text.startswith(self.before + self.after, start)
