"""Scanning: what is opened, what is not, and which article gets which id."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from careader.errors import LibraryError
from careader.library import scan as scanning
from careader.library.ids import derived_id
from careader.model import Progress

if TYPE_CHECKING:
    from conftest import Folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened from here on."""
    names: list[str] = []
    open_safely = scanning.open_safely

    def noting(file: str) -> int:
        names.append(os.path.basename(file))
        return open_safely(file)

    monkeypatch.setattr(scanning, "open_safely", noting)
    return names


# What is opened


def test_a_first_scan_opens_every_file_once(folder: Folder, opened: list[str]) -> None:
    folder.put("a.md", "# A")
    folder.put("b.md", "# B")
    assert [article.title for article in folder.open().scan()] == ["A", "B"]
    assert sorted(opened) == ["a.md", "b.md"]


def test_nothing_changed_opens_no_file_and_gives_the_same_catalogue(
    folder: Folder, opened: list[str]
) -> None:
    folder.put("a.md", "# A")
    library = folder.open()
    known = library.scan()
    opened.clear()
    assert library.scan(known) is known
    from_cache = library.catalogue()
    assert library.scan(from_cache) is from_cache
    assert opened == []


def test_only_what_changed_is_opened(folder: Folder, opened: list[str]) -> None:
    for name in ("same", "edited", "gone", "touched"):
        folder.put(f"{name}.md", f"# {name}")
    library = folder.open()
    known = library.scan()
    folder.put("edited.md", "# edited more")
    folder.put("new.md", "# new")
    folder.put("touched.md", "# touched", mtime_ns=folder.LONG_AGO_NS + 1)
    (folder.root / "articles" / "gone.md").unlink()
    opened.clear()
    changes = library.scan(known).changes_from(known)
    assert sorted(opened) == ["edited.md", "new.md", "touched.md"]
    assert changes.added == (derived_id("articles/new.md"),)
    assert set(changes.changed) == {derived_id(f"articles/{n}.md") for n in ("edited", "touched")}
    assert changes.removed == (derived_id("articles/gone.md"),)


def test_a_scan_from_before_gives_what_a_first_scan_gives(folder: Folder) -> None:
    folder.put("a.md", "---\nid: x\ndate: 2012\n---\n")
    folder.put("b.md", "---\nid: x\ndate: 2013\n---\n")
    library = folder.open()
    known = library.scan()
    folder.put("0.md", "---\nid: X\ndate: 2014\n---\n")
    folder.put("c.md", "# C")
    again = library.scan(known)
    assert list(again) == list(library.scan())
    (folder.root / "articles" / "0.md").unlink()
    assert list(library.scan(again))[:2] == list(known)


# Files that change under one time


def test_a_change_that_leaves_size_and_time_is_seen_if_the_file_was_young(folder: Folder) -> None:
    now = time.time_ns()
    folder.put("a.md", "# One", mtime_ns=now)
    library = folder.open()
    known = library.scan()
    folder.put("a.md", "# Two", mtime_ns=now)
    again = library.scan(known)
    assert again[0].title == "Two"
    assert again.changes_from(known).changed == (known[0].id,)
    assert again.stamps != known.stamps


def test_a_change_of_the_body_alone_is_seen_too(folder: Folder) -> None:
    now = time.time_ns()
    folder.put("a.md", "# One\n\nyes", mtime_ns=now)
    library = folder.open()
    known = library.scan()
    folder.put("a.md", "# One\n\nno!", mtime_ns=now)
    assert library.scan(known).changes_from(known).changed == (known[0].id,)


def test_a_young_file_that_did_not_change_is_no_change_and_settles(
    folder: Folder, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put("a.md", "# One", mtime_ns=time.time_ns())
    library = folder.open()
    known = library.scan()
    assert known.unsettled
    later = time.time_ns() + 10_000_000_000
    monkeypatch.setattr(scanning.time, "time_ns", lambda: later)
    again = library.scan(known)
    assert not again.changes_from(known)
    assert not again.unsettled
    opened.clear()
    assert library.scan(again) is again
    assert library.catalogue().unsettled == {}  # type: ignore[union-attr]
    assert opened == []


def test_where_times_are_whole_seconds_a_file_is_young_for_two(folder: Folder) -> None:
    second = time.time_ns() // 1_000_000_000 * 1_000_000_000
    folder.put("coarse.md", "# One", mtime_ns=second - 1_000_000_000)
    folder.put("fine.md", "# One", mtime_ns=second - 1_000_000_001)
    assert set(folder.open().scan().unsettled) == {"articles/coarse.md"}


# Ids


def test_an_article_without_id_gets_a_stable_one_that_is_not_written(folder: Folder) -> None:
    path = folder.put("Customs Union.md", "# A")
    library = folder.open()
    first = library.scan()[0].id
    assert first == library.scan()[0].id == derived_id("articles/Customs Union.md")
    assert first.startswith("customs-union-")
    assert path.read_text() == "# A"


def test_of_two_with_one_id_the_first_by_path_keeps_it(folder: Folder) -> None:
    folder.put("b.md", "---\nid: same\n---\n")
    folder.put("a.md", "---\nid: same\n---\n")
    by_path = {article.path: article for article in folder.open().scan()}
    assert by_path["articles/a.md"].id == "same"
    assert not by_path["articles/a.md"].doubts
    assert by_path["articles/b.md"].id == derived_id("articles/b.md")
    assert "“same” is another article's" in by_path["articles/b.md"].doubts["id"]


def test_ids_that_differ_only_in_case_are_the_same_folder(folder: Folder) -> None:
    folder.put("a.md", "---\nid: Same\n---\n")
    folder.put("b.md", "---\nid: same\n---\n")
    ids = [article.id.lower() for article in folder.open().scan()]
    assert len(set(ids)) == 2


def test_nobody_takes_a_derived_id_from_under_an_article(folder: Folder) -> None:
    folder.put("a.md", "# A")
    folder.put("b.md", f"---\nid: {derived_id('articles/a.md')}\n---\n")
    assert len({article.id for article in folder.open().scan()}) == 2


def test_an_id_comes_free_when_its_owner_goes(folder: Folder) -> None:
    owner = folder.put("a.md", "---\nid: same\n---\n")
    folder.put("b.md", "---\nid: same\ndoubts: {date: why}\n---\n")
    library = folder.open()
    known = library.scan()
    owner.unlink()
    article = library.scan(known)[0]
    assert (article.id, article.doubts) == ("same", {"date": "why"})


def test_an_id_that_is_not_safe_is_replaced(folder: Folder) -> None:
    folder.put("a.md", "---\nid: ../../../etc\n---\n")
    article = folder.open().scan()[0]
    assert article.id == derived_id("articles/a.md")
    assert "“../../../etc”" in article.doubts["id"]


# What cannot be read


def test_an_unreadable_file_is_one_line_and_the_others_arrive(
    open_folder: Folder, as_somebody: Callable[[], contextlib.AbstractContextManager[None]]
) -> None:
    open_folder.put("good.md", "# Good")
    open_folder.put("secret.md", "# Secret").chmod(0)
    open_folder.put("closed/a.md", "# A")
    library = open_folder.open()
    library.scan()
    (open_folder.root / "articles" / "closed").chmod(0)
    with as_somebody():
        catalogue = library.scan()
        again = library.scan(catalogue)
    (open_folder.root / "articles" / "closed").chmod(0o755)
    assert [article.title for article in catalogue] == ["Good"]
    assert catalogue.problems == {
        "articles/closed": "cannot be read: permission denied",
        "articles/secret.md": "cannot be read: permission denied",
    }
    assert again.problems == catalogue.problems


def test_a_library_that_vanished_is_one_clear_line(folder: Folder) -> None:
    library = folder.open()
    (folder.root / "articles").rmdir()
    with pytest.raises(LibraryError, match="cannot be listed: no such file"):
        library.scan()


def test_a_file_swapped_for_a_link_or_a_pipe_is_not_opened(folder: Folder) -> None:
    target = folder.put("a.md", "x")
    link = folder.root / "link"
    link.symlink_to(target)
    pipe = folder.root / "pipe"
    os.mkfifo(pipe)
    for file in (link, pipe):
        with pytest.raises(OSError):  # noqa: PT011 - the number differs between systems
            scanning.open_safely(str(file))


def test_progress_is_reported(folder: Folder) -> None:
    for number in range(3):
        folder.put(f"{number}.md", "# x")
    reports: list[Progress] = []
    library = folder.open()
    known = library.scan(progress=reports.append)
    assert reports[0] == Progress(0, 3, "reading")
    assert reports[-1] == Progress(3, 3, "reading")
    reports.clear()
    library.scan(known, progress=reports.append)
    assert reports == []


@pytest.mark.slow
def test_ten_thousand_articles_scan_in_two_seconds_and_check_in_150_ms(folder: Folder) -> None:
    _measure(folder, 10_000, 2.0, 0.15)


def test_a_thousand_articles_scan_in_a_tenth_of_that(folder: Folder) -> None:
    _measure(folder, 1_000, 0.4, 0.03)


def _measure(folder: Folder, count: int, scan_seconds: float, check_seconds: float) -> None:
    """Compare processor time, which other programs do not stretch, with the budgets."""
    for number in range(count):
        header = f"id: a{number}\ntitle: Number {number}\ndate: '2012-10-17'\ncountries: [RU, TJ]"
        folder.put(f"{number % 20}/{number}.md", f"---\n{header}\n---\nText.\n")
    library = folder.open()
    start = time.process_time()
    known = library.scan()
    scanned = time.process_time()
    assert library.scan(known) is known
    checked = time.process_time()
    assert len(known) == count
    assert scanned - start < scan_seconds
    assert checked - scanned < check_seconds


def test_a_file_deep_down_is_found(folder: Folder) -> None:
    deep = "d/" * 60 + "a.md"
    folder.put(deep, "# Deep")
    assert folder.open().scan()[0].path == f"articles/{deep}"
