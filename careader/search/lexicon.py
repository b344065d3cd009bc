"""The forms an index holds, sorted: looked up, completed, matched by pattern and by likeness."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

_FEW = 3
"""So many forms are looked up one by one."""


class SortedLines:
    """Lines in the order of their bytes, searched without being taken apart.

    A quarter of a million words are two megabytes and no Python object each.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data

    @classmethod
    def of(cls, lines: Iterable[bytes]) -> SortedLines:
        """Return the lines sorted; none may hold a line feed."""
        return cls(b"".join(b"\n" + line for line in sorted(lines)) + b"\n")

    @property
    def data(self) -> bytes:
        """Every line between two line feeds."""
        return self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data.decode().split("\n")[1:-1])

    def beginning_with(self, prefix: bytes) -> Iterator[bytes]:
        """Yield the lines that begin with these bytes, in order; O(log n) to the first."""
        data = self._data
        at = self._first_from(prefix)
        while at < len(data) and data.startswith(prefix, at):
            end = data.index(b"\n", at)
            yield data[at:end]
            at = end + 1

    def __contains__(self, line: bytes) -> bool:
        return self._data.startswith(line + b"\n", self._first_from(line))

    def holding(self, part: bytes) -> Iterator[bytes]:
        """Yield the lines that hold these bytes somewhere, a line again for each time."""
        data = self._data
        if not part:
            yield from data.split(b"\n")[1:-1]
            return
        for match in re.finditer(re.escape(part), data):
            begin = data.rfind(b"\n", 0, match.start() + 1) + 1
            yield data[begin : data.index(b"\n", begin)]

    def _first_from(self, wanted: bytes) -> int:
        """Return the offset of the first line not below `wanted`, or the end."""
        data = self._data
        low, high = 1, len(data)
        while low < high:
            begin = data.rfind(b"\n", 0, (low + high) // 2) + 1
            begin = max(begin, low)
            end = data.find(b"\n", begin)
            if end < 0:
                return len(data)
            if data[begin:end] < wanted:
                low = end + 1
            else:
                high = begin
        return low


class Lexicon:
    """Forms, and which of them belong to one word."""

    def __init__(self, forms: SortedLines, stems: SortedLines) -> None:
        self.forms = forms
        """One form a line."""
        self.stems = stems
        """`stem<TAB>form` for every form that is not its own stem."""

    @classmethod
    def of(cls, forms: Iterable[bytes], stem: Callable[[str], str]) -> Lexicon:
        """Return the lexicon of these forms (UTF-8, none twice)."""
        forms = list(forms)
        pairs = ((stem(form.decode()).encode(), form) for form in forms)
        stems = (key + b"\t" + form for key, form in pairs if key != form)
        return cls(SortedLines.of(forms), SortedLines.of(stems))

    def __contains__(self, form: str) -> bool:
        return form.encode() in self.forms

    def known(self, forms: Collection[str]) -> Collection[str]:
        """Return those of the forms that are here: one look for many that begin alike."""
        if len(forms) <= _FEW:
            return [form for form in forms if form in self]
        begun = _common(min(forms), max(forms)).encode()
        if not begun:
            return [form for form in forms if form in self]
        here = {line.decode() for line in self.forms.beginning_with(begun)}
        return here.intersection(forms)

    def kin(self, stem: str, stem_of: Callable[[str], str]) -> set[str]:
        """Return the forms with this stem."""
        key = stem.encode() + b"\t"
        found = {line[len(key) :].decode() for line in self.stems.beginning_with(key)}
        if stem in self and stem_of(stem) == stem:
            found.add(stem)
        return found

    def matching(self, pattern: str) -> set[str]:
        """Return the forms that fit letters, `*` and `?`; fast when it begins with letters."""
        head = re.split(r"[*?]", pattern, maxsplit=1)[0]
        if pattern == head + "*":
            return {form.decode() for form in self.forms.beginning_with(head.encode())}
        fits = fitting(pattern)
        if head:
            lines = self.forms.beginning_with(head.encode())
        else:
            lines = self.forms.holding(max(re.split(r"[*?]", pattern), key=len).encode())
        return {form for line in lines if fits(form := line.decode())}

    def near(self, form: str, distance: int) -> set[str]:
        """Return the forms that are `alike`.

        Cut into one part more than edits, a word keeps one part whole (pigeonhole): forms that
        hold none of the parts are never looked at, save the swaps.
        """
        parts = [part.encode() for part in _parts(form, distance + 1)]
        lines = {line for part in parts for line in self.forms.holding(part)}
        near = (line.decode() for line in lines if len(line) <= 4 * (len(form) + distance))
        found = {other for other in near if edits(form, other, distance) <= distance}
        return found | {swapped for swapped in _swaps(form) if swapped in self}


def fitting(pattern: str) -> Callable[[str], bool]:
    """Return a test for forms that fit letters, `*` (any or none) and `?` (exactly one)."""
    whole = re.compile("".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in pattern))
    return lambda form: whole.fullmatch(form) is not None


def _common(left: str, right: str) -> str:
    length = 0
    while length < min(len(left), len(right)) and left[length] == right[length]:
        length += 1
    return left[:length]


def _parts(form: str, number: int) -> list[str]:
    size, more = divmod(len(form), number)
    parts, at = [], 0
    for index in range(number):
        length = size + (index < more)
        parts.append(form[at : at + length])
        at += length
    return [part for part in parts if part]


def alike(word: str, distance: int) -> Callable[[str], bool]:
    """Return a test for words that differ by so many letters, or by two neighbours swapped.

    A letter inserted, left out or replaced counts one (Levenshtein).
    """
    swapped = _swaps(word)
    return lambda other: edits(word, other, distance) <= distance or other in swapped


@lru_cache(maxsize=20_000)
def edits(left: str, right: str, most: int) -> int:
    """Return how many letters must be inserted, left out or replaced; `most + 1` if more."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    above = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b)))
        if min(row) > most:
            return most + 1
        above = row
    return min(above[-1], most + 1)


def _swaps(form: str) -> set[str]:
    return {form[:i] + form[i + 1] + form[i] + form[i + 2 :] for i in range(len(form) - 1)}
