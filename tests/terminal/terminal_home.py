"""A user who has only the installed program and an empty home folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

PROGRAM = Path(sys.executable).with_name("careader")
"""What the installation put beside the interpreter that runs the tests."""

LONGEST = 15.0
"""Seconds after which what is waited for counts as never coming; a test that passes takes fewer."""


class Home:
    """A home folder, what a login shell would set with it, and what careader left in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "HOME": str(self.path),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "SHELL": "/bin/sh",
            "EDITOR": "true",
        }

    def run(self, *words: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
        """Call careader without a terminal; the environment given adds to the home's."""
        environment = {**self.environment, **options.pop("env", {})}
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        command = [str(PROGRAM), *words]
        return subprocess.run(command, env=environment, timeout=LONGEST, check=False, **options)

    def json(self, *words: str) -> Any:
        """Return the document a command prints."""
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    def folder(self, name: str) -> Path:
        """Return what `careader config` says: library, data, state or cache."""
        lines = self.run("config").stdout.decode().splitlines()
        return Path(next(line.split(maxsplit=1)[1] for line in lines if line.split()[:1] == [name]))

    def highlights(self) -> list[dict[str, Any]]:
        """Return the highlight files of every library under the home, parsed by another program.

        A front matter's keys, the body as `note`, the file's name as `id`.
        """
        return self.highlights_in(self.path)

    def highlights_in(self, root: Path) -> list[dict[str, Any]]:
        """Return the highlight files below a folder, as `highlights` does."""
        files = sorted(root.rglob("annotations/*/*/*.md"))
        return [{**parsed(file), "id": file.stem} for file in files]

    def drafts(self) -> list[Path]:
        """Return the drafts of every library."""
        return sorted(self.path.rglob("drafts/*.md"))

    def crash(self) -> str:
        """Return the traceback of a crash of the reader, empty when there was none."""
        return "".join(path.read_text() for path in self.path.rglob("crash.txt"))


def parsed(path: Path) -> dict[str, Any]:
    """Return the front matter of a file of careader's, its body under `note`."""
    _, header, body = path.read_text(encoding="utf-8").split("---\n", 2)
    values = yaml.safe_load(header)
    assert isinstance(values, dict), path
    return {**values, "note": body.strip("\n")}


def write_library(root: Path, articles: dict[str, str]) -> Path:
    """Make a library of articles by file name; return its root."""
    for name, text in articles.items():
        path = root / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
