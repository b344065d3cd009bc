"""Highlights of a library that takes no files: shown, and changed only in one's own folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from careader.annotations import AnnotationStore
from careader.model import Highlight

Make = Callable[..., Highlight]


@pytest.fixture
def shared(tmp_path: Path, highlight: Make) -> Path:
    """An annotation folder with a highlight of a colleague's and one of the reader's own."""
    folder = tmp_path / "shared" / "annotations"
    AnnotationStore(folder, "bolat").add(highlight("of a colleague", id="01B"))
    AnnotationStore(folder, "amina").add(highlight("of mine", id="01A"))
    return folder


@pytest.fixture
def store(tmp_path: Path, shared: Path) -> AnnotationStore:
    store = AnnotationStore(tmp_path / "data" / "annotations", "amina", beside=shared)
    store.load()
    return store


def quotes(store: AnnotationStore) -> set[str]:
    return {each.quote for each in store.highlights()}


def contents(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_what_lies_in_the_library_is_shown(store: AnnotationStore) -> None:
    assert quotes(store) == {"of a colleague", "of mine"}
    assert not store.gone
    assert not store.changed_on_disk()


def test_new_ones_are_kept_in_ones_own_folder(
    store: AnnotationStore, shared: Path, highlight: Make
) -> None:
    before = contents(shared)
    store.add(highlight("new"))

    assert quotes(store) == {"of a colleague", "of mine", "new"}
    assert contents(shared) == before
    again = AnnotationStore(store.folder, "amina", beside=shared)
    assert again.load() == store.highlights()


def test_a_change_to_ones_own_stands_before_what_the_library_has(
    store: AnnotationStore, shared: Path
) -> None:
    before = contents(shared)
    mine = store.get("01A")
    assert mine is not None
    store.change(replace(mine, note="thought again"))

    again = AnnotationStore(store.folder, "amina", beside=shared)
    assert {each.note for each in again.load() if each.id == "01A"} == {"thought again"}
    assert len(again.highlights()) == 2
    store.delete("01A")
    again.refresh()
    assert quotes(again) == {"of a colleague"}
    assert contents(shared) == before


def test_what_a_colleague_adds_to_the_library_is_seen(
    store: AnnotationStore, shared: Path, highlight: Make
) -> None:
    AnnotationStore(shared, "bolat").add(highlight("another", id="01C"))

    assert store.changed_on_disk()
    assert store.refresh() == {"01C"}
