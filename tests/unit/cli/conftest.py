"""What the tests of the command line share: a user with a library, and calls in this process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from careader.cli.main import main

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Outcome:
    """What one call of careader did."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        assert self.status == 0, self.err
        return json.loads(self.out)


class User:
    """A user's folders and a library of their own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.library = home / "lib"

    @property
    def environment(self) -> dict[str, str]:
        folders = {f"XDG_{name}_HOME": str(self.home / name) for name in XDG}
        return {"HOME": str(self.home), "CAREADER_LIBRARY": str(self.library), **folders}

    @property
    def config_file(self) -> Path:
        return self.home / "CONFIG" / "careader" / "config.yaml"

    def configure(self, text: str) -> None:
        self.config_file.parent.mkdir(parents=True, exist_ok=True)
        self.config_file.write_text(text, encoding="utf-8")

    def put(self, name: str, text: str) -> Path:
        path = self.library / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


XDG = ("CONFIG", "DATA", "STATE", "CACHE")
_OWN_VARIABLES = ("CAREADER_LIBRARY", "CAREADER_DEBUG", "_CAREADER_COMPLETE", "COLUMNS")

Call = Callable[..., Outcome]


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


@dataclass(frozen=True)
class Process:
    """What a careader in a process of its own is started with."""

    arguments: tuple[str, ...]
    environment: Mapping[str, str]

    def run(self, **options: Any) -> subprocess.CompletedProcess[bytes]:
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        return subprocess.run(
            self.arguments, env=dict(self.environment), timeout=60, check=False, **options
        )


@pytest.fixture
def process() -> Iterator[Callable[..., Process]]:
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
