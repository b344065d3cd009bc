from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from careader.annotations import AnnotationStore, original_of
from careader.annotations.names import folder_name
from careader.errors import SaveError
from careader.model import Highlight

Make = Callable[..., Highlight]


def reopened(store: AnnotationStore, reader: str = "amina") -> AnnotationStore:
    other = AnnotationStore(store.folder, reader)
    other.load()
    return other


def file_of(store: AnnotationStore, highlight: Highlight) -> Path:
    [path] = store.folder.rglob(f"{highlight.id}.md")
    return path


def test_a_folder_that_does_not_exist_holds_nothing_and_is_not_made(store: AnnotationStore) -> None:
    assert store.load() == ()
    assert store.problems == ()
    assert not store.folder.exists()


def test_what_was_added_is_there_after_a_restart(store: AnnotationStore, highlight: Make) -> None:
    added = store.add(highlight(note="Why?", tags=("trade",)))
    assert reopened(store).highlights() == (added,) == store.highlights()


def test_an_added_highlight_gets_id_reader_and_times(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight())
    assert (len(added.id), added.reader) == (26, "amina")
    assert added.created == added.updated
    assert added.created.endswith("Z")
    assert file_of(store, added).parent == store.folder / "amina" / "customs-union"


def test_an_id_is_not_taken_twice(store: AnnotationStore, highlight: Make) -> None:
    added = store.add(highlight())
    with pytest.raises(SaveError, match="already"):
        store.add(highlight("another", id=added.id))
    assert reopened(store).highlights() == (added,)


def test_a_change_keeps_what_other_programs_wrote(store: AnnotationStore, highlight: Make) -> None:
    added = store.add(highlight())
    path = file_of(store, added)
    path.write_text(path.read_text().replace("canon: 1\n", 'canon: 1\nzotero: {"key": 7}\n'))
    changed = store.change(replace(added, color="green"))
    assert changed.extra == {"zotero": {"key": 7}}
    assert reopened(store).get(added.id) == changed


def test_a_deletion_is_a_tombstone_that_can_be_taken_back(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight(note="keep me"))
    deleted = store.delete(added.id)
    assert file_of(store, added).exists()
    assert reopened(store).highlights() == ()
    assert reopened(store).deleted() == (deleted,)
    store.restore(added.id)
    [back] = reopened(store).highlights()
    assert replace(back, updated=added.updated) == added


def test_highlights_of_an_article_come_in_the_order_of_its_text(
    store: AnnotationStore, highlight: Make
) -> None:
    late, early = store.add(highlight(start=90, end=99)), store.add(highlight(start=5, end=9))
    store.add(highlight(article="another"))
    assert store.of_article("customs-union") == (early, late)


def test_readers_see_each_other_and_change_only_their_own(
    store: AnnotationStore, highlight: Make
) -> None:
    hers = store.add(highlight())
    his_store = reopened(store, "boris")
    his = his_store.add(highlight("a bloc"))
    assert his_store.highlights() == (hers, his)
    assert (his_store.is_own(his.id), his_store.is_own(hers.id)) == (True, False)
    for change in (his_store.delete, his_store.restore):
        with pytest.raises(SaveError, match="amina"):
            change(hers.id)
    assert reopened(store).get(hers.id) == hers


def test_a_reader_of_any_name_finds_their_highlights_again(folder: Path, highlight: Make) -> None:
    store = AnnotationStore(folder, "Анна К.")
    added = store.add(highlight())
    assert reopened(store, "Анна К.").is_own(added.id)
    assert reopened(store, "boris").highlights() == (added,)
    assert [path.name for path in folder.iterdir()] == [folder_name("Анна К.")]


def test_an_article_id_of_any_kind_and_none_can_carry_highlights(
    store: AnnotationStore, highlight: Make
) -> None:
    for article in ("", "../../etc", "Foo", "foo", "a" * 300, "статья"):
        added = store.add(highlight(article=article))
        assert reopened(store).of_article(article) == (added,)
    assert {path.parent.parent for path in store.folder.rglob("*.md")} == {store.folder / "amina"}


def test_a_highlight_moved_to_another_article_stays_in_its_file(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight())
    path = file_of(store, added)
    moved = store.change(replace(added, article="customs-union-second-edition"))
    fresh = reopened(store)
    assert fresh.of_article("customs-union-second-edition") == (moved,)
    assert fresh.of_article("customs-union") == ()
    assert file_of(store, moved) == path


def test_an_unknown_id_is_an_error_of_the_caller(store: AnnotationStore) -> None:
    with pytest.raises(KeyError):
        store.delete("01A")


def test_files_are_made_as_the_umask_says_and_keep_their_mode(
    store: AnnotationStore, highlight: Make
) -> None:
    before = os.umask(0o027)
    try:
        path = file_of(store, added := store.add(highlight()))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o600)
    store.change(replace(added, note="private"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


# What happens elsewhere


def test_nothing_changed_is_known_without_opening_a_file(
    store: AnnotationStore, highlight: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(highlight())
    monkeypatch.setattr(os, "open", lambda *_, **__: pytest.fail("opened a file"))
    assert not store.changed_on_disk()
    assert store.refresh() == frozenset()


def test_what_another_session_did_is_picked_up(store: AnnotationStore, highlight: Make) -> None:
    kept, gone = store.add(highlight()), store.add(highlight("gone"))
    other = reopened(store)
    new = other.add(highlight("new"))
    changed = other.change(replace(kept, note="from elsewhere"))
    deleted = other.delete(gone.id)
    assert store.changed_on_disk()
    assert store.refresh() == {new.id, changed.id, deleted.id}
    assert store.highlights() == other.highlights()
    assert not store.changed_on_disk()


def test_an_edit_by_hand_is_picked_up(store: AnnotationStore, highlight: Make) -> None:
    added = store.add(highlight(note="before"))
    path = file_of(store, added)
    path.write_text(path.read_text().replace('"yellow"', "green") + "and after\n")
    assert store.refresh() == {added.id}
    [read] = store.highlights()
    assert (read.color, read.note) == ("green", "before\nand after")
    assert not store.problems


def test_a_file_that_was_taken_away_is_written_again_by_a_change(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight())
    file_of(store, added).unlink()
    changed = store.change(replace(added, note="still here"))
    assert reopened(store).highlights() == (changed,)


def test_changes_of_different_fields_elsewhere_are_merged(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight(tags=("a", "b")))
    reopened(store).change(replace(added, note="theirs", tags=("b", "c")))
    merged = store.change(replace(added, color="green", tags=("a", "b", "d")))
    assert (merged.note, merged.color, set(merged.tags)) == ("theirs", "green", {"b", "c", "d"})
    assert reopened(store).highlights() == (merged,)
    assert not store.problems


def test_a_note_changed_on_both_sides_keeps_both(store: AnnotationStore, highlight: Make) -> None:
    added = store.add(highlight(note="first"))
    reopened(store).change(replace(added, note="theirs"))
    merged = store.change(replace(added, note="ours"))
    assert (merged.id, merged.note) == (added.id, "ours")
    [copy] = [each for each in store.highlights() if each.id != added.id]
    assert (copy.note, original_of(copy.id)) == ("theirs", added.id)
    assert [added.id in str(problem) for problem in store.problems] == [True]
    assert reopened(store).highlights() == store.highlights()


def test_a_conflict_copy_can_be_changed_and_deleted_like_any_other(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight(note="first"))
    reopened(store).change(replace(added, note="theirs"))
    ours = store.change(replace(added, note="ours"))
    [copy] = [each for each in store.highlights() if each.id != added.id]
    store.delete(copy.id)
    assert reopened(store).highlights() == (ours,)
    assert not store.problems


def test_what_was_written_elsewhere_beats_a_deletion_that_did_not_know_it(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight())
    reopened(store).change(replace(added, note="important"))
    kept = store.delete(added.id)
    assert (kept.deleted, kept.note) == ("", "important")
    assert store.delete(added.id).deleted


def test_writing_a_note_brings_back_what_was_deleted_elsewhere(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight())
    reopened(store).delete(added.id)
    assert store.change(replace(added, note="important")).deleted == ""


def test_the_same_change_on_both_sides_is_no_conflict(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight())
    reopened(store).change(replace(added, note="same"))
    store.change(replace(added, note="same"))
    assert len(reopened(store).highlights()) == 1


def test_a_change_that_changes_nothing_writes_nothing(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight(note="n"))
    before = file_of(store, added).stat().st_mtime_ns
    assert store.change(added) == added
    assert file_of(store, added).stat().st_mtime_ns == before


# What is wrong in the folder


def test_a_damaged_file_is_reported_and_the_rest_loads(
    store: AnnotationStore, highlight: Make
) -> None:
    bad, good = store.add(highlight()), store.add(highlight())
    path = file_of(store, bad)
    path.write_bytes(damaged := path.read_bytes()[:40])
    fresh = reopened(store)
    assert fresh.highlights() == (good,)
    assert [str(problem).startswith("amina/customs-union/") for problem in fresh.problems] == [True]
    assert path.read_bytes() == damaged


def test_a_file_damaged_during_the_session_stays_on_the_screen_and_is_kept_aside(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight(note="text"))
    path = file_of(store, added)
    path.write_bytes(b"half a fi")
    store.refresh()
    assert store.highlights() == (added,)
    assert len(store.problems) == 1
    store.change(replace(added, note="text and more"))
    [now] = reopened(store).highlights()
    assert now.note == "text and more"
    assert b"half a fi" in {other.read_bytes() for other in path.parent.iterdir()}


def test_every_file_cut_at_every_byte_loses_no_other_highlight(
    store: AnnotationStore, highlight: Make
) -> None:
    cut, good = store.add(highlight(note="Заметка\nin two lines")), store.add(highlight())
    path = file_of(store, cut)
    data = path.read_bytes()
    for length in range(len(data)):
        path.write_bytes(data[:length])
        store.refresh()
        fresh = reopened(store)
        assert fresh.get(good.id) == good
        assert fresh.problems or fresh.get(cut.id) == cut, length
        assert store.get(cut.id) is not None


def test_a_syncthing_copy_is_read_and_flagged(store: AnnotationStore, highlight: Make) -> None:
    added = store.add(highlight(note="one"))
    path = file_of(store, added)
    copy = path.with_name(f"{added.id}.sync-conflict-20261121-100000-ABCDEFG.md")
    copy.write_text(path.read_text().replace("\none\n", "\ntwo\n"))
    fresh = reopened(store)
    assert [each.note for each in fresh.highlights()] == ["one", "two"]
    assert "another version" in str(fresh.problems[0])


def conflicted(path: Path, theirs: str) -> bytes:
    ours = path.read_text().splitlines(keepends=True)
    other = theirs.splitlines(keepends=True)
    at = next(index for index, (a, b) in enumerate(zip(ours, other, strict=False)) if a != b)
    middle = ["<<<<<<< HEAD\n", *ours[at:], "=======\n", *other[at:], ">>>>>>> theirs\n"]
    path.write_text("".join(ours[:at] + middle))
    return path.read_bytes()


def test_both_sides_of_a_git_conflict_are_shown_and_survive_a_change(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight(note="ours"))
    path = file_of(store, added)
    conflicted(path, path.read_text().replace("\nours\n", "\ntheirs, longer\n"))
    fresh = reopened(store)
    ours, theirs = fresh.highlights()
    assert (ours.note, theirs.note) == ("ours", "theirs, longer")
    assert "git" in str(fresh.problems[0])
    fresh.change(replace(ours, color="green"))
    again = reopened(store)
    assert {each.note for each in again.highlights()} == {"ours", "theirs, longer"}
    assert again.highlights() == fresh.highlights()


def test_their_side_of_a_git_conflict_can_be_changed_too(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight(note="ours"))
    path = file_of(store, added)
    conflicted(path, path.read_text().replace("\nours\n", "\ntheirs\n"))
    fresh = reopened(store)
    theirs = fresh.highlights()[1]
    fresh.delete(theirs.id)
    assert [each.note for each in reopened(store).highlights()] == ["ours"]
    assert [each.note for each in reopened(store).deleted()] == ["theirs"]


def test_a_note_about_a_git_conflict_is_no_conflict(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight(note="see:\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n"))
    fresh = reopened(store)
    assert fresh.highlights() == (added,)
    assert not fresh.problems


def test_one_id_in_two_places_shows_both_and_changes_ones_own(
    store: AnnotationStore, highlight: Make
) -> None:
    added = store.add(highlight(note="mine"))
    theirs = store.folder / "aaron" / "customs-union"
    theirs.mkdir(parents=True)
    data = file_of(store, added).read_bytes()
    (theirs / f"{added.id}.md").write_bytes(data)
    store.refresh()
    assert [each.reader for each in store.highlights()] == ["amina", "aaron"]
    store.change(replace(added, note="changed"))
    assert (theirs / f"{added.id}.md").read_bytes() == data
    assert reopened(store).get(added.id) == store.get(added.id)


def test_links_are_not_followed(store: AnnotationStore, highlight: Make, tmp_path: Path) -> None:
    added = store.add(highlight())
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_bytes(file_of(store, added).read_bytes())
    (store.folder / "linked-reader").symlink_to(tmp_path)
    (store.folder / "amina" / "linked-article").symlink_to(outside)
    (store.folder / "amina" / "customs-union" / "linked.md").symlink_to(outside / "secret.md")
    fresh = reopened(store)
    assert fresh.highlights() == (added,)
    assert len(fresh.problems) == 3
    with pytest.raises(SaveError, match="link"):
        fresh.add(highlight(article="linked-article"))
    assert [path.name for path in outside.iterdir()] == ["secret.md"]


def test_a_pipe_does_not_hold_up_the_start(store: AnnotationStore, highlight: Make) -> None:
    added = store.add(highlight())
    os.mkfifo(file_of(store, added).with_name("pipe.md"))
    assert reopened(store).highlights() == (added,)


def test_leftover_temporary_files_are_ignored(store: AnnotationStore, highlight: Make) -> None:
    added = store.add(highlight())
    path = file_of(store, added)
    path.with_name(f".{added.id}.md.7-aa.tmp").write_bytes(path.read_bytes())
    fresh = reopened(store)
    assert fresh.highlights() == (added,)
    assert not fresh.problems


def test_no_problem_can_control_the_terminal(store: AnnotationStore, highlight: Make) -> None:
    added = store.add(highlight())
    file_of(store, added).with_name("\x1b[2J\n.md").write_bytes(b"")
    path = os.fsencode(file_of(store, added).parent) + b"/\xff.md"
    Path(os.fsdecode(path)).write_bytes(b"")
    said = "".join(map(str, reopened(store).problems))
    assert said.count("damaged") == 2
    assert said.isprintable()


def test_a_note_beyond_all_measure_is_refused(store: AnnotationStore, highlight: Make) -> None:
    with pytest.raises(SaveError, match="16 MB"):
        store.add(highlight(note="x" * 17_000_000))
    assert store.highlights() == ()


def test_a_read_only_folder_is_said_in_one_line(tmp_path: Path, highlight: Make) -> None:
    (tmp_path / "file").write_text("in the way")
    store = AnnotationStore(tmp_path / "file", "amina")
    with pytest.raises(SaveError) as refused:
        store.add(highlight())
    assert str(refused.value).startswith("Not saved: ")
    assert "\n" not in str(refused.value)


def test_a_clock_set_back_makes_no_version_older(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = AnnotationStore(tmp_path, "ada")
    first = store.add(Highlight(id="", article="a", quote="words", start=0, end=5))
    monkeypatch.setattr("time.time_ns", lambda: 1_000_000_000_000_000_000)
    second = store.change(replace(first, note="later"))
    third = store.change(replace(second, note="last"))
    assert first.updated < second.updated < third.updated


def test_a_library_that_is_not_there_is_written_to_nowhere(tmp_path: Path) -> None:
    articles = tmp_path / "library" / "articles"
    articles.mkdir(parents=True)
    store = AnnotationStore(articles.parent / "annotations", "ada", needs=articles)
    kept = store.add(Highlight(id="", article="a", quote="words", start=0, end=5))
    articles.parent.rename(tmp_path / "elsewhere")
    articles.parent.mkdir()
    assert not store.changed_on_disk()
    assert store.refresh() == frozenset()
    assert store.highlights() == (kept,)
    with pytest.raises(SaveError, match="the library has gone"):
        store.add(Highlight(id="", article="b", quote="other", start=0, end=5))
    assert list(articles.parent.iterdir()) == []
