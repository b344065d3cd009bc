"""Homes, ptys and tmux servers for the tests that run the installed program."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminal_home import PROGRAM, Home
from terminal_pty import Terminals
from terminal_tmux import Tmux


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Somebody who has never started careader."""
    if not PROGRAM.exists():
        pytest.skip(f"careader is not installed beside {PROGRAM.parent.name}/python")
    return Home(tmp_path / "home")


@pytest.fixture
def terminals() -> Iterator[Terminals]:
    """Ptys that are closed when the test is over, with what runs in them."""
    opened = Terminals()
    yield opened
    opened.close()


@pytest.fixture
def tmux() -> Iterator[Callable[..., Tmux]]:
    """Start careader in tmux: `tmux(home, columns=80, rows=24)`."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    started: list[Tmux] = []

    def start(home: Home, columns: int = 120, rows: int = 36) -> Tmux:
        started.append(Tmux(home, columns, rows))
        return started[-1]

    yield start
    for each in started:
        each.close()
