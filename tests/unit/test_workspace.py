"""The workspace as threads share it: its parts are made once, whoever asks first."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from careader.annotations import AnnotationStore
from careader.config import Config
from careader.library.library import Library
from careader.model import Highlight
from careader.paths import Paths
from careader.workspace import Workspace, made_once


class Slow:
    """Something with a part that takes a while to make."""

    def __init__(self) -> None:
        self.made = 0
        self.all_here = threading.Barrier(8)

    @made_once
    def part(self) -> object:
        """Make the part when everybody else has had the time to ask for it too."""
        self.made += 1
        threading.Event().wait(0.01)
        return object()

    def ask(self) -> object:
        """Ask for the part together with all other threads."""
        self.all_here.wait()
        return self.part


def test_threads_that_ask_at_once_get_the_same_part() -> None:
    slow = Slow()
    with ThreadPoolExecutor(8) as threads:
        parts = list(threads.map(lambda _: slow.ask(), range(8)))

    assert slow.made == 1
    assert len(set(map(id, parts))) == 1
    assert slow.part is parts[0]


def test_the_notebook_that_one_thread_loads_is_the_one_another_shows(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    workspace = Workspace.open(tmp_path, Config(reader="ada"), paths)
    with ThreadPoolExecutor(8) as threads:
        found = {id(each) for each in threads.map(lambda _: workspace.notebook, range(64))}

    assert found == {id(workspace.notebook)}


def test_highlights_in_a_library_that_takes_no_files_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "library" / "articles").mkdir(parents=True)
    annotations = tmp_path / "library" / "annotations"
    colleague = Highlight(id="01B", article="a", quote="of a colleague", start=0, end=14)
    AnnotationStore(annotations, "bolat").add(colleague)
    monkeypatch.setattr(Library, "writable", False)
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    notebook = Workspace.open(tmp_path / "library", Config(reader="ada"), paths).notebook
    notebook.load()
    own = notebook.store.add(Highlight(id="", article="a", quote="mine", start=20, end=24))

    assert {each.quote for each in notebook.all()} == {"of a colleague", "mine"}
    assert not list(annotations.rglob(f"{own.id}*"))
