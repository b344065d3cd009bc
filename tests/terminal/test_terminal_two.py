"""Two careaders on one library: a person with two windows, or a team on one server."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest
from terminal_home import Home, write_library
from terminal_pty import PtyReader, Terminals

MANY = 800
"""Articles whose indexing takes seconds, so that something can happen meanwhile."""

FILLER = "The commission met again and adjourned without a decision on tariffs or transit. "


def library_of(root: Path, count: int) -> Path:
    """Make a library whose articles all say `tariffs` and one each says its own number."""
    return write_library(
        root,
        {
            f"{number:04}.md": f"---\ntitle: Session {number}\n---\nProtocol p{number}q. "
            + FILLER * 40
            for number in range(count)
        },
    )


def index_begun(home: Home) -> bool:
    return any(home.path.rglob("texts.sqlite"))


def finds(reader: PtyReader, query: str, count: str) -> None:
    """Search until so many are found, then clear the search: while the index grows it is fewer."""
    reader.search(query, count)
    reader.type("x")
    reader.wait(lambda screen: screen.article_count and " of " not in screen.article_count)


def test_both_highlight_and_each_sees_the_other(home: Home, terminals: Terminals) -> None:
    home.run("list")
    shutil.rmtree(home.folder("cache"))
    readers = [terminals.start(home) for _ in range(2)]
    for reader in readers:
        reader.wait(lambda screen: screen.article_count == "12" and screen.counts)
        reader.open_first()
    readers[0].highlight("vs")
    readers[1].highlight("v))s")
    for reader in readers:
        reader.wait(lambda screen: screen.highlight_count == 2)
    quotes = ["".join(each["quote"].split()) for each in home.highlights()]
    assert len(quotes) == 2
    for reader in readers:
        shown = "".join("".join(reader.screen.right).split())
        assert all(quote[:20] in shown for quote in quotes)
        reader.quit()


def test_both_find_everything_while_one_of_them_indexes(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    library = str(library_of(tmp_path / "shared", 400))
    readers = [terminals.start(home, "--library", library) for _ in range(2)]
    for reader in readers:
        reader.ready()
        assert reader.screen.article_count == "400"
    for reader in readers:
        finds(reader, "tariffs", "400 of 400")
        finds(reader, "p77q", "1 of 400")
    for reader in readers:
        reader.quit()
    assert not home.crash()


def test_what_one_leaves_unindexed_the_other_finishes(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    library = str(library_of(tmp_path / "shared", MANY))
    readers = [terminals.start(home, "--library", library) for _ in range(2)]
    busy = [False, False]
    while not any(busy):
        readers[0].look()
        busy = ["another careader is indexing" in each.screen.status for each in readers]
    patient, indexing = (readers[0], readers[1]) if busy[0] else (readers[1], readers[0])
    indexing.kill()
    patient.ready()
    finds(patient, "tariffs", f"{MANY:,} of {MANY:,}")
    assert "another careader" not in patient.screen.status
    patient.quit()


def test_a_cache_that_vanishes_is_made_again(home: Home, terminals: Terminals) -> None:
    reader = terminals.start(home)
    reader.wait(lambda screen: screen.counts.get("RU", (0, 0))[1] > 5)
    shutil.rmtree(home.folder("cache"))
    finds(reader, "customs union", "2 of 12")
    reader.quit()


def test_an_index_that_was_cut_short_is_finished_by_the_next(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    library = str(library_of(tmp_path / "shared", MANY))
    reader = terminals.start(home, "--library", library)
    reader.wait(lambda screen: index_begun(home))
    reader.kill()
    reader = terminals.start(home, "--library", library)
    reader.ready()
    finds(reader, "tariffs", f"{MANY:,} of {MANY:,}")
    reader.quit()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, None])
def test_the_reader_may_be_left_while_it_indexes(
    home: Home, terminals: Terminals, tmp_path: Path, number: signal.Signals | None
) -> None:
    library = str(library_of(tmp_path / "shared", MANY))
    reader = terminals.start(home, "--library", library)
    reader.wait(lambda screen: index_begun(home))
    if number is None:
        reader.type("q")
    else:
        reader.signal(number)
    assert reader.exit_status() == (128 + number if number else 0)
