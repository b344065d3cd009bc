"""Thousands of random keys at random sizes: no traceback, no growth, a library that is whole.

A failure prints the seed and the last deeds. `CAREADER_SOAK_SEED=7 CAREADER_SOAK_KEYS=20000`
makes the run of a seed again, and of any length.
"""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from contextlib import suppress
from pathlib import Path
from statistics import median

import pytest
import terminal_foreground
from soak_keys import Deed, Hand, key
from soak_library import soak_library
from terminal_home import LONGEST, PROGRAM, Home
from terminal_pty import Terminals
from terminal_screen import Screen

SEED = int(os.environ.get("CAREADER_SOAK_SEED", "20121017"))
SHORT = int(os.environ.get("CAREADER_SOAK_KEYS", "500"))
LONG = 20_000

QUIET = 0.008
"""Seconds without a byte after which the hand goes on; it is as impatient as that."""

HOLD = 1.5
"""Seconds after which it goes on in any case: keys then queue up, as they do for people."""

WARM = 0.25
"""Share of the keys after which caches are full and everything was imported."""

EVERY = 250
"""Keys between two looks at the memory."""

GROWTH = 1.20
"""How many times the memory after the warm-up may be needed at the end."""


class Soak:
    """One hand at one reader that is started again whenever it was quit."""

    def __init__(self, home: Home, terminals: Terminals, library: Path, hand: Hand) -> None:
        self._home, self._terminals, self._library, self._hand = home, terminals, library, hand
        self._last: deque[str] = deque(maxlen=60)
        self.starts = self.keys = 0
        self.lives: list[list[float]] = []
        """Resident megabytes every so many keys, of each start."""
        self._start()

    @property
    def story(self) -> str:
        """What was done last."""
        return f"seed {SEED}, key {self.keys}, start {self.starts}: {' · '.join(self._last)}"

    def run(self, keys: int) -> None:
        """Press so many keys, then leave as a person does."""
        look = EVERY
        while self.keys < keys:
            self._do(self._hand.next())
            if self.keys >= look:
                self.lives[-1] += self._resident()
                look += EVERY
        self._leave()

    def _start(self) -> None:
        launcher = [sys.executable, terminal_foreground.__file__, str(PROGRAM)]
        words = ["--library", str(self._library)]
        self.reader = self._terminals.run([*launcher, *words], self._home, columns=120, rows=36)
        self.reader.wait(_stands_in_the_list)
        self.starts += 1
        self.lives.append([])

    def _do(self, deed: Deed) -> None:
        # A word typed where a path is asked for would import whatever lies there.
        if self.reader.screen.status.startswith("Import:"):
            deed = key("Escape")
        self._last.append(deed.name)
        self.keys += deed.keys
        if deed.size is not None:
            self.reader.resize(*deed.size)
        else:
            self._send(deed.data)
        self._settle()
        if self.reader.status is not None:
            self._check_end()
            print(f"it ended and is started again: {self.story}")
            self._start()

    def _send(self, data: bytes) -> None:
        # The program may be writing itself: whoever only writes would wait for ever.
        with suppress(OSError):
            self.reader.send(data)

    def _settle(self) -> None:
        reader, give_up = self.reader, time.monotonic() + HOLD
        written = -1
        while reader.connected and len(reader.raw) != written and time.monotonic() < give_up:
            written = len(reader.raw)
            self._terminals.pump(QUIET)
        reader.forget_shown()

    def _check_end(self) -> None:
        self.reader.drain()
        assert not self._home.crash(), f"{self.story}\n{self._home.crash()}"
        assert b"Traceback" not in self.reader.raw, f"{self.story}\n{self.reader.screen.text}"
        assert self.reader.status == 0, f"{self.story}\n{self.reader.screen.text}"

    def _leave(self) -> None:
        """Come out of whatever is open, see that it still answers, and quit."""
        self.reader.resize(120, 36)
        give_up = time.monotonic() + LONGEST
        while not _stands_in_the_list(self.reader.screen):
            assert time.monotonic() < give_up, f"{self.story}\n{self.reader.screen.text}"
            self._do(key("Escape"))
            self._do(key("2"))
        self.reader.send(b"q")
        self.reader.exit_status()
        self._check_end()

    def _resident(self) -> list[float]:
        """Return the resident megabytes of careader, the child of the one that brings it back.

        Nothing when it has just ended.
        """
        shell = self.reader.pid
        try:
            [pid] = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        except (OSError, ValueError):
            return []
        return [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")]


def _stands_in_the_list(screen: Screen) -> bool:
    return "Enter open" in screen.status


def soak(home: Home, terminals: Terminals, folder: Path, keys: int, *, quits: bool) -> Soak:
    """Run a soak on a library of its own, and check that the library is whole."""
    library = soak_library(folder / "library", SEED, 60)
    articles = {path: path.read_bytes() for path in library.rglob("articles/**/*.md")}
    check_whole(home, library)
    done = Soak(home, terminals, library, Hand(SEED, quits=quits))
    done.run(keys)
    check_whole(home, library)
    assert {path: path.read_bytes() for path in articles} == articles, done.story
    return done


def check_whole(home: Home, library: Path) -> None:
    done = home.run("--library", str(library), "doctor", "--quiet")
    assert done.returncode == 0, done.stdout.decode()


def test_random_keys_end_in_nothing_bad(home: Home, terminals: Terminals, tmp_path: Path) -> None:
    done = soak(home, terminals, tmp_path, SHORT, quits=True)
    assert done.keys >= SHORT


@pytest.mark.slow
@pytest.mark.parametrize("quits", [True, False])
def test_random_keys_for_long_take_no_more_memory(
    home: Home, terminals: Terminals, tmp_path: Path, quits: bool
) -> None:
    done = soak(home, terminals, tmp_path, LONG, quits=quits)
    if quits:
        assert done.starts > 2
        return
    longest = max(done.lives, key=len)
    assert len(longest) * EVERY > LONG / 2, "it was quit by chance: take another seed"
    warm = longest[int(WARM * len(longest)) :]
    quarter = len(warm) // 4
    before, after = median(warm[:quarter]), median(warm[-quarter:])
    print("resident every so many keys:", *(f"{each:.0f}" for each in longest))
    print(f"resident after the warm-up {before:.0f} MB, at the end {after:.0f} MB")
    assert after < GROWTH * before, longest
