"""What a person says about a place in a changed text, and the text that was marked in."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from careader.annotations import AnnotationStore, Said, TextStore, decide, decisions, place
from careader.annotations.merge import merge
from careader.annotations.texts import digest_of
from careader.model import AnchorState, Highlight
from careader.notebook import Notebook
from careader.text.reading import ReadingText, build

SURE, CHECK, ORPHAN = AnchorState.SURE, AnchorState.CHECK, AnchorState.ORPHAN

OLD = build(
    "Officials in Dushanbe say that the terms are not yet clear.\n\nNobody expects a decision "
    "before the spring, and the price of Chinese goods keeps rising in the bazaar of Khujand."
)
NEW = build(
    "Sources in the capital believe the conditions are still far from clear.\n\nNobody expects a "
    "decision before summer, and the price of Chinese goods keeps rising in the bazaar of Khujand."
)
NEWER = build("A first paragraph, put in.\n\n" + NEW.text.replace("\n", "\n\n"))


def marked(notebook: Notebook, quote: str, reading: ReadingText = OLD) -> Highlight:
    start = reading.text.index(quote)
    return notebook.add("a", reading, start, start + len(quote))


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    notebook = Notebook(tmp_path / "annotations", "amina", tmp_path / "state")
    notebook.load()
    return notebook


PASSAGE = "the terms are not yet clear"
NOW = "the conditions are still far from clear"


def span(reading: ReadingText, text: str) -> tuple[int, int]:
    start = reading.text.index(text)
    return start, start + len(text)


def test_a_passage_selected_anew_is_where_the_highlight_stands_and_the_quote_stays(
    notebook: Notebook,
) -> None:
    highlight = marked(notebook, PASSAGE)
    assert place(NEW, highlight).state is not SURE
    moved = notebook.settle(highlight, NEW, Said.MOVED, *span(NEW, NOW))
    notebook.load()
    [read] = notebook.all()
    assert read == moved
    assert (read.quote, read.text_hash) == (PASSAGE, OLD.digest)
    now = place(NEW, read)
    assert (NEW.text[now.start : now.end], now.state) == (NOW, SURE)
    before = place(OLD, read)
    assert (OLD.text[before.start : before.end], before.state) == (PASSAGE, SURE)


def test_what_was_said_serves_when_the_text_changes_again(notebook: Notebook) -> None:
    highlight = marked(notebook, PASSAGE)
    moved = notebook.settle(highlight, NEW, Said.MOVED, *span(NEW, NOW))
    later = place(NEWER, moved)
    assert (NEWER.text[later.start : later.end], later.state) == (NOW, SURE)


def test_what_was_detached_stays_an_orphan_until_it_is_attached_again(notebook: Notebook) -> None:
    highlight = marked(notebook, PASSAGE)
    gone = notebook.settle(highlight, NEW, Said.DETACHED)
    assert [place(text, gone).state for text in (OLD, NEW, NEWER)] == [SURE, ORPHAN, ORPHAN]
    back = notebook.settle(gone, NEW, Said.MOVED, *span(NEW, NOW))
    assert [place(text, back).state for text in (NEW, NEWER)] == [SURE, SURE]
    assert [each.said for each in decisions(back)] == [Said.DETACHED, Said.MOVED]


def test_what_was_said_is_undone_like_any_change(notebook: Notebook) -> None:
    highlight = marked(notebook, PASSAGE)
    notebook.settle(highlight, NEW, Said.DETACHED)
    assert notebook.undo().startswith("changed the place of")
    [read] = notebook.all()
    assert not decisions(read)


def test_two_machines_histories_are_united(notebook: Notebook) -> None:
    base = marked(notebook, PASSAGE)
    ours = decide(NEW, base, Said.DETACHED, 0, 0)
    theirs = decide(NEW, base, Said.MOVED, *span(NEW, NOW))
    merged = merge(base, ours, theirs).highlight
    assert {each.said for each in decisions(merged)} == {Said.DETACHED, Said.MOVED}
    assert merged.quote == PASSAGE


@pytest.mark.parametrize(
    "entries",
    [
        "no list",
        ["no entry", None, 3],
        [{"said": "shouted"}],
        [{"said": "moved", "start": "3", "end": 9}],
        [{"said": "moved", "start": 9, "end": 3}],
        [{"said": "moved", "start": 0, "end": 5, "quote": ["a"]}],
    ],
)
def test_a_history_that_makes_no_sense_is_left_out_and_kept_in_the_file(
    entries: object, folder: Path, notebook: Notebook
) -> None:
    highlight = replace(marked(notebook, PASSAGE), extra={"anchors": entries})
    assert decisions(highlight) == ()
    assert place(OLD, highlight).state is SURE
    kept = AnnotationStore(folder, "amina").add(replace(highlight, id=""))
    assert kept.extra["anchors"] == entries


def test_offsets_that_no_longer_hold_the_passage_are_not_believed(notebook: Notebook) -> None:
    highlight = marked(notebook, PASSAGE)
    entry = {"said": "accepted", "text_hash": NEW.digest, "start": 0, "end": 9, "quote": "nonsense"}
    wrong = replace(highlight, extra={"anchors": [entry]})
    found = place(NEW, wrong)
    assert found.state is not SURE


# --- the text it was marked in


def test_the_text_a_passage_was_marked_in_is_kept_for_every_reader(
    notebook: Notebook, tmp_path: Path
) -> None:
    highlight = marked(notebook, PASSAGE)
    marked(notebook, "price of Chinese goods")
    boris = Notebook(tmp_path / "annotations", "boris", tmp_path / "other")
    boris.load()
    assert boris.marked_in(highlight) == OLD.text
    [kept] = (tmp_path / "annotations").glob("*/.texts/*")
    assert kept.parent.parent.name == "amina"
    assert gzip.decompress(kept.read_bytes()).decode() == OLD.text
    assert len(boris.all()) == 2
    assert not boris.store.problems


def test_a_kept_text_that_was_damaged_is_reported_and_not_believed(tmp_path: Path) -> None:
    texts = TextStore(tmp_path, "amina")
    digest = digest_of(OLD.text)
    assert texts.keep(digest, OLD.text)
    [path] = tmp_path.glob("*/.texts/*")
    whole = path.read_bytes()
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        assert texts.get(digest) is None
    path.write_bytes(gzip.compress(b"another text"))
    assert texts.get(digest) is None
    assert texts.damaged() == [f"amina/.texts/{digest}.gz"]
    assert texts.get("../../etc/passwd") is None


def test_where_the_text_cannot_be_kept_the_highlight_is(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path / "annotations", "amina", tmp_path / "state")
    folder = tmp_path / "annotations" / "amina"
    folder.mkdir(parents=True)
    (folder / ".texts").write_text("in the way")
    highlight = marked(notebook, PASSAGE)
    assert notebook.marked_in(highlight) is None
    notebook.load()
    assert [each.quote for each in notebook.all()] == [PASSAGE]
