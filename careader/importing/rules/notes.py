"""Footnotes and endnotes of plain text: told from numbered lists, and linked to their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from careader.importing.rules.lines import Line
from careader.importing.rules.prose import is_prose, plain_digits

LEAST_LINKED = 0.5
"""Without a heading "Notes", this part of the numbered lines must have marks in the text."""
HIGHEST = 400
MOST_LISTS = 40
"""Lists that begin at 1 and are looked at; a text with more of them has no notes."""

_NOTE = re.compile(
    r"(?:\[\^?(\d{1,3})\]:?|\((\d{1,3})\)|\^(\d{1,3})|([⁰¹²³⁴-⁹]{1,3})|"
    r"\\?\*?(\d{1,3})[.)]?)\s*(?=[^\W_]|[\"'“‘«„(\[*_<.])"
)
_DOTTED = re.compile(r"\d{1,3}[.)]")
_HEADING = re.compile(
    r"(?:foot|end)?notes?(?: and references)?|references and notes|references|sources|"
    r"примечания|сноски|ссылки|эзоҳҳо|izohlar|qeydlər|notlar|dipnotlar|یادداشت ?ها|"
    r"پی ?نوشت ?ها?|پانویس ?ها?|注释",
    re.IGNORECASE,
)
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹]+(?:\s?[,–-]\s?[⁰¹²³⁴-⁹]+)*")
_BRACKETED = re.compile(r"\\?\[\^?(\d{1,3})\\?\](?![(:])")
_CARET = re.compile(r"\^(\d{1,3})\b")
_GLUED = re.compile(
    r"(?<=[^\W\d_][.,;:!?)\]”’\"'»])(\d{1,3})(?=\s|$|[—–-])|(?:(?<=[^\W\d_]{2})|"
    r"(?<=[)”’\"»]))(\d{1,3})(?=[.,;:]?(?:\s|$))"
)


@dataclass(slots=True)
class Notes:
    """The notes of an article by their numbers, and the lines that remain."""

    lines: list[Line] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)
    unlinked: tuple[int, ...] = ()
    """Numbers of notes that nothing in the text refers to.

    A first one alone is not told: where all others are linked its mark stood at the title.
    """
    dangling: tuple[int, ...] = ()
    """Numbers of marks in the text that have no note."""


def is_heading(line: Line) -> bool:
    """Whether the line says that notes follow."""
    return line.short and bool(_HEADING.fullmatch(line.shown.strip(" :*_#")))


def number_of(line: Line) -> int:
    """Return the number that a line begins with as a note does; 0 for none."""
    match = _NOTE.match(line.text) if not line.opaque else None
    if not match or match.end() >= len(line.text):
        return 0
    number = next(group for group in match.groups() if group)
    return int(plain_digits(number))


def take_notes(lines: Sequence[Line]) -> Notes:
    """Return the notes found and the text with its marks written as `[^n]`.

    Notes count 1, 2, 3 … from the first to the last; a list that counts so is one only when it
    stands under a heading "Notes" or the text has marks for half of its numbers.
    """
    found, headings = _counted(lines)
    if not found:
        return Notes(list(lines))
    numbers = {number: index for index, number in found.items()}
    body = [line for index, line in enumerate(lines) if index not in found]
    marks = _Marks(numbers)
    linked = [marks.linked(line) for line in body if id(line) not in headings]
    enough = len(marks.seen) >= LEAST_LINKED * len(numbers)
    if not enough and not (headings and _under(headings, lines, found)):
        return Notes(list(lines))
    if not marks.seen:
        return Notes(list(lines))
    texts = {number: _text(lines[index]) for number, index in sorted(numbers.items())}
    unlinked = tuple(number for number in texts if number not in marks.seen)
    if unlinked == (1,) and len(texts) > 1:
        unlinked = ()  # where the document is from, or thanks: its mark stood at the title
    return Notes(linked, texts, unlinked, tuple(sorted(marks.dangling)))


def _counted(lines: Sequence[Line]) -> tuple[dict[int, int], set[int]]:
    """Return index → number of the lines that count upwards from 1, and the headings above them.

    Of several such lists that under a heading "Notes" is taken, then one whose numbers do not
    stand as those of a list do ("1."), then the longest.
    """
    numbers = [number_of(line) for line in lines]
    dotted = [bool(_DOTTED.match(line.text)) for line in lines]
    starts = [index for index, number in enumerate(numbers) if number == 1][:MOST_LISTS]
    runs = [_run(numbers, dotted, start) for start in starts]
    best = max(runs, key=lambda run: _rank(run, lines, dotted), default={})
    above = min(best, default=0) - 1
    headings = {id(lines[above])} if above >= 0 and is_heading(lines[above]) else set()
    return best, headings


def _rank(
    run: dict[int, int], lines: Sequence[Line], dotted: Sequence[bool]
) -> tuple[bool, bool, int]:
    start = min(run)
    return bool(start and is_heading(lines[start - 1])), not dotted[start], len(run)


def _run(numbers: Sequence[int], dotted: Sequence[bool], start: int) -> dict[int, int]:
    run = {start: 1}
    for index in range(start + 1, len(numbers)):
        if numbers[index] == len(run) + 1 <= HIGHEST and dotted[index] == dotted[start]:
            run[index] = numbers[index]
    return run


def _under(headings: set[int], lines: Sequence[Line], found: dict[int, int]) -> bool:
    first = min(found)
    return first > 0 and id(lines[first - 1]) in headings


def _text(line: Line) -> str:
    match = _NOTE.match(line.text)
    return line.text[match.end() :].strip() if match else line.text


class _Marks:
    """Finds the marks of notes in the text, in one of the ways a text has them, and links them."""

    def __init__(self, numbers: dict[int, int]) -> None:
        self.numbers = numbers
        self.seen: set[int] = set()
        self.dangling: set[int] = set()
        self.expected = 1

    def linked(self, line: Line) -> Line:
        """Return a line with its marks written as `[^n]`."""
        if line.opaque:
            return line
        text = line.text
        if not text.isascii():
            text = _SUPERSCRIPT.sub(self._superscript, text)
        if "[" in text:
            text = _BRACKETED.sub(self._bracketed, text)
        if "^" in text:
            text = _CARET.sub(self._careted, text)
        if is_prose(line):
            text = _GLUED.sub(self._glued, text)
        return line if text == line.text else line.with_text(text)

    def _reference(self, number: int, whole: str) -> str:
        if number not in self.numbers:
            self.dangling.add(number)
            return whole
        self.seen.add(number)
        self.expected = max(self.expected, number + 1)
        return f"[^{number}]"

    def _superscript(self, match: re.Match[str]) -> str:
        parts = re.split(r"(\D+)", plain_digits(match[0]))
        numbers = [int(part) for part in parts if part.isdigit()]
        if len(numbers) == 1:
            return self._reference(numbers[0], match[0])
        if not all(number in self.numbers for number in numbers):
            return match[0]
        return "".join(self._reference(number, str(number)) for number in numbers)

    def _bracketed(self, match: re.Match[str]) -> str:
        return self._reference(int(match[1]), match[0])

    def _careted(self, match: re.Match[str]) -> str:
        if match.string[max(0, match.start() - 1) : match.start()] == "[":
            return match[0]
        return self._reference(int(match[1]), match[0])

    def _glued(self, match: re.Match[str]) -> str:
        """Link a number behind a word only where the next note's number is due."""
        number = int(match[1] or match[2])
        if number != self.expected or number not in self.numbers:
            return match[0]
        return self._reference(number, match[0])
