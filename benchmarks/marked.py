"""A 500,000-character article with 2,000 highlights and 10,000 hits painted: open, page, caret.

    python -m benchmarks.marked --work DIR

The highlights lie over one another, some over a tenth of the article, one over all of it. In the
pty the time runs from the key to the last byte of the answer.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Measurement, report
from benchmarks.reader import long_library, pace, timed
from benchmarks.terminal import Terminal
from careader.config import COLORS, Config
from careader.library.library import Library
from careader.paths import Paths
from careader.tui.app import CareaderApp
from careader.workspace import Workspace

HIGHLIGHTS = 2_000
QUERY = "oil OR pipeline"
"""Found twice in every sentence of the article: more than 10,000 times."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--work", type=Path, help="folder for the library (default: temporary)")
    options = parser.parse_args(arguments)
    if options.work is not None:
        options.work.mkdir(parents=True, exist_ok=True)
        return report(measure(options.work))
    with tempfile.TemporaryDirectory() as folder:
        return report(measure(Path(folder)))


def measure(work: Path) -> list[Measurement]:
    """Return the figures; library and highlights are made under `work` where they are missing."""
    library = marked_library(work)
    return [*asyncio.run(in_process(work, library)), *in_terminal(work, library)]


def open_workspace(work: Path, library: Path) -> Workspace:
    """Open the library as the program does, with folders of its own."""
    paths = Paths(*(work / "own" / name for name in ("config", "data", "state", "cache")))
    return Workspace(Library.open(library, work / "own" / "catalogue"), Config(), paths)


def marked_library(work: Path) -> Path:
    """Return a library of the long article with its highlights, made where they are missing."""
    library = long_library(work / "long")
    workspace = open_workspace(work, library)
    workspace.scan()
    notebook = workspace.notebook
    notebook.load()
    [article_id] = workspace.catalogue.ids
    _, reading = workspace.read(article_id)
    for start, end in stretches(len(reading.text))[len(notebook.all()) :]:
        notebook.add(article_id, reading, start, end, color=COLORS[start % len(COLORS)])
    return library


def stretches(length: int) -> list[tuple[int, int]]:
    """Return the passages that are highlighted, offsets in code points; the same every time."""
    chance = random.Random(6)
    found = [(0, length)]
    while len(found) < HIGHLIGHTS:
        start = chance.randrange(length - 400)
        longest = length // 10 if len(found) % 200 == 0 else 400
        found.append((start, min(length, start + chance.randrange(10, longest))))
    return found


async def in_process(work: Path, library: Path) -> list[Measurement]:
    """Return what opening and moving take inside the program, painting included."""
    app = CareaderApp(open_workspace(work, library), QUERY)
    gc.disable()  # as `careader` does; the reader turns it on after its first frame
    async with app.run_test(size=(120, 36)) as pilot:
        screen = app.get_main_screen()
        while screen.results is None or not screen.results.has_words:
            await pilot.pause(0.1)
        await pilot.pause(2.0)
        opened = await timed(pilot, lambda: screen.opening.open_row(0, focus=True))
        assert screen.opened is not None
        assert len(screen.opened.hits) >= 10_000
        assert len(screen.opened.placed) == HIGHLIGHTS
        await pilot.pause(0.5)
        pages = [await timed(pilot, lambda: screen.reader.move_pages(1)) for _ in range(40)]
        lines = [await timed(pilot, lambda: screen.reader.move_by(1)) for _ in range(40)]
        screen.marking.start()
        steps = [await timed(pilot, lambda: screen.marking.move("word", 1)) for _ in range(40)]
        own = statistics.median([await timed(pilot, lambda: None) for _ in range(20)])
    name = "500,000 characters, 2,000 highlights, 10,000 hits"
    return [
        Measurement(f"{name}: open", opened - own, "ms", 100),
        Measurement(f"{name}: page", statistics.median(pages) - own, "ms", 16),
        Measurement(f"{name}: line", statistics.median(lines) - own, "ms", 16),
        Measurement(f"{name}: caret", statistics.median(steps) - own, "ms", 10),
    ]


def in_terminal(work: Path, library: Path) -> list[Measurement]:
    """Return key-to-last-byte times and bytes in a real pty of 80 by 24."""
    (work / "home").mkdir(exist_ok=True)
    environment = {**os.environ, "HOME": str(work / "home")}
    command = [str(Path(sys.executable).with_name("careader")), "--library", str(library)]
    terminal = Terminal([*command, QUERY], 80, 24, environment)
    terminal.read(quiet=4.0)
    terminal.send(b"2\r", quiet=1.5)
    found = pace(terminal, "marked: scroll a line", b"j", 20)
    found += pace(terminal, "marked: page", b" ", 10)
    terminal.send(b"v", quiet=1.0)
    found += pace(terminal, "marked: caret a cell", b"l", 20)
    found += pace(terminal, "marked: caret a line", b"j", 20)
    terminal.close()
    return found


if __name__ == "__main__":
    raise SystemExit(main())
