from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careader.annotations import AnnotationStore, History
from careader.errors import SaveError
from careader.model import Highlight

Make = Callable[..., Highlight]


@pytest.fixture
def history(store: AnnotationStore) -> History:
    return History(store)


def test_undo_of_an_addition_leaves_a_tombstone(
    history: History, store: AnnotationStore, highlight: Make
) -> None:
    added = history.add(highlight())
    assert history.undo() == "deleted the highlight “the Customs Union”"
    assert [each.id for each in store.deleted()] == [added.id]
    assert history.redo() == "restored the highlight “the Customs Union”"
    assert [each.id for each in store.highlights()] == [added.id]


@pytest.mark.parametrize(
    ("fields", "undone", "redone"),
    [
        ({"note": "new"}, "changed the note on “q”", "changed the note on “q”"),
        ({"note": ""}, "wrote the note on “q”", "removed the note on “q”"),
        (
            {"color": "green"},
            "coloured yellow the highlight “q”",
            "coloured green the highlight “q”",
        ),
        ({"tags": ("a", "b")}, "took the tags off “q”", "tagged a, b: “q”"),
        ({"start": 9}, "moved the ends of “q”", "moved the ends of “q”"),
        ({"prefix": "p"}, "changed the highlight “q”", "changed the highlight “q”"),
    ],
)
def test_every_change_is_taken_back_and_made_again_in_words(
    history: History,
    store: AnnotationStore,
    highlight: Make,
    fields: dict[str, object],
    undone: str,
    redone: str,
) -> None:
    added = history.add(highlight("q", note="old"))
    changed = history.change(replace(added, **fields))  # type: ignore[arg-type]
    assert history.undo() == undone
    assert replace(store.highlights()[0], updated="") == replace(added, updated="")
    assert history.redo() == redone
    assert replace(store.highlights()[0], updated="") == replace(changed, updated="")


def test_a_deletion_is_taken_back(
    history: History, store: AnnotationStore, highlight: Make
) -> None:
    added = history.add(highlight(note="n"))
    history.delete(added.id)
    assert history.undo().startswith("restored")
    assert [each.note for each in store.highlights()] == ["n"]


def test_nothing_to_undo_or_redo_says_nothing(history: History) -> None:
    assert (history.undo(), history.redo()) == ("", "")
    assert not history.can_undo
    assert not history.can_redo


def test_a_new_change_clears_redo(history: History, highlight: Make) -> None:
    history.add(highlight())
    history.undo()
    assert history.can_redo
    history.add(highlight("another"))
    assert not history.can_redo


def test_a_change_of_nothing_is_not_remembered(history: History, highlight: Make) -> None:
    added = history.add(highlight())
    history.change(added)
    assert history.undo().startswith("deleted")


def test_undo_takes_back_nothing_that_was_done_elsewhere(
    history: History, store: AnnotationStore, highlight: Make
) -> None:
    added = history.add(highlight())
    other = AnnotationStore(store.folder, store.reader)
    other.load()
    other.change(replace(added, note="theirs"))
    history.change(replace(added, color="green"))
    history.undo()
    [now] = store.highlights()
    assert (now.color, now.note) == ("yellow", "theirs")


def test_undo_does_not_overwrite_a_note_changed_elsewhere_since(
    history: History, store: AnnotationStore, highlight: Make
) -> None:
    changed = history.change(replace(history.add(highlight(note="a")), note="b"))
    other = AnnotationStore(store.folder, store.reader)
    other.load()
    other.change(replace(changed, note="theirs"))
    store.refresh()
    with pytest.raises(SaveError, match="elsewhere"):
        history.undo()
    assert store.highlights()[0].note == "theirs"
    assert history.can_undo


def test_a_failed_undo_can_be_tried_again(
    history: History, highlight: Make, store: AnnotationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.add(highlight())
    with monkeypatch.context() as patch:
        patch.setattr("os.replace", _no_space)
        with pytest.raises(SaveError, match="space"):
            history.undo()
    assert len(store.highlights()) == 1
    assert history.undo().startswith("deleted")


def _no_space(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


OPERATIONS = st.lists(st.sampled_from(["add", "note", "color", "tags", "delete"]), max_size=8)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(operations=OPERATIONS)
def test_undoing_everything_leads_back_step_by_step_and_redoing_forth(
    operations: list[str], tmp_path_factory: pytest.TempPathFactory, highlight: Make
) -> None:
    store = AnnotationStore(Path(tmp_path_factory.mktemp("history")) / "annotations", "amina")
    history = History(store)
    seen = [_visible(store)]
    for number, operation in enumerate(operations):
        _do(operation, number, history, store, highlight)
        if _visible(store) != seen[-1]:
            seen.append(_visible(store))
    for expected in reversed(seen[:-1]):
        assert history.undo()
        assert _visible(store) == expected
    assert not history.can_undo
    for expected in seen[1:]:
        assert history.redo()
        assert _visible(store) == expected


def _do(operation: str, number: int, history: History, store: AnnotationStore, make: Make) -> None:
    newest = store.highlights()[-1] if store.highlights() else None
    if operation == "add" or newest is None:
        history.add(make(f"quote {number}"))
    elif operation == "delete":
        history.delete(newest.id)
    else:
        value = {"note": f"note {number}", "color": f"c{number}", "tags": (f"t{number}",)}
        history.change(replace(newest, **{operation: value[operation]}))  # type: ignore[arg-type]


def _visible(store: AnnotationStore) -> list[Highlight]:
    return [replace(each, updated="") for each in store.highlights()]
