"""Who calls careader in the tests of the command line, and what a call does."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
Call = Callable[..., Outcome]


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
