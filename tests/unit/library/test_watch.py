"""Whether articles came or went, told by the times of folders."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from careader.library.watch import Watch


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library of two folders."""
    (tmp_path / "articles" / "deep").mkdir(parents=True)
    (tmp_path / "articles" / "a.md").write_text("a")
    (tmp_path / "articles" / "deep" / "b.md").write_text("b")
    return tmp_path


def add(articles: Path) -> None:
    (articles / "deep" / "c.md").write_text("c")


def remove(articles: Path) -> None:
    (articles / "deep" / "b.md").unlink()


def replace(articles: Path) -> None:
    (articles / "new").write_text("A")
    (articles / "new").rename(articles / "a.md")


def add_folder(articles: Path) -> None:
    (articles / "deep" / "deeper").mkdir()


def remove_folder(articles: Path) -> None:
    shutil.rmtree(articles / "deep")


CHANGES = [add, remove, replace, add_folder, remove_folder]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_once(root: Path, change: Callable[[Path], None]) -> None:
    watch = Watch(root)
    assert not watch.changed()
    assert not watch.changed()
    change(root / "articles")
    assert watch.changed()
    assert not watch.changed()


def test_a_folder_that_is_new_is_watched(root: Path) -> None:
    watch = Watch(root)
    watch.changed()
    add_folder(root / "articles")
    watch.changed()
    (root / "articles" / "deep" / "deeper" / "d.md").write_text("d")
    assert watch.changed()


def test_what_is_gone_has_not_changed(root: Path) -> None:
    watch = Watch(root)
    watch.changed()
    articles = root / "articles"
    articles.rename(root / "elsewhere")
    assert not watch.changed()
    articles.mkdir()  # where it was mounted
    assert not watch.changed()
    articles.rmdir()
    (root / "elsewhere").rename(articles)
    assert not watch.changed()
    add(articles)
    assert watch.changed()
