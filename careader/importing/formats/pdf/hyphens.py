"""Words broken at line ends, mended."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BROKEN = re.compile(r"([^\W\d_]+)[-‐\u00ad]$")
_RANGE = re.compile(r"\d[-‐–]$")
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)+")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_WORD = re.compile(r"([^\W\d_]+)")


class Mender:
    """Joins lines; knows every word of the document that stands whole somewhere."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._compounds: set[str] = set()
        self._words: set[str] = set()
        for line in lines:
            whole = line[:-1].rsplit(" ", 1)[0] if line.endswith(("-", "‐")) else line
            self._compounds.update(each.casefold() for each in _COMPOUND.findall(whole))
            self._words.update(each.casefold() for each in _WORD.findall(whole))

    def join(self, before: str, after: str) -> str:
        """Return two lines as one.

        A hyphen at the end goes, unless it joins two numbers, the word stands with it elsewhere
        and not without it, the next line begins upper case, or what stands before is no word. A
        soft hyphen always goes.
        """
        if before.endswith("\u00ad"):
            return before[:-1] + after
        if _RANGE.search(before) and after[:1].isdigit():
            return before + after
        broken, first = _BROKEN.search(before), _FIRST_WORD.match(after)
        if not broken:
            return f"{before} {after}" if not before.endswith(("—", "/")) else before + after
        if not first:
            return before + after
        return (before if self._keeps(broken[1], first[1], before) else before[:-1]) + after

    def _keeps(self, start: str, rest: str, before: str) -> bool:
        if rest[0].isupper():
            return True
        if f"{start}{rest}".casefold() in self._words:
            return False
        compound = f"{start}-{rest}".casefold()
        if compound in self._compounds:
            return True
        # The second hyphen of "post-Soviet-era": what stands before it is a compound already.
        return bool(re.search(r"[^\W\d_][-‐][^\W\d_]+[-‐]$", before))
