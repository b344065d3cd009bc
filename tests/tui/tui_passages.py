"""What the tests of highlights and notes share: one article, a passage of it, ways to mark it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tui_driver import WIDE, Desk, Driven, driving

from careader.model import Highlight

UNION = "tajikistan-and-the-customs-union"
TITLE = "Why Tajikistan"
SENTENCE = (
    "In October 2012 Sergei Blagov asked, in Asia Times Online, why Russia had not brought "
    "Tajikistan into the Customs Union, although it is in Russia that so many Tajiks earn "
    "their living."
)


@asynccontextmanager
async def reading(
    desk: Desk, size: tuple[int, int] = WIDE, **settings: object
) -> AsyncIterator[Driven]:
    """Open the article on the Customs Union."""
    async with driving(desk.workspace(**settings), size) as reader:
        await reader.open_titled(TITLE)
        yield reader


async def note(reader: Driven, text: str) -> None:
    """Type a note into the open editor and keep it."""
    for line in text.split("\n"):
        await reader.type(line)
        if line != text.rsplit("\n", maxsplit=1)[-1]:
            await reader.press("enter")
    await reader.press("escape")


def one(desk: Desk) -> Highlight:
    """Return the only highlight on disk."""
    [highlight] = desk.on_disk()
    return highlight


def joined(pieces: list[str]) -> str:
    """Return pieces of the screen as running text."""
    return " ".join(" ".join(pieces).split())


@asynccontextmanager
async def highlighted(desk: Desk, **settings: object) -> AsyncIterator[Driven]:
    """Highlight the first sentence and go to the highlights."""
    async with reading(desk, **settings) as reader:
        await reader.press("v", "s", "enter", "4")
        yield reader


def mark(desk: Desk, reader: str, quote: str, **fields: object) -> Highlight:
    """Highlight a passage in another session."""
    text = desk.reading(UNION)
    start = text.text.index(quote)
    return desk.notebook(reader).add(UNION, text, start, start + len(quote), **fields)
