"""What the tests of the command line share: a user with a library, and calls in this process."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_calls import ROOT, Call, Outcome, Process, User

from careader.cli.main import main

_OWN_VARIABLES = ("CAREADER_LIBRARY", "CAREADER_DEBUG", "_CAREADER_COMPLETE", "COLUMNS")


def _enter(user: User, patch: pytest.MonkeyPatch) -> None:
    for name in _OWN_VARIABLES:
        patch.delenv(name, raising=False)
    for name, value in user.environment.items():
        patch.setenv(name, value)


@pytest.fixture(scope="session")
def _shared(tmp_path_factory: pytest.TempPathFactory) -> User:
    user = User(tmp_path_factory.mktemp("reader"))
    shutil.copytree(ROOT / "articles", user.library / "articles")
    return user


@pytest.fixture
def sample(_shared: User, monkeypatch: pytest.MonkeyPatch) -> User:
    """A user of the sample library, shared by tests that change nothing."""
    _enter(_shared, monkeypatch)
    return _shared


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> User:
    """A user whose library is empty and who has never started careader."""
    user = User(tmp_path / "home")
    (user.library / "articles").mkdir(parents=True)
    _enter(user, monkeypatch)
    return user


@pytest.fixture
def careader(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call careader in this process; neither stream is a terminal."""

    def call(*words: str) -> Outcome:
        capsys.readouterr()
        status = main(list(words))
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return call


@pytest.fixture
def process() -> Callable[..., Process]:
    """Make a call in a process of its own: `process(user, "list", LC_ALL="C")`."""

    def make(user: User, *words: str, **variables: str) -> Process:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            **user.environment,
            **variables,
        }
        return Process((sys.executable, "-m", "careader", *words), environment)

    return make
