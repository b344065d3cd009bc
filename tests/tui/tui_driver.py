"""The reader under a pilot: keys and mouse in, the screen as text and styles out."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

import yaml
from rich.cells import cell_len, get_character_cell_size
from rich.style import Style
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip

from careader.config import Config
from careader.library.frontmatter import split
from careader.model import Highlight
from careader.notebook import Notebook
from careader.paths import Paths
from careader.text.reading import ReadingText, build
from careader.tui.app import CareaderApp
from careader.tui.palette import Palette
from careader.tui.screens.chooser import ChoiceList, ChooserScreen
from careader.tui.screens.main import MainScreen
from careader.tui.widgets.line_pane import LinePane
from careader.tui.widgets.painted import palette_of
from careader.workspace import Workspace

WIDE, MEDIUM, NARROW = (120, 36), (80, 24), (60, 20)
READER = "ada"
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What may control a terminal or turn the direction of a line."""

PATIENCE = 20.0
"""Seconds after which something that was to happen did not; nothing here takes one."""

_YIELD = 0.001
"""Seconds that a worker has the interpreter to itself; a loop that only spins would starve it."""


@dataclass(frozen=True)
class Desk:
    """A reader's library and folders on disk. Every `workspace` is a new start of the program."""

    library: Path
    paths: Paths
    config: Config

    def workspace(self, **settings: object) -> Workspace:
        """Open the library as a new process would."""
        config = replace(self.config, **settings)  # type: ignore[arg-type]
        return Workspace.open(self.library, config, self.paths)

    def notebook(self, reader: str) -> Notebook:
        """Open the highlights as another session does, perhaps another reader's."""
        notebook = Notebook(self.library / "annotations", reader, self.paths.state_of(self.library))
        notebook.load()
        return notebook

    def write(self, name: str, text: str) -> Path:
        """Put a file into the articles."""
        path = self.library / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def file_of(self, article: str) -> Path:
        """Return the file of a sample article, by its id."""
        return next(self.library.glob(f"articles/**/{article}.md"))

    def headers(self) -> Iterator[dict[str, object]]:
        """Read the front matter of every article with nothing but PyYAML."""
        for path in self.library.glob("articles/**/*.md"):
            header, _ = split(path.read_text(encoding="utf-8"))
            yield yaml.safe_load(header or "") or {}

    def reading(self, article: str) -> ReadingText:
        """Return the reading text of a sample article."""
        return build(split(self.file_of(article).read_text(encoding="utf-8"))[1])

    def on_disk(self, reader: str = READER) -> tuple[Highlight, ...]:
        """Return a reader's highlights as the files have them."""
        return tuple(each for each in self.notebook(reader).all() if each.reader == reader)


class Driven:
    """One running reader."""

    def __init__(self, app: CareaderApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        """The screen with the four panes, whatever lies over it."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    # --- in

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for all that follows from each."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text as fast as it can be, and wait for all that follows from it."""
        await self.pilot.press(*text)
        await self.settle()

    async def burst(self, *keys: str) -> None:
        """Send keys in one piece, as a terminal does that could not be read for a while."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            event = events.Key(name, key if len(key) == 1 else None)
            event.set_sender(self.app)
            driver.send_message(event)
        await self.settle()

    async def search(self, query: str) -> None:
        """Search the library and go to the results."""
        await self.press("s")
        await self.type(query)
        await self.press("enter")

    async def open_titled(self, title: str) -> None:
        """Open the article of a title and go to its text."""
        await self.press("2", "g", "g")
        for _ in range(self.main.articles.row_count):
            current = self.main.articles.current
            if current is not None and title in current.title:
                break
            await self.press("j")
        await self.press("enter")
        assert self.main.opened is not None
        assert title in self.main.opened.article.title

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        # Textual lets sizes that follow each other fast replace one another for 8 ms.
        await self.until(lambda: self.app.screen._compositor.size == (width, height))
        await self.settle()

    async def click(self, x: int, y: int, *, times: int = 1) -> None:
        """Click a cell of the screen."""
        await self.pilot.click(offset=(x, y), times=times)
        await self.settle()

    async def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag from a cell to another."""
        await self.pilot.mouse_down(offset=start)
        await self.pilot.hover(offset=end)
        await self.pilot.mouse_up(offset=end)
        await self.settle()

    async def wheel(self, x: int, y: int, *, down: bool = True) -> None:
        """Turn the wheel by one notch over a cell."""
        event = events.MouseScrollDown if down else events.MouseScrollUp
        self.app.screen._forward_event(event(None, x, y, 0, 0, 0, False, False, False, x, y))
        await self.settle()

    async def notice(self) -> None:
        """Look for what other sessions wrote, as the reader does every few seconds."""
        self.main.background._look_for_changes()
        await self.settle()

    async def settle(self) -> None:
        """Wait until no work is under way and no message is left."""
        quiet, deadline = 0, monotonic() + PATIENCE
        while quiet < 3 and self.app.is_running:
            assert monotonic() < deadline, "the reader does not come to rest"
            await self.pilot.pause()
            busy = any(not worker.is_finished for worker in self.app.workers)
            quiet = 0 if busy else quiet + 1
            await asyncio.sleep(_YIELD if busy else 0)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something is so."""
        deadline = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < deadline, "it does not come about"
            await self.pilot.pause()
            await asyncio.sleep(_YIELD)

    # --- out

    def lines(self) -> list[str]:
        """Return the screen as text, a line a row; nothing in it may ever control a terminal."""
        rows = [strip.text for strip in self.strips()]
        for row in rows:
            assert not CONTROLS.search(row), f"a control character is on the screen: {row!r}"
        return rows

    def strips(self) -> list[Strip]:
        """Return the rows of the screen as they are painted."""
        return self.app.screen._compositor.render_strips()

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines())

    def pane(self, name: str) -> str:
        """Return what stands in a pane, a line a row, without the blanks at line ends."""
        region = self.panes[name].content_region
        rows = self.lines()[region.y : region.bottom]
        return "\n".join(cells_of(row, region.x, region.right).rstrip() for row in rows)

    @property
    def panes(self) -> dict[str, LinePane]:
        """The four panes by name."""
        return self.main.panes

    @property
    def shown(self) -> list[str]:
        """The names of the panes on the screen."""
        return [name for name, pane in self.panes.items() if pane.region.area and pane.is_on_screen]

    @property
    def status(self) -> str:
        """The line at the foot."""
        return self.lines()[-1].strip()

    def where(self, text: str, pane: str = "") -> tuple[int, int]:
        """Return column and row of where a text first stands, on the screen or in a pane."""
        region = self.panes[pane].content_region if pane else self.app.screen.region
        for y, row in enumerate(self.lines()[region.y : region.bottom], region.y):
            at = cells_of(row, region.x, region.right).find(text)
            if at >= 0:
                return region.x + cell_len(cells_of(row, region.x, region.right)[:at]), y
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")

    def style_at(self, x: int, y: int) -> Style:
        """Return the style of a cell of the screen."""
        [segment, *_] = self.strips()[y].crop(x, x + 1)
        return segment.style or Style.null()

    def style_of(self, text: str, pane: str = "") -> Style:
        """Return the style of the first character of a text on the screen."""
        return self.style_at(*self.where(text, pane))

    def painted(self, role: str, pane: str = "reading", *, underlined: bool = False) -> list[str]:
        """Return the stretches of a pane that have the background of a role, row by row."""
        wanted, region = self.palette[role].bgcolor, self.panes[pane].content_region
        found: list[str] = []
        for strip in self.strips()[region.y : region.bottom]:
            inside = False
            for segment in strip.crop(region.x, region.right):
                style = segment.style or Style.null()
                fits = style.bgcolor == wanted and (style.underline or not underlined)
                if fits:
                    found.append(found.pop() + segment.text if inside else segment.text)
                inside = bool(fits)
        return found

    @property
    def palette(self) -> Palette:
        """The styles by role."""
        return palette_of(self.app)

    @property
    def selected(self) -> str:
        """What is selected, as the reading text has it."""
        span, opened = self.main.marking.selection, self.main.opened
        return opened.reading.text[slice(*span)] if span and opened else ""

    @property
    def caret(self) -> int | None:
        """Offset of the caret, None while not marking."""
        caret = self.main.reader.caret
        return caret.offset if caret is not None else None

    @property
    def choices(self) -> list[str]:
        """The labels of the chooser that is open."""
        chooser = self.app.screen
        assert isinstance(chooser, ChooserScreen)
        return [choice.label for choice in chooser.query_one(ChoiceList).choices]

    @property
    def listed(self) -> list[str]:
        """The ids in the articles pane, all of them, in order."""
        results = self.main.results
        assert results is not None
        return [results.article(row).id for row in range(results.total)]


def cells_of(row: str, start: int, end: int) -> str:
    """Return the characters of a row between two cells."""
    kept, cell = [], 0
    for character in row:
        if start <= cell < end:
            kept.append(character)
        cell += get_character_cell_size(character)
    return "".join(kept)


@asynccontextmanager
async def driving(
    workspace: Workspace, size: tuple[int, int] = WIDE, query: str = ""
) -> AsyncIterator[Driven]:
    """Start the reader and wait until all it does at the start is done."""
    app = CareaderApp(workspace, query)
    async with app.run_test(size=size) as pilot:
        reader = Driven(app, pilot)
        await reader.settle()
        yield reader
