"""Importing and settling doubts from the reader, with its keys and its screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import pytest
from textual.pilot import Pilot

from careader.config import Config
from careader.paths import Paths
from careader.tui.app import CareaderApp
from careader.tui.commands.program import Import
from careader.tui.screens.chooser import ChoiceList, ChooserScreen
from careader.tui.screens.main import MainScreen
from careader.tui.terminal import outside
from careader.workspace import Workspace

PATIENCE = 30.0
"""Seconds after which something that was to happen did not."""

ARTICLE = """\
---
id: report
title: A report
date: {date}
author: [A. Karimova]
doubts: {{{doubts}}}
mine: kept
---
The road to Khujand closed again.
"""


class Reader:
    """The reader under a pilot, over a library of one's own."""

    def __init__(self, workspace: Workspace, pilot: Pilot[None], screen: MainScreen) -> None:
        self.workspace = workspace
        self.pilot = pilot
        self.main = screen

    async def until(self, condition: Callable[[], object]) -> None:
        deadline = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < deadline, f"it does not come about: {self.main.status.message}"
            await self.pilot.pause()

    async def said(self, words: str) -> None:
        await self.until(lambda: words in self.main.status.message)

    async def choosing(self) -> ChoiceList[object]:
        """Return the list that is open, once it is."""
        await self.until(lambda: isinstance(self.pilot.app.screen, ChooserScreen))
        await self.pilot.pause()
        return self.pilot.app.screen.query_one(ChoiceList)

    async def choose(self, label: str) -> None:
        """Choose the line that begins so."""
        choices = await self.choosing()
        labels = [each.label for each in choices.choices]
        place = next(n for n, each in enumerate(labels) if each.startswith(label))
        await self.until(lambda: choices.cursor == 0)
        await self.pilot.press(*["down"] * place, "enter")
        await self.pilot.pause()

    @property
    def file(self) -> str:
        return (self.workspace.library.root / "articles" / "report.md").read_text()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "library" / "articles").mkdir(parents=True)
    return tmp_path


def put(home: Path, date: str = "2012-03-04", doubts: str = "") -> None:
    text = ARTICLE.format(date=date, doubts=doubts)
    (home / "library" / "articles" / "report.md").write_text(text)


@asynccontextmanager
async def reading(home: Path) -> AsyncIterator[Reader]:
    paths = Paths(home / "config", home / "data", home / "state", home / "cache")
    workspace = Workspace.open(home / "library", Config(reader="ada"), paths)
    app = CareaderApp(workspace)
    async with app.run_test(size=(120, 30)) as pilot:
        reader = Reader(workspace, pilot, app.get_main_screen())
        await reader.until(lambda: all(each.is_finished for each in app.workers))
        yield reader
        await reader.until(lambda: all(each.is_finished for each in app.workers))


async def test_a_path_typed_at_the_foot_is_imported_and_listed(home: Path) -> None:
    (home / "inbox").mkdir()
    (home / "inbox" / "a.txt").write_text(
        "The pass that closed in winter\n\nBy Amina Karimova\n\nOctober 17, 2012\n\n"
        "The road from Dushanbe to Khujand closed again in the first week of winter, and with it "
        "the only way that Tajikistan has between its cities without asking a neighbour.\n"
    )
    (home / "inbox" / "b.bin").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    async with reading(home) as reader:
        Import.run(reader.main, None)
        await reader.pilot.pause()
        await reader.pilot.press(*f"{home}/inbox", "enter")
        await reader.said("1 failed, 1 new")
        assert "b.bin: a picture" in reader.main.status.message
        assert reader.main.status.failed
        await reader.until(lambda: reader.workspace.size == 1)
        await reader.until(lambda: reader.main.results and reader.main.results.total == 1)


async def test_what_is_wrong_with_the_library_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(home) as reader:
        monkeypatch.setattr("careader.library.disk.can_create_in", lambda folder: False)
        reader.main.importing.entered(str(home))
        await reader.said("cannot be written to")
        reader.main.importing.ask()
        assert reader.main.asking.open


async def test_escape_at_the_foot_imports_nothing(home: Path) -> None:
    async with reading(home) as reader:
        Import.run(reader.main, None)
        await reader.pilot.pause()
        await reader.pilot.press(*"/etc", "escape")
        await reader.until(lambda: not reader.main.asking.open)
        assert reader.workspace.size == 0


async def test_one_of_two_dates_is_chosen(home: Path) -> None:
    put(home, doubts='date: "two orders: 2012-03-04 or 2012-04-03"')
    async with reading(home) as reader:
        await reader.pilot.press("D")
        await reader.choose("it is 2012-04-03")
        await reader.said("Settled")
        assert "date: '2012-04-03'\n" in reader.file
        assert "doubts" not in reader.file
        assert "mine: kept\n" in reader.file
        assert reader.file.endswith("The road to Khujand closed again.\n")
        await reader.until(lambda: reader.workspace.catalogue[0].date == "2012-04-03")


async def test_of_several_doubts_one_is_chosen_and_confirmed(home: Path) -> None:
    put(home, doubts="author: no byline, date: a guess")
    async with reading(home) as reader:
        await reader.pilot.press("enter")
        await reader.pilot.press("D")
        await reader.choose("author: no byline")
        await reader.choose("“A. Karimova” is right")
        await reader.said("Settled; 1 still in doubt")
        assert "doubts: {date: a guess}\n" in reader.file
        await reader.until(
            lambda: reader.main.opened and len(reader.main.opened.article.doubts) == 1
        )


async def test_a_value_is_written_in_the_editor(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, doubts="author: no byline")
    written = iter(["A. Karimova\n", "Amina Karimova; Ben Ode\n"])
    monkeypatch.setattr(outside, "edit_text", lambda app, text: next(written))
    async with reading(home) as reader:
        await reader.pilot.press("D")
        await reader.choose("write it in the editor")
        await reader.said("still in doubt")
        assert "doubts" in reader.file
        await reader.pilot.press("D")
        await reader.choose("write it in the editor")
        await reader.said("Settled")
        assert "author: [Amina Karimova, Ben Ode]\n" in reader.file


async def test_a_value_that_makes_no_sense_settles_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, doubts="date: a guess")
    monkeypatch.setattr(outside, "edit_text", lambda app, text: "3/4/2012")
    async with reading(home) as reader:
        before = reader.file
        await reader.pilot.press("D")
        await reader.choose("write it in the editor")
        await reader.said("is not one date")
        assert reader.file == before


async def test_without_doubts_there_is_nothing_to_settle(home: Path) -> None:
    put(home)
    async with reading(home) as reader:
        await reader.pilot.press("D")
        await reader.said("Nothing about this article is in doubt")
