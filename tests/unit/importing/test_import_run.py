"""A whole import, from paths to report; what the documents say is made up here."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from importing_converter import FakeConverter
from importing_shelf import Shelf

from careader.errors import LibraryError
from careader.importing import run as run_module
from careader.importing.options import Options
from careader.importing.report import Change, Report, Status
from careader.importing.run import Import
from careader.library import disk
from careader.model import Progress


@pytest.fixture(autouse=True)
def _fake_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "Converter", FakeConverter)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder of documents."""
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def fill(inbox: Path, texts: Iterable[str]) -> None:
    for number, text in enumerate(texts):
        (inbox / f"{number:04}.txt").write_text(text)


def job(shelf: Shelf, options: Options | None = None, **more: object) -> Import:
    library = shelf.open()
    return Import(library, library.scan(), options or Options(), processes=0, **more)  # type: ignore[arg-type]


def run(shelf: Shelf, *paths: Path, options: Options | None = None) -> Report:
    return job(shelf, options).run(map(str, paths))


def contents(shelf: Shelf) -> dict[str, bytes]:
    """Every file of the library, without the times at which it was imported."""
    return {
        path: b"\n".join(line for line in data.split(b"\n") if b"imported:" not in line)
        for path, data in shelf.files.items()
    }


def test_every_source_is_told_in_order(shelf: Shelf, inbox: Path) -> None:
    fill(inbox, ["article 1", "garbage", "article 2 3", "fault", "article 1", ""])
    os.mkfifo(inbox / "9.txt")
    report = run(shelf, inbox)
    told = [(each.source.rpartition("/")[2], each.status.value) for each in report.sources]
    assert told == [
        ("0000.txt", "imported"),
        ("0001.txt", "failed"),
        ("0002.txt", "imported"),
        ("0003.txt", "failed"),
        ("0004.txt", "unchanged"),
        ("0005.txt", "failed"),
        ("9.txt", "failed"),
    ]
    assert {each.error for each in report.errors()} == {
        "a picture: there is no text in it",
        "reading it failed: ZeroDivisionError: an error in two lines",
        "there is no article in it",
        "a pipe, not a file",
    }
    assert len(shelf.articles) == 3


def test_importing_again_changes_nothing(shelf: Shelf, inbox: Path) -> None:
    fill(inbox, [f"article {n}" for n in range(20)] + ["article 30 31 32"])
    run(shelf, inbox)
    before = shelf.files
    report = run(shelf, inbox)
    assert {each.status for each in report.sources} == {Status.UNCHANGED}
    assert [len(each.articles) for each in report.sources] == [1] * 20 + [3]
    assert {each.change for each in report.articles()} == {Change.UNCHANGED}
    assert shelf.files == before


def test_known_documents_are_not_even_read(
    shelf: Shelf, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(inbox, ["article 1", "article 2"])
    run(shelf, inbox)
    monkeypatch.setattr(FakeConverter, "convert", lambda *_: pytest.fail("it was read"))
    assert run(shelf, inbox).count(Status.UNCHANGED) == 2


class Interrupted(BaseException):
    """Ctrl-C, at a place of our choosing."""


@pytest.mark.parametrize("after", range(0, 60, 7))
def test_an_import_that_was_interrupted_is_carried_on(
    shelf: Shelf, inbox: Path, tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(inbox, ["article 1", "article 2 3 4", "garbage", "article 5"])
    whole = Shelf(tmp_path / "whole", tmp_path / "whole-cache")
    (whole.root / "articles").mkdir(parents=True)
    run(whole, inbox)

    steps = iter(range(after))
    kept = {name: getattr(os, name) for name in ("fsync", "link", "unlink", "replace")}

    def interruptible(name: str) -> object:
        def call(*given: object, **named: object) -> object:
            if next(steps, None) is None:
                raise Interrupted
            return kept[name](*given, **named)

        return call

    with monkeypatch.context() as patch, suppress(Interrupted):
        for name in kept:
            patch.setattr(disk.os, name, interruptible(name))
        job(shelf).run([str(inbox)])
    for each in shelf.articles.values():
        assert each.doubts == {}
        assert shelf.body(each.id) == whole.body(each.id)
    report = run(shelf, inbox)
    assert report.count(Status.FAILED) == 1
    named = {path: data for path, data in contents(shelf).items() if not path.endswith(".tmp")}
    assert named == contents(whole)


def test_an_import_that_is_cancelled_says_so_and_is_carried_on(shelf: Shelf, inbox: Path) -> None:
    fill(inbox, [f"article {n}" for n in range(10)])
    asked = iter([False] * 4)
    report = job(shelf, cancelled=lambda: next(asked, True)).run([str(inbox)])
    assert (len(report.sources), report.total, report.stopped) == (4, 10, "cancelled")
    assert len(shelf.articles) == 4
    assert run(shelf, inbox).count(Status.UNCHANGED) == 4
    assert len(shelf.articles) == 10


@pytest.mark.parametrize("count", [100, pytest.param(1_000, marks=pytest.mark.slow)])
def test_hostile_documents_change_nothing_for_the_others(
    shelf: Shelf, inbox: Path, tmp_path: Path, count: int
) -> None:
    dice = random.Random(count)
    hostile = set(dice.sample(range(count), count // 50))
    bad = ["garbage", "fault", "", "article"]
    fill(inbox, [dice.choice(bad) if n in hostile else f"article {n}" for n in range(count)])
    alone = tmp_path / "alone"
    alone.mkdir()
    for number in set(range(count)) - hostile:
        name = f"{number:04}.txt"
        (alone / name).write_bytes((inbox / name).read_bytes())
    other = Shelf(tmp_path / "other", tmp_path / "other-cache")
    (other.root / "articles").mkdir(parents=True)
    report = run(shelf, inbox)
    run(other, alone)
    assert report.count(Status.FAILED) == len(hostile)
    assert contents(shelf) == contents(other)


def test_a_full_disk_ends_the_import_in_one_line(
    shelf: Shelf, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(inbox, [f"article {n}" for n in range(5)])
    written: list[int] = []
    sync = os.fsync

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) > 2:
            raise OSError(28, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(disk.os, "fsync", full)
    report = run(shelf, inbox)
    monkeypatch.setattr(disk.os, "fsync", sync)
    assert "the disk is full" in report.stopped
    assert report.sources[-1].status is Status.FAILED
    assert len(report.sources) == 3
    assert not [name for name in shelf.files if ".tmp" in name]
    done = len(shelf.articles)
    assert run(shelf, inbox).count(Status.UNCHANGED) == done


def test_a_library_that_cannot_be_written_to_is_told_at_once(
    shelf: Shelf, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(inbox, ["article 1"])
    monkeypatch.setattr(disk, "can_create_in", lambda folder: False)
    with pytest.raises(LibraryError, match="cannot be written to: nothing was imported"):
        run(shelf, inbox)
    assert run(shelf, inbox, options=Options(dry_run=True)).changed(Change.NEW) == 1


def test_a_dry_run_writes_nothing_at_all(shelf: Shelf, inbox: Path) -> None:
    fill(inbox, ["article 1", "article 2"])
    shelf.open().scan()
    before = sorted(shelf.cache.rglob("*")), shelf.files
    report = run(shelf, inbox, options=Options(dry_run=True))
    assert report.changed(Change.NEW) == 2
    assert (sorted(shelf.cache.rglob("*")), shelf.files) == before


def test_progress_ends_with_the_last_source(shelf: Shelf, inbox: Path) -> None:
    fill(inbox, ["article 1", "garbage", "article 2"])
    told: list[Progress] = []
    job(shelf, progress=told.append).run([str(inbox)])
    done = [(each.done, each.total) for each in told if each.what == "importing"]
    assert done == [(1, 3), (2, 3), (3, 3)]
