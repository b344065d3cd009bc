"""The reader's own pace: a 500,000-character article, a list of 100,000 rows, keys in a real pty.

    python -m benchmarks.reader --work DIR

In the pty the time runs from the key to the last byte of the answer.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Measurement, report
from benchmarks.terminal import Terminal, reader_on_medium
from careader.config import Config
from careader.library.library import Library
from careader.model import Article
from careader.paths import Paths
from careader.tui.app import CareaderApp
from careader.tui.first_list import FirstList
from careader.workspace import Workspace

ROWS = 100_000
LONG = 500_000
SENTENCE = "The pipeline from the Caspian shore was to carry twelve million tonnes of oil a year. "


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--work", type=Path, help="folder for the libraries (default: temporary)")
    options = parser.parse_args(arguments)
    if options.work is not None:
        options.work.mkdir(parents=True, exist_ok=True)
        return report(measure(options.work))
    with tempfile.TemporaryDirectory() as folder:
        return report(measure(Path(folder)))


def measure(work: Path) -> list[Measurement]:
    """Return the figures; libraries are made under `work` where they are missing."""
    return [*asyncio.run(in_process(work)), *in_terminal(work)]


async def in_process(work: Path) -> list[Measurement]:
    """Return what opening and listing take inside the program, painting included."""
    library = long_library(work / "long")
    paths = Paths(*(work / "own" / name for name in ("config", "data", "state", "cache")))
    workspace = Workspace(Library.open(library, work / "own" / "catalogue"), Config(), paths)
    app = CareaderApp(workspace)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause(1.0)
        screen = app.get_main_screen()
        articles = [
            Article(id=f"a{n}", path=f"articles/a{n}.md", title=f"Article {n}") for n in range(ROWS)
        ]
        shown = await timed(pilot, lambda: setattr(screen, "results", FirstList(articles)))
        moves = [await timed(pilot, lambda: screen.articles.move_by(1)) for _ in range(40)]
        screen.results = FirstList(workspace.catalogue)
        await pilot.pause()
        opened = await timed(pilot, lambda: screen.opening.open_row(0, focus=True))
        pages = [await timed(pilot, lambda: screen.reader.move_pages(1)) for _ in range(40)]
        nothing = statistics.median([await timed(pilot, lambda: None) for _ in range(20)])
    own = nothing  # what the wait for the painted frame takes when there is nothing to paint
    return [
        Measurement("100,000-row list: show", shown - own, "ms", 50),
        Measurement("100,000-row list: move", statistics.median(moves) - own, "ms", 5),
        Measurement("500,000-character article: open", opened - own, "ms", 100),
        Measurement("500,000-character article: page", statistics.median(pages) - own, "ms", 16),
    ]


async def timed(pilot: object, action: object) -> float:
    """Return the milliseconds until an action is painted."""
    begun = time.perf_counter()
    action()  # type: ignore[operator]
    await pilot.pause()  # type: ignore[attr-defined]
    return (time.perf_counter() - begun) * 1000


def long_library(root: Path) -> Path:
    """Return a library with one article of 500,000 characters, made where it is missing."""
    file = root / "articles" / "long.md"
    if not file.exists():
        file.parent.mkdir(parents=True)
        paragraph = SENTENCE * 8
        count = LONG // len(paragraph)
        body = "\n\n".join([paragraph] * count)
        file.write_text(f"---\ntitle: A long article\n---\n\n{body}\n")
    return root


def in_terminal(work: Path) -> list[Measurement]:
    """Return key-to-last-byte times and bytes in a real pty, on the library of 10,000 articles."""
    reader, environment = reader_on_medium(work)
    terminal = Terminal(reader, 80, 24, environment)
    terminal.read(until=b"10,000")
    terminal.read(quiet=2.0)
    found = []
    for name, keys, count in (
        ("list: next row", b"j", 20),
        ("change of pane", b"\t", 4),
    ):
        found += pace(terminal, name, keys, count)
    terminal.send(b"2\r")
    found += pace(terminal, "reading: scroll a line", b"j", 20)
    found += pace(terminal, "reading: page", b" ", 10)
    terminal.send(b"v")
    found += pace(terminal, "marking: caret a cell", b"l", 20)
    terminal.send(b"\x1b", quiet=0.5)
    terminal.send(b"s")
    found += pace(terminal, "search: a letter typed, results shown", b"uranium e", 9, each=True)
    terminal.close()
    return found


def pace(
    terminal: Terminal, name: str, keys: bytes, count: int, *, each: bool = False
) -> list[Measurement]:
    """Return the median milliseconds and bytes of a key pressed `count` times."""
    times, sizes = [], []
    for number in range(count):
        answer = terminal.send(keys[number : number + 1] if each else keys, quiet=0.25)
        times.append((terminal.last_byte - terminal.sent) * 1000)
        sizes.append(len(answer))
    return [
        Measurement(f"80×24, {name}: key to last byte", statistics.median(times), "ms"),
        Measurement(f"80×24, {name}: bytes", statistics.median(sizes), "B"),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
