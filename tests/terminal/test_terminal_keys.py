"""Keys in one piece, as a slow line delivers them; keys nobody meant: a cat on the keyboard."""

from __future__ import annotations

import random
import string
import time

import pytest
from terminal_home import LONGEST, Home
from terminal_pty import PtyReader, Terminals

CONTROL = [
    *(bytes([code]) for code in range(1, 32)),
    *(b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[5~", b"\x1b[6~", b"\x1b[H", b"\x1b[F"),
    *(b"\x1b[Z", b"\x1b[3~", b"\x1bOP", b"\x1b[24~", b"\x1bx", b"\x1b[1;5C", b"\x7f"),
    *(b"\x1b[I", b"\x1b[O", b"\x1b[200~pasted\ntext\x1b[201~", b"\x1b[M !!", b"\x1b[<0;10;10M"),
    *(b"\x1b[<0;40;12m", b"\x1b[<64;20;20M", b"\x1b[<65;200;90M", b"\x1b[?1;2c", b"\x1b[999~"),
]
ESCAPE = b"\x1b[27u"
"""As the kitty protocol has it: never taken for the beginning of something longer."""
AT_ONCE = 5
"""Keys that arrive in one piece, as they do over a slow link."""
LEAVING = {b"q", b"\x11", b"\x1a", b"\x1c"}
"""q and Ctrl+q leave, Ctrl+z stops, Ctrl+\\ ends what runs in an editor's place: they may."""
PRINTABLE = [each.encode() for each in string.printable[:94] + "жғұқ漢字👩🏽‍🚀é "]


def burst(seed: int, length: int) -> list[bytes]:
    dice = random.Random(seed)
    keys = [each for each in PRINTABLE * 2 + CONTROL if each not in LEAVING]
    return [dice.choice(keys) for _ in range(length)]


def go_back(reader: PtyReader) -> None:
    """Press what leads back to the whole list, again and again, as a person does who is lost."""
    deadline = time.monotonic() + LONGEST
    while reader.status is None and not reader.screen.status.startswith("Every article"):
        assert time.monotonic() < deadline, reader.screen.text
        reader.send(ESCAPE * 3 + b"2x")
        for _ in range(5):
            reader.look()


@pytest.mark.parametrize("seed", range(3))
def test_a_burst_of_keys_leaves_it_alive(home: Home, terminals: Terminals, seed: int) -> None:
    hit_keys(home, terminals, seed, 150)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 130))
def test_a_long_burst_of_keys_leaves_it_alive(home: Home, terminals: Terminals, seed: int) -> None:
    hit_keys(home, terminals, seed, 600)


def hit_keys(home: Home, terminals: Terminals, seed: int, length: int) -> None:
    reader = terminals.start(home)
    reader.ready()
    keys = burst(seed, length)
    for start in range(0, length, AT_ONCE):
        if reader.status is None:
            reader.send(b"".join(keys[start : start + AT_ONCE]))
            reader.look()
    go_back(reader)
    assert not home.crash()
    if reader.status is None:
        reader.type("q")
    # The palette offers Quit, and a burst may choose it.
    assert reader.exit_status() == 0


def test_a_search_typed_ahead_finds_and_opens(home: Home, terminals: Terminals) -> None:
    reader = terminals.start(home)
    reader.wait(lambda screen: screen.counts.get("RU", (0, 0))[1] > 5)
    reader.type("/customs union\r\r")
    [first, _] = home.json("search", "customs union")["hits"]
    screen = reader.wait(lambda screen: " hits " in screen.status)
    assert first["title"] in screen.reading[0]
    assert screen.article_count == "2 of 12"


@pytest.mark.parametrize("keep", ["\x13", "\x1b"], ids=["Ctrl+s", "Escape"])
def test_a_note_typed_ahead_is_kept_whole(home: Home, terminals: Terminals, keep: str) -> None:
    reader = terminals.start(home)
    reader.ready()
    reader.type("\rvsaThe whole note, every letter" + keep)
    reader.wait_said("Note saved")
    assert [each["note"] for each in home.json("highlights")] == ["The whole note, every letter"]
    assert not home.drafts()
    reader.quit()
