"""A line of 32 kbit/s with 300 ms each way: nothing queues up behind frames that are old."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
import terminal_link
from terminal_home import PROGRAM, Home, write_library
from terminal_pty import PtyReader, Terminals, wait_until

RATE, DELAY = 4000, 0.3
"""Bytes a second, and the seconds that a byte takes one way."""
BEHIND = 6_000
"""Bytes that may be under way or wanted when the last key is pressed: 1.5 seconds of this line."""
HELD = 60
PER_SECOND = 30

PARAGRAPH = (
    "Paragraph {n}: the pipeline from the Caspian shore was to carry {n} million tonnes of oil a "
    "year, and the price of gas in winter {n} was what the ministers of both republics spoke of.\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """One article, 300 paragraphs of it, and one that is short."""
    long = "\n".join(PARAGRAPH.format(n=n) for n in range(300))
    return write_library(
        tmp_path / "library",
        {
            "a.md": f"---\ntitle: A long one\n---\n\n{long}",
            "b.md": "---\ntitle: B about uranium\n---\n\nUranium was found. It was sold abroad.\n",
        },
    )


def start(home: Home, terminals: Terminals, library: Path) -> PtyReader:
    """Start the reader behind the slow line and wait for its first whole screen."""
    link = [sys.executable, terminal_link.__file__, str(RATE), str(DELAY)]
    command = [*link, str(PROGRAM), "--library", str(library)]
    reader = terminals.run(command, home, columns=80, rows=24)
    reader.ready()
    return reader


def hold(reader: PtyReader, keys: str) -> None:
    """Press keys as a keyboard repeats them, whatever the screen shows meanwhile."""
    due = time.monotonic()
    for key in keys:
        while (early := due - time.monotonic()) > 0:
            reader.terminals.pump(early)
        reader.type(key)
        due += 1 / PER_SECOND


def place(reader: PtyReader) -> str:
    """Return the first line of the text."""
    return reader.screen.lines[0].partition("▕")[2]


def test_held_keys_are_followed_at_once_not_one_after_the_other(
    home: Home, terminals: Terminals, library: Path
) -> None:
    near = terminals.start(home, "--library", str(library), columns=80, rows=24)
    near.ready()
    near.open_first()
    before = place(near)
    near.type("j" * HELD)
    wait_until(terminals, lambda: place(near) != before)
    near.type("j")
    near.type("k")
    hold_still(terminals, near)
    far = start(home, terminals, library)
    far.open_first()
    hold(far, "j" * HELD)
    released = len(far.raw)
    wait_until(terminals, lambda: place(far) == place(near))

    # 60 frames of a kilobyte are a quarter of a minute of this line.
    assert len(far.raw) - released < BEHIND
    assert far.screen.lines[:-1] == near.screen.lines[:-1]


def hold_still(terminals: Terminals, reader: PtyReader) -> None:
    """Wait until a reader on a fast line has shown all it was asked for."""
    seen = -1
    while seen != len(reader.raw):
        seen = len(reader.raw)
        terminals.pump(0.3)


def test_reading_searching_and_marking(home: Home, terminals: Terminals, library: Path) -> None:
    reader = start(home, terminals, library)
    began, sent = time.monotonic(), len(reader.raw)
    reader.search("uranium", "1 of 2")
    reader.open_first()
    reader.wait_for("It was sold abroad")
    reader.highlight("vvw")
    steps = 10  # times that it waited for the screen

    assert len(reader.raw) - sent < 6_000
    assert time.monotonic() - began < steps * two(1.0)
    assert len(home.json("--library", str(library), "highlights")) == 1


def two(seconds: float) -> float:
    """Return seconds, more of them on a machine that has other work."""
    return seconds * 2 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def test_what_is_typed_is_never_lost(home: Home, terminals: Terminals, library: Path) -> None:
    words = " ".join(f"word{n}" for n in range(18))
    reader = start(home, terminals, library)
    reader.type("2j")
    reader.open_first()
    reader.type("vvwa")
    reader.wait_for("Esc keeps the note")
    hold(reader, words)
    wait_until(
        terminals, lambda: any(words in path.read_text() for path in home.path.rglob("drafts/*"))
    )
    reader.press("Escape")
    reader.wait_said("Note saved")

    assert [each["note"] for each in home.json("--library", str(library), "highlights")] == [words]


def test_leaving_waits_for_the_last_answers_so_that_the_shell_gets_none(
    home: Home, terminals: Terminals, library: Path
) -> None:
    shell = f"{PROGRAM} --library {library}; read -t 2 rest; echo the shell"
    link = [sys.executable, terminal_link.__file__, str(RATE), str(DELAY)]
    reader = terminals.run([*link, "bash", "-c", shell], home, columns=80, rows=24)
    reader.ready()
    reader.open_first()
    hold(reader, "G kq")
    assert reader.exit_status() == 0
    reader.drain()

    assert reader.raw.endswith(b"the shell\r\n")
    assert b"1;1R" not in reader.raw  # what a late answer looks like at a prompt
