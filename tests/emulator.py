"""A terminal for tests: pyte, with what real terminals do and pyte leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyte
from pyte.screens import Char
from wcwidth import wcwidth

_SEEN_ON_BLANKS = ("underscore", "strikethrough", "reverse")


_ESCAPES = {**pyte.Stream.escape, "E": "next_line"}
_EVENTS = frozenset({*pyte.Stream.events, "next_line"})


class Stream(pyte.Stream):
    """To pyte, NEL is a line feed; on terminals it goes to the first column as well."""

    escape, events = _ESCAPES, _EVENTS


class ByteStream(pyte.ByteStream):
    """The same for bytes."""

    escape, events = _ESCAPES, _EVENTS


class Terminal(pyte.Screen):
    """A screen that does what real terminals do."""

    def next_line(self) -> None:
        """Go to the beginning of the next line (NEL)."""
        self.carriage_return()
        self.index()

    def draw(self, data: str) -> None:
        """Write characters; half a wide one that is left over becomes a blank."""
        for character in data:
            width = wcwidth(character)
            if width > 0:
                self._break(self.cursor.x)
                self._break(self.cursor.x + width)
            super().draw(character)

    def erase_characters(self, count: int | None = None) -> None:
        """Blank some cells."""
        self._break(self.cursor.x)
        self._break(self.cursor.x + (count or 1))
        with self._background_alone():
            super().erase_characters(count)

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        """Blank the line or a part of it."""
        self._break(self.cursor.x)
        with self._background_alone():
            super().erase_in_line(how, private)

    def erase_in_display(self, how: int = 0, *rest: Any, **options: Any) -> None:
        """Blank the screen or a part of it."""
        with self._background_alone():
            super().erase_in_display(how, *rest, **options)

    def delete_lines(self, count: int | None = None) -> None:
        """Move lines up; pyte would leave a line where one comes that was never written to."""
        self._have_lines()
        super().delete_lines(count)

    def insert_lines(self, count: int | None = None) -> None:
        """Move lines down, blank ones too."""
        self._have_lines()
        super().insert_lines(count)

    def _have_lines(self) -> None:
        for y in range(self.lines):
            self.buffer[y]

    @contextmanager
    def _background_alone(self) -> Iterator[None]:
        """Erase as terminals do: with the colour behind the letters, without attributes."""
        worn = self.cursor.attrs
        self.cursor.attrs = Char(" ", bg=worn.bg)
        yield
        self.cursor.attrs = worn

    def _break(self, x: int) -> None:
        """Make blanks of a wide character that has its middle before column `x`."""
        line = self.buffer[self.cursor.y]
        if 0 < x < self.columns and line[x].data == "":
            line[x - 1] = line[x - 1]._replace(data=" ")
            line[x] = line[x]._replace(data=" ")


class Emulator(Terminal):
    """A screen of a size in cells that does not wrap at its margin, as the reader leaves it."""

    def __init__(self, columns: int, lines: int) -> None:
        super().__init__(columns, lines)
        self._stream = Stream(self)
        self._stream.feed("\x1b[?7l")

    def feed(self, data: str) -> None:
        """Take what a program writes."""
        self._stream.feed(data)

    def rows(self) -> list[list[Char]]:
        """Return what is seen: a blank has no colour of letters."""
        return [[_seen(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines)]


def _seen(cell: Char) -> Char:
    if cell.data != " " or any(getattr(cell, name) for name in _SEEN_ON_BLANKS):
        return cell
    return Char(" ", bg=cell.bg)


def difference(raw: Emulator, lean: Emulator) -> str:
    """Return where two screens first differ, nothing where they are the same."""
    for y, (one, other) in enumerate(zip(raw.rows(), lean.rows(), strict=True)):
        if one != other:
            x = next(x for x in range(raw.columns) if one[x] != other[x])
            return (
                f"row {y}, column {x}: {one[x]} / {other[x]}\n{raw.display[y]}\n{lean.display[y]}"
            )
    places = [(min(each.cursor.x, each.columns - 1), each.cursor.y) for each in (raw, lean)]
    return "" if places[0] == places[1] else f"the cursor: {places}"
