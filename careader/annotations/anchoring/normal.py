"""A text as it is compared: typography evened out, every character traceable to where it stood.

Two transcriptions of one passage differ in quotation marks, dashes, ligatures, hyphenation at line
ends, soft hyphens, the form of accents; Persian ones in ZWNJ and in the two yehs and kafs, Russian
ones in ё, Chinese ones in the width of punctuation and in blanks where lines were broken.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

_BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_SAME_LENGTH: dict[str, str] = {
    **{chr(code): chr(code - 0xFEE0) for code in _FULL_WIDTH},
    **dict.fromkeys(_BLANKS, " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
    **dict.fromkeys("\u2010\u2011\u2212\ufe63", "-"),
    **dict.fromkeys("“”„‟«»″＂「」『』", '"'),
    **dict.fromkeys("‘’‚‛′´`＇ʻʼ", "'"),
    **{"ё": "е", "Ё": "Е"},
    **dict.fromkeys("يى", "ی"),
    **{"ك": "ک", "ۀ": "ه", "ة": "ه"},
    **{chr(base + digit): str(digit) for base in (0x0660, 0x06F0) for digit in range(10)},
    **{"。": ".", "、": ",", "،": ",", "؛": ";", "؟": "?"},
}
_TABLE = str.maketrans(_SAME_LENGTH)

IDEOGRAPHS = (
    "\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Chinese characters and kana, as a class of a regular expression: no blanks between words."""

_STOPS = ",.;:!?"
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff\u0640\u064b-\u065f\u0670"
_FORMS = "\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc"

# The look-ahead makes this three times as fast: nearly every character fails it at once.
_SPECIAL = re.compile(
    rf"(?=[-` '\u2012-\u2015\u2026{_UNSEEN}{_FORMS}])(?:"
    r"(?P<dash> +- +| *(?:--+|[\u2012-\u2015]+) *)"
    rf"|(?P<seam>(?<=[{IDEOGRAPHS}{_STOPS}]) +(?=[{IDEOGRAPHS}])"
    rf"|(?<=[{IDEOGRAPHS}]) +(?=[{_STOPS}]))"
    r"|(?P<hyphen>(?<=[^\W\d_])- +(?=[^\W\d_]))"
    r"|(?P<space>  +)"
    r"|(?P<ellipsis>\u2026+)"
    rf"|(?P<unseen>[{_UNSEEN}]+)"
    r"|(?P<quotes>``|'')"
    rf"|(?P<form>[{_FORMS}]))"
)
_COMBINED = re.compile("[^\\W_][\u0300-\u036f]+")
_INTO = {"dash": "-", "space": " ", "ellipsis": "...", "quotes": '"'}


class Normal:
    """A text evened out for comparing, and the way there and back. Offsets are code points."""

    def __init__(self, text: str) -> None:
        pieces = list(_pieces(text))
        self.text = "".join(into for _, _, into in pieces)
        self._starts: list[int] = []
        self._origins: list[int] = []
        self._ends: list[int] = []
        self._whole: list[bool] = []
        at = 0
        for start, end, into in pieces:
            if not into:
                continue
            self._starts.append(at)
            self._origins.append(start)
            self._ends.append(end)
            self._whole.append(len(into) == end - start)
            at += len(into)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets, in the text as it was, of a stretch that is not empty."""
        return self._origin(start)[0], self._origin(end - 1)[1]

    def _origin(self, offset: int) -> tuple[int, int]:
        """Return where the character at an offset of the evened-out text came from."""
        piece = bisect_right(self._starts, offset) - 1
        if not self._whole[piece]:
            return self._origins[piece], self._ends[piece]
        at = self._origins[piece] + offset - self._starts[piece]
        return at, at + 1

    def forth(self, offset: int) -> int:
        """Return where the character at an offset of the text as it was stands, or the next."""
        piece = max(0, bisect_right(self._origins, offset) - 1)
        if not self._starts or offset <= self._origins[piece]:
            return self._starts[piece] if self._starts else 0
        if offset >= self._ends[piece]:
            following = self._starts[piece + 1 : piece + 2]
            return following[0] if following else len(self.text)
        return self._starts[piece] + (offset - self._origins[piece] if self._whole[piece] else 0)


@lru_cache(maxsize=4)  # every highlight of an article asks for the same text
def normal(text: str) -> Normal:
    """Return a text evened out for comparing."""
    return Normal(text)


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and what stands for them; together they cover the text."""
    same = text.translate(_TABLE)
    done = 0
    for start, end, into in _replacements(same):
        if done < start:
            yield done, start, same[done:start]
        yield start, end, into
        done = end
    if done < len(same):
        yield done, len(same), same[done:]


def _replacements(text: str) -> Iterator[tuple[int, int, str]]:
    found = [(*match.span(), _into(match)) for match in _SPECIAL.finditer(text)]
    if not unicodedata.is_normalized("NFC", text):
        found += [(*match.span(), _composed(match[0])) for match in _COMBINED.finditer(text)]
        found.sort()
    done = 0
    for start, end, into in found:
        if start >= done:
            yield start, end, into
            done = end


def _into(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    return _composed(match[0]) if kind == "form" else _INTO.get(kind, "")


def _composed(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_TABLE)
