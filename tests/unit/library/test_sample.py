"""The sample library: laid down whole, and never over anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from careader.errors import LibraryError
from careader.library import sample
from careader.library.ids import derived_id
from careader.library.library import Library


def test_it_is_a_library_without_a_doubt(tmp_path: Path) -> None:
    assert sample.lay_down(tmp_path / "data" / "library")
    catalogue = Library.open(tmp_path / "data" / "library", tmp_path / "cache").scan()
    assert len(catalogue) == 12
    assert not catalogue.problems
    for article in catalogue:
        assert not article.doubts
        assert article.countries
        assert article.id != derived_id(article.path)


def test_only_articles_are_laid_down(tmp_path: Path) -> None:
    sample.lay_down(tmp_path)
    names = {
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    }
    checkout = Path(__file__).parents[3]
    there = {
        path.relative_to(checkout).as_posix() for path in (checkout / "articles").rglob("*.md")
    }
    assert names == there


def test_articles_that_are_there_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "mine.md").write_text("# Mine")
    assert not sample.lay_down(tmp_path)
    assert [path.name for path in (tmp_path / "articles").iterdir()] == ["mine.md"]
    assert [path.name for path in tmp_path.iterdir()] == ["articles"]


def test_an_empty_folder_is_filled_and_a_second_time_is_none(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    assert sample.lay_down(tmp_path)
    assert not sample.lay_down(tmp_path)


def test_who_comes_second_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = sample._copy

    def slow(source: object, target: Path) -> None:
        copy(source, target)  # type: ignore[arg-type]
        if target.parent == tmp_path:
            (tmp_path / "articles").mkdir()
            (tmp_path / "articles" / "first.md").write_text("# First")

    monkeypatch.setattr(sample, "_copy", slow)
    assert not sample.lay_down(tmp_path)
    assert [path.name for path in (tmp_path / "articles").iterdir()] == ["first.md"]
    assert [path.name for path in tmp_path.iterdir()] == ["articles"]


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sample, "sync_folder", full)
    with pytest.raises(LibraryError, match="cannot be laid down"):
        sample.lay_down(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="cannot be laid down"):
        sample.lay_down(tmp_path / "file")


def test_the_packaged_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sample").mkdir()
    monkeypatch.setattr(sample, "files", lambda package: tmp_path)
    assert sample.articles_folder() == tmp_path / "sample"
