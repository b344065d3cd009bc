"""What the tests of the screen share: a copy of the sample library, and no guessing about time."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from tui_driver import READER, Desk

from careader.config import Config
from careader.library.sample import lay_down
from careader.paths import Paths
from careader.workspace import Workspace

_OWN_VARIABLES = ("NO_COLOR", "COLORTERM", "TMUX", "STY", "TEXTUAL_THEME", "VISUAL", "EDITOR")


def _desk(home: Path) -> Desk:
    paths = Paths(home / "config", home / "data", home / "state", home / "cache")
    return Desk(home / "library", paths, Config(reader=READER))


@pytest.fixture(scope="session")
def _indexed(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The sample library with its index, made once and copied for every test."""
    desk = _desk(tmp_path_factory.mktemp("sample"))
    lay_down(desk.library)
    workspace = Workspace.open(desk.library, desk.config, desk.paths)
    workspace.scan()
    workspace.update_index()
    workspace.index.close()
    return desk


@pytest.fixture
def desk(_indexed: Desk, tmp_path: Path) -> Desk:
    """A reader's own copy of the sample library."""
    own = _desk(tmp_path)
    shutil.copytree(_indexed.library, own.library)
    shutil.copytree(_indexed.paths.cache_of(_indexed.library), own.paths.cache_of(own.library))
    return own


@pytest.fixture
def bare_desk(tmp_path: Path) -> Desk:
    """A library with no article in it."""
    desk = _desk(tmp_path)
    (desk.library / "articles").mkdir(parents=True)
    return desk


async def _give_way(*_: float) -> None:
    await asyncio.sleep(0)


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _OWN_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    # Textual's pilot takes the app to be done when the processor is idle for 20 ms. The driver
    # asks the app's queues and workers instead, which is exact and ten times as fast.
    monkeypatch.setattr("textual.app.wait_for_idle", _give_way)
    monkeypatch.setattr("textual.pilot.wait_for_idle", _give_way)
