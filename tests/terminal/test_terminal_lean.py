"""The driver on real terminals: what it sends looks like what Textual sends, whatever happened."""

from __future__ import annotations

import re
import signal
from functools import partial
from pathlib import Path

import pytest
from terminal_home import Home
from terminal_pty import PtyReader, Terminals, wait_until
from terminal_screen import Screen

NOISE = b"\x0e\x1b(0\x1b[5;9r\x1b[44m\x1b[3;3HWRITE FAILED\x1b[9;1Hroot@server: going down"
"""What a shell, a daemon or a bad line may leave on a screen."""


def settings(home: Home, text: str) -> None:
    file = home.path / ".config" / "careader" / "config.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text)


STEPS: tuple[tuple[str | tuple[int, int], str], ...] = (
    ("", "12"),
    ("\r", "v mark"),
    ("jjj k", r"· \d+%"),
    ("vs", "Enter highlight"),
    ("\r", "Highlighted"),
    ("?", "Esc closes"),
    ("\x1b[27u", r"(?s)\A(?!.*Esc closes).*v mark"),
    ((80, 24), r"(?s)\A(?!.*Highlights +\d).*v mark"),
    ("4", "1/1"),
    ("2G", "12/12"),
    ((60, 20), "12/12"),
)
"""What is typed, or the size the window takes, and what is on the screen then."""


def shows(wanted: str, screen: Screen) -> bool:
    return re.search(wanted, screen.text) is not None


def settled(reader: PtyReader) -> Screen:
    """Return the screen as it is when nothing more comes."""
    seen = -1
    while seen != len(reader.raw):
        seen = len(reader.raw)
        reader.terminals.pump(0.25)
    return reader.screen.copy()


def test_the_screens_are_those_that_textual_paints_and_take_a_third_of_the_bytes(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    other = Home(tmp_path / "other")
    settings(other, "updates: whole\n")
    lean, raw = terminals.start(home), terminals.start(other)
    for reader in (lean, raw):
        reader.ready()
    for step, wanted in STEPS:
        for reader in (lean, raw):
            reader.type(step) if isinstance(step, str) else reader.resize(*step)
        for reader in (lean, raw):
            reader.wait(partial(shows, wanted))
        wait_until(terminals, lambda: lean.screen.cells() == raw.screen.cells())

    assert len(lean.raw) * 3 < len(raw.raw)


def test_ctrl_l_makes_a_spoiled_screen_good_again(home: Home, terminals: Terminals) -> None:
    reader = terminals.start(home)
    reader.ready()
    reader.open_first()
    before = settled(reader)
    reader.screen.feed(NOISE)
    assert reader.screen.cells() != before.cells()
    reader.send(b"\x0c")
    reader.wait(lambda screen: screen.cells() == before.cells())


@pytest.mark.parametrize("smaller", [(80, 24), (40, 10)])
def test_a_size_that_changes_and_changes_back_leaves_nothing_behind(
    home: Home, terminals: Terminals, smaller: tuple[int, int]
) -> None:
    reader = terminals.start(home)
    reader.ready()
    reader.open_first()
    before = settled(reader)
    # So fast that the reader sees one size only: its terminal has lost rows and columns.
    reader.signal(signal.SIGSTOP)
    reader.resize(*smaller)
    reader.resize(120, 36)
    reader.signal(signal.SIGCONT)
    reader.wait(lambda screen: screen.cells() == before.cells())


def test_an_editor_may_do_anything_to_the_screen(home: Home, terminals: Terminals) -> None:
    editor = home.path / "editor"
    editor.write_text("#!/bin/sh\nprintf '\\033[2J\\033[41mall over the screen\\033[7;9r'\n")
    editor.chmod(0o755)
    reader = terminals.start(home, EDITOR=str(editor))
    reader.ready()
    reader.open_first()
    before = settled(reader)
    reader.type("E")
    # It may be gone from the screen before anybody looks.
    reader.wait(lambda _: b"all over the screen" in reader.raw)
    reader.wait(lambda screen: screen.cells()[:-1] == before.cells()[:-1])


def test_an_idle_reader_sends_nothing(home: Home, terminals: Terminals) -> None:
    reader = terminals.start(home)
    reader.ready()
    reader.open_first()
    settled(reader)
    sent = len(reader.raw)
    terminals.pump(1.5)

    assert len(reader.raw) == sent
