"""What a person sees: an emulator's screen, its panes, what is painted over the text."""

from __future__ import annotations

import codecs
import copy
import re
from typing import Any

from tests.emulator import ByteStream, Stream, Terminal

_COUNTRY = re.compile(r"^([ +-]) ([A-Z]{2}) .*?(\d+|·) +(\d+)$")
_SIDES = re.compile(r"^(.*?)▕(.*)▏(.*)$")


_OTHER_SCREEN = 1049
"""The private mode of the second screen, which full-screen programs use."""


class _TwoScreens(Terminal):
    """An emulator whose first screen is as it was when the program on the second is done."""

    _first: tuple[Any, Any] | None = None

    def set_mode(self, *modes: int, **options: Any) -> None:
        super().set_mode(*modes, **options)
        if options.get("private") and _OTHER_SCREEN in modes and self._first is None:
            self._first = copy.deepcopy(self.buffer), copy.copy(self.cursor)
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **options: Any) -> None:
        super().reset_mode(*modes, **options)
        if options.get("private") and _OTHER_SCREEN in modes and self._first is not None:
            (self.buffer, self.cursor), self._first = self._first, None


class Screen:
    """The cells of a terminal of a size, as the bytes written to it left them."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = _TwoScreens(columns, rows)
        self._stream = ByteStream(self._screen)

    def feed(self, data: bytes) -> None:
        self._stream.feed(data)

    def speak(self, encoding: str) -> None:
        """Be a terminal of another encoding than UTF-8 from now on."""
        self._stream.use_utf8 = False
        self._stream.utf8_decoder = None
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        text = Stream(self._screen)
        self.feed = lambda data: text.feed(decoder.decode(data))  # type: ignore[method-assign]

    def resize(self, columns: int, rows: int) -> None:
        self._screen.resize(rows, columns)

    def copy(self) -> Screen:
        """Return the screen as it is now."""
        kept = Screen(self._screen.columns, self._screen.lines)
        kept._screen.buffer = copy.deepcopy(self._screen.buffer)
        return kept

    def cells(self) -> list[list[Any]]:
        """Return every cell with what is seen of it: a blank has no colour of letters."""
        columns, buffer = range(self._screen.columns), self._screen.buffer
        return [[_seen(buffer[y][x]) for x in columns] for y in range(self._screen.lines)]

    # --- the text

    @property
    def lines(self) -> list[str]:
        return [self._line(number) for number in range(self._screen.lines)]

    def _line(self, number: int) -> str:
        # pyte's own `display` fails on half a wide character, which a smaller window leaves.
        row = self._screen.buffer[number]
        return "".join(row[x].data for x in range(self._screen.columns)).rstrip()

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def status(self) -> str:
        """The line at the foot."""
        return self._line(self._screen.lines - 1)

    def shows(self, text: str) -> bool:
        return text in self.text

    # --- four panes side by side

    def _side(self, number: int) -> list[str]:
        found = (_SIDES.match(line) for line in self.lines)
        return [match[number].rstrip() if match else "" for match in found]

    @property
    def left(self) -> list[str]:
        """The lines of the countries and, below, the articles."""
        return self._side(1)

    @property
    def reading(self) -> list[str]:
        """The lines of the article."""
        return self._side(2)

    @property
    def right(self) -> list[str]:
        """The lines of the highlights."""
        return self._side(3)

    @property
    def counts(self) -> dict[str, tuple[int, int]]:
        """How many articles are about and name each country on the screen."""
        rows = (_COUNTRY.match(line) for line in self.left)
        return {row[2]: (int(row[3].replace("·", "0")), int(row[4])) for row in rows if row}

    @property
    def filtered(self) -> dict[str, str]:
        """The countries of the filter: `+` or `-`."""
        rows = (_COUNTRY.match(line) for line in self.left)
        return {row[2]: row[1] for row in rows if row and row[1] != " "}

    @property
    def article_count(self) -> str:
        """What stands in the title of the list: `12`, `2 of 12`."""
        return _last_words(self.left, "Articles")

    @property
    def highlight_count(self) -> int:
        """How many highlights the title of their pane counts; -1 without that pane."""
        found = re.search(r"Highlights\b.*?(\d+)$", self.lines[0])
        return int(found[1]) if found else -1

    @property
    def titles(self) -> list[str]:
        """The titles in the list of articles, as far as there is room for them."""
        left = self.left
        start = next((n for n, line in enumerate(left) if line.startswith("Articles ")), len(left))
        rows = (re.match(r"[•›*] (.*)$|  (\S.*)$", line) for line in left[start + 1 :])
        return [row[1].removesuffix("…") for row in rows if row and row[1]]

    # --- what is painted

    def painted(self, column: int = 0) -> list[tuple[str, str]]:
        """Return the characters with a background, from a column on: character and background.

        The highlights pane is left out, whose rows stand beside those of the text.
        """
        buffer, end = self._screen.buffer, self.lines[0].find("▏")
        columns = range(column, end if end > column else self._screen.columns)
        cells = (buffer[y][x] for y in range(self._screen.lines) for x in columns)
        return [(cell.data, cell.bg) for cell in cells if cell.bg != "default"]

    def paint(self, line: int, start: int, end: int) -> set[str]:
        """Return the backgrounds of some cells of a line."""
        return {self._screen.buffer[line][x].bg for x in range(start, end)}


def _seen(cell: Any) -> Any:
    if cell.data != " " or cell.underscore or cell.strikethrough or cell.reverse:
        return cell
    return (" ", cell.bg)


def _last_words(lines: list[str], title: str) -> str:
    line = next((line for line in lines if line.startswith(f"{title} ")), "")
    found = re.search(r"[\d,]+(?: (?:of|in) [\d,]+)?(?: indexed)?$", line)
    return found[0] if found else ""
