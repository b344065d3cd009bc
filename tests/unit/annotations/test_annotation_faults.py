"""Every system call of the store failing once: what was acknowledged is always recovered."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from careader.annotations import AnnotationStore
from careader.errors import SaveError
from careader.model import Highlight

Make = Callable[..., Highlight]
Act = Callable[[AnnotationStore, Highlight], object]

CALLS = ("open", "write", "fsync", "replace", "mkdir", "stat", "fchmod", "close")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EINTR)
ACTS: dict[str, Act] = {
    "add": lambda store, known: store.add(replace(known, id="", note="added")),
    "add to a new article": lambda store, known: store.add(
        replace(known, id="", note="added", article="another")
    ),
    "change": lambda store, known: store.change(replace(known, note="changed")),
    "delete": lambda store, known: store.delete(known.id),
}


class Faults:
    """Fails the n-th of the wrapped calls, once; a call of `close` is carried out all the same."""

    def __init__(self, fail_at: int, number: int) -> None:
        self.count = 0
        self.fail_at = fail_at
        self.number = number

    def wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if self.count != self.fail_at:
                return call(*args, **kwargs)
            if name == "close":
                call(*args, **kwargs)
            if name == "write" and self.number == errno.ENOSPC:
                call(args[0], args[1][: len(args[1]) // 2])
            raise OSError(self.number, os.strerror(self.number))

        return wrapped


@contextmanager
def faults(fail_at: int, number: int) -> Iterator[Faults]:
    injected = Faults(fail_at, number)
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, injected.wrap(name, getattr(os, name)))
        yield injected


def reopened(folder: Path) -> AnnotationStore:
    store = AnnotationStore(folder, "amina")
    store.load()
    return store


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("name", ACTS)
def test_no_failing_call_loses_or_tears_anything(
    name: str, number: int, tmp_path: Path, highlight: Make
) -> None:
    fail_at, failed = 0, True
    while failed:
        fail_at += 1
        folder = tmp_path / str(fail_at) / "annotations"
        failed = _fails_cleanly(ACTS[name], fail_at, number, folder, highlight)
    assert fail_at > 8  # the act made that many calls, each of which failed once


def _fails_cleanly(act: Act, fail_at: int, number: int, folder: Path, make: Make) -> bool:
    """Let call `fail_at` fail and check what is left; False when there was no such call."""
    known = reopened(folder).add(make(note="old"))
    store = reopened(folder)
    before, done = store.highlights(), True
    with faults(fail_at, number) as injected:
        try:
            act(store, known)
        except SaveError:
            done = False
    if not done:
        assert store.highlights() == before, f"memory changed at call {fail_at}"
    expected = _expected(act, known)
    recovered = {*map(_key, (*reopened(folder).highlights(), *reopened(folder).deleted()))}
    assert recovered == expected[1] or (not done and recovered == expected[0]), fail_at
    assert not reopened(folder).problems
    again = act(store, known) if not done else None  # what failed once works the next time
    assert again or done
    assert expected[1] <= {
        *map(_key, (*reopened(folder).highlights(), *reopened(folder).deleted()))
    }
    return injected.count >= fail_at


def _expected(act: Act, known: Highlight) -> tuple[set[object], set[object]]:
    """Return what the folder holds before and after the act."""
    old = _key(known)
    after = {
        "add": {old, _key(replace(known, note="added"))},
        "add to a new article": {old, _key(replace(known, note="added", article="another"))},
        "change": {_key(replace(known, note="changed"))},
        "delete": {_key(replace(known, deleted="yes"))},
    }
    [name] = [name for name, candidate in ACTS.items() if candidate is act]
    return {old}, after[name]


def _key(highlight: Highlight) -> object:
    return highlight.article, highlight.quote, highlight.note, bool(highlight.deleted)


def test_a_failed_save_leaves_no_temporary_file(folder: Path, highlight: Make) -> None:
    store = reopened(folder)
    store.add(highlight())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", Faults(1, errno.EIO).wrap("fsync", os.fsync))
        with pytest.raises(SaveError, match="the disk reports an error"):
            store.add(highlight())
    assert not list(folder.rglob("*.tmp"))


def test_a_write_that_takes_only_a_part_is_continued(folder: Path, highlight: Make) -> None:
    write = os.write
    store = reopened(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", lambda file, data: write(file, data[:7]))
        added = store.add(highlight(note="in many pieces"))
    assert reopened(folder).highlights() == (added,)


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_that_cannot_sync_folders_is_good_enough(
    number: int, folder: Path, highlight: Make
) -> None:
    fsync = os.fsync

    def files_only(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):
            raise OSError(number, os.strerror(number))
        fsync(descriptor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", files_only)
        added = reopened(folder).add(highlight())
    assert reopened(folder).highlights() == (added,)


def test_file_and_every_new_folder_are_synced_before_it_is_acknowledged(
    folder: Path, highlight: Make
) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def record(descriptor: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        fsync(descriptor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", record)
        reopened(folder).add(highlight())
    article = folder / "amina" / "customs-union"
    assert synced[-1] == str(article)
    assert synced[-2].startswith(f"{article}/.")
    assert {str(parent) for parent in (article.parent, folder, *folder.parents[:2])} <= {*synced}
