"""Annotations of other programs: what is read of their files, and what becomes of it here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_annotation import FIXTURES, SUITE

from careader.annotations.export import Passage, render
from careader.annotations.importing import Fault, Record, read
from careader.annotations.importing.attach import KEY, id_of
from careader.annotations.importing.clipping_dates import moment_in
from careader.annotations.importing.taking import Outcome, Status, Taking
from careader.annotations.importing.values import code_points
from careader.annotations.matching import Matcher, address_of
from careader.errors import CareaderError
from careader.model import AnchorState, Article, Highlight, PlacedHighlight
from careader.notebook import Notebook
from careader.text.reading import ReadingText, build

DATA = Path(__file__).parent / "data"
SURE, CHECK, ORPHAN = AnchorState.SURE, AnchorState.CHECK, AnchorState.ORPHAN

TEXTS = {
    "union": build(
        "🙂 Officials in Dushanbe say that the terms are not yet clear, and that remittances "
        "matter more than tariffs.\n\nNobody expects a decision before the spring."
    ),
    "pipes": build("Gas goes north, or it goes nowhere. Wool goes west over the high passes."),
}
ARTICLES = (
    Article(
        id="union", path="a.md", title="The Customs Union", url="https://www.example.org/union/?p=1"
    ),
    Article(id="pipes", path="b.md", title="Pipes & Posts", doi="10.1000/182"),
)
PASSAGE = "the terms are not yet clear, and that remittances matter more than tariffs"


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    notebook = Notebook(tmp_path / "annotations", "amina", tmp_path / "state")
    notebook.load()
    return notebook


def records(data: str | bytes) -> list[Record]:
    _, found = read(data if isinstance(data, bytes) else data.encode())
    kept = list(found)
    assert not [each for each in kept if isinstance(each, Fault)]
    return [each for each in kept if isinstance(each, Record)]


def no_search(quote: str) -> Iterable[str]:
    return ()


def take(
    notebook: Notebook,
    data: str | bytes,
    articles: Iterable[Article] = ARTICLES,
    texts: dict[str, ReadingText] = TEXTS,
    search: Callable[[str], Iterable[str]] = no_search,
) -> list[Outcome]:
    format_, found = read(data if isinstance(data, bytes) else data.encode())
    taking = Taking(format_, Matcher(articles), texts.get, search, notebook.importing)
    outcomes = list(taking.take(found))
    notebook.load()
    return outcomes


def hypothesis_rows(**fields: Any) -> str:
    row = {
        "id": "aBc",
        "created": "2026-01-02T03:04:05.678901+00:00",
        "updated": "2026-01-03T03:04:05.678901+00:00",
        "user": "acct:jo@hypothes.is",
        "uri": "http://example.org/union?utm_source=mail&p=1#top",
        "text": "A *note*.",
        "tags": ["trade", "trade", "claim"],
        "document": {"title": ["The Customs Union – A Site"]},
        "target": [
            {
                "source": "x",
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/div[1]", "startOffset": 3,
                     "endContainer": "/div[1]", "endOffset": 9},
                    {"type": "TextPositionSelector", "start": 35, "end": 109},
                    {"type": "TextQuoteSelector", "exact": PASSAGE, "prefix": "say that ",
                     "suffix": ". Nobody"},
                ],
            }
        ],
    }  # fmt: skip
    return json.dumps({"total": 1, "rows": [row | fields]})


# --- Hypothes.is


def test_hypothesis_rows_are_anchored_by_their_quote(notebook: Notebook) -> None:
    [outcome] = take(notebook, hypothesis_rows())
    assert (outcome.status, outcome.state) == (Status.IMPORTED, SURE)
    [kept] = notebook.all()
    text = TEXTS["union"].text
    assert (kept.article, kept.quote) == ("union", PASSAGE)
    assert text[kept.start : kept.end] == PASSAGE
    assert (kept.note, kept.tags) == ("A *note*.", ("trade", "claim"))
    assert kept.created == "2026-01-02T03:04:05.678Z"
    assert kept.extra[KEY]["by"] == "acct:jo@hypothes.is"  # type: ignore[index]
    assert notebook.marked_in(kept) == text


def test_the_clients_export_and_a_bare_row_are_the_same_annotation() -> None:
    rows = json.loads(hypothesis_rows())["rows"]
    exported = {"export_date": "x", "export_userid": "y", "annotations": rows}
    ids = {id_of("hypothesis", records(json.dumps(each))[0]) for each in (exported, rows, rows[0])}
    assert len(ids) == 1


def test_page_notes_and_replies_are_kept(notebook: Notebook) -> None:
    note = json.loads(hypothesis_rows(id="n", target=[{"source": "x"}]))["rows"]
    reply = json.loads(hypothesis_rows(id="r", target=[], references=["aBc"]))["rows"]
    take(notebook, json.dumps({"rows": [*note, *reply]}))
    kept = {each.id: each for each in notebook.all()}
    assert [each.quote for each in kept.values()] == ["", ""]
    assert [each.article for each in kept.values()] == ["union", "union"]
    assert any(each.extra[KEY].get("reply_to") == ["aBc"] for each in kept.values())  # type: ignore[attr-defined]


def test_the_published_rows_of_the_service_are_read_and_found_in_their_page(
    notebook: Notebook,
) -> None:
    folder = FIXTURES / "hypothesis"
    if not folder.is_dir():
        pytest.skip(f"the fixtures are not there: {folder}")
    from careader.text.htmltext import paragraphs

    data = (folder / "wikipedia-regression-testing.json").read_bytes()
    found = records(data)
    assert len(found) == 5
    html = (folder / "wikipedia-regression-testing.html").read_text(encoding="utf-8")
    page = build("\n\n".join(paragraphs(html)))
    article = Article(id="w", path="w.md", title="Regression testing", url=found[0].url)
    outcomes = take(notebook, data, [article], {"w": page})
    assert [each.status for each in outcomes] == [Status.IMPORTED] * 5
    assert ORPHAN not in {each.state for each in outcomes}


@given(st.text(alphabet="a🙂é关"), st.data())
def test_utf16_offsets_become_code_points(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    units = len(text[:offset].encode("utf-16-le")) // 2
    assert code_points(text, units) == offset


# --- W3C


def test_own_annotations_come_back_as_they_were(notebook: Notebook, tmp_path: Path) -> None:
    reading = TEXTS["union"]
    start = reading.text.index(PASSAGE)
    first = notebook.add(
        "union", reading, start, start + len(PASSAGE), note="n\n\nn", color="green", tags=("a", "b")
    )
    second = notebook.add("union", reading, 0, 9)
    second = notebook.change(second, extra={"another program": {"key": [1, None, "x"]}})
    third = notebook.store.add(Highlight(id="by-hand", article="gone", quote="", note="page note"))
    articles = {each.id: each for each in ARTICLES}
    passages = [
        Passage(PlacedHighlight(each, 0, 0, SURE), articles.get(each.article))
        for each in notebook.all()
    ]
    exported = render("jsonld", passages)
    empty = Notebook(tmp_path / "empty" / "annotations", "amina", tmp_path / "empty" / "state")
    empty.load()
    outcomes = take(empty, exported)
    assert [each.status for each in outcomes] == [Status.IMPORTED] * 3
    assert empty.all() == notebook.all()
    assert {each.id for each in empty.all()} == {first.id, second.id, third.id}
    assert render("jsonld", passages) == exported
    assert {each.status for each in take(empty, exported)} == {Status.UNCHANGED}
    assert {each.status for each in take(notebook, exported)} == {Status.UNCHANGED}


def test_annotations_of_other_programs_are_read_whatever_their_shape() -> None:
    annotation = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno1",
        "type": ["Annotation"],
        "motivation": "tagging",
        "created": "2026-01-02T03:04:05Z",
        "creator": {"name": "Jo"},
        "body": [
            {"type": "TextualBody", "value": "a note", "purpose": "commenting"},
            {"type": "TextualBody", "value": "trade"},
            "http://example.org/elsewhere",
        ],
        "target": {
            "source": {"id": "https://example.org/union?p=1"},
            "selector": {
                "type": "XPathSelector",
                "value": "/p",
                "refinedBy": {"type": "TextQuoteSelector", "exact": PASSAGE},
            },
        },
    }
    page = {"type": "AnnotationPage", "items": [annotation]}
    for document in (annotation, [annotation], page, {"type": "x", "first": page}):
        [record] = records(json.dumps(document))
        assert (record.quote, record.note) == (PASSAGE, "a note")
        assert record.tags == ("trade", "http://example.org/elsewhere")
        assert (record.url, record.by) == ("https://example.org/union?p=1", "Jo")


def test_the_w3c_samples_are_read_or_named_as_faults() -> None:
    if not SUITE.is_dir():
        pytest.skip(f"the W3C test suite is not there: {SUITE}")
    read_ = 0
    for path in sorted(SUITE.glob("tools/samples/*/*.json")):
        try:
            format_, found = read(path.read_bytes())
        except CareaderError:
            continue
        assert format_ == "webannotation"
        read_ += len(list(found))
    assert read_ > 40


# --- tables


READWISE = (DATA / "readwise.csv").read_text(encoding="utf-8")


def test_readwise_rows_are_read_with_their_inline_tags(notebook: Notebook) -> None:
    _, found = read(READWISE.encode())
    first, second, *faults = found
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert faults == []
    assert first.quote == 'Gas goes north, or it goes "nowhere"'
    assert (first.tags, first.note) == (("trade", "claim"), "Why?")
    assert first.created == "2026-01-02T03:04:05.000Z"
    assert second.note == ""
    outcomes = take(notebook, READWISE)
    assert [each.highlight and each.highlight.article for each in outcomes] == ["pipes", "union"]
    assert [each.state for each in outcomes] == [CHECK, SURE]


def test_readwises_own_export_has_other_column_names() -> None:
    text = (
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,"
        'Highlighted at,Document tags\nA passage,A Book,Ada,B0,"n, 1",yellow,"x,y",location,7,'
        "2023-01-15 12:00:00+00:00,\n"
    )
    [record] = records(text)
    assert (record.title, record.author, record.color) == ("A Book", "Ada", "yellow")
    assert (record.tags, record.note) == (("x", "y"), "n, 1")
    assert record.created == "2023-01-15T12:00:00.000Z"


def test_what_was_exported_for_readwise_is_known_when_it_comes_back(notebook: Notebook) -> None:
    reading = TEXTS["pipes"]
    mine = notebook.add("pipes", reading, 0, 14, note="mine", tags=("a",))
    text = render("readwise", [Passage(PlacedHighlight(mine, 0, 14, SURE), ARTICLES[1])])
    [outcome] = take(notebook, text)
    assert (outcome.status, outcome.highlight) == (Status.UNCHANGED, mine)
    assert len(notebook.all()) == 1


# --- devices


def test_koreader_exports_of_one_book_and_of_many(notebook: Notebook) -> None:
    entry = {"text": "Wool goes west over", "note": "n", "chapter": "1", "page": 3,
             "time": 1767323045, "color": "red"}  # fmt: skip
    book = {"title": "Pipes & Posts", "author": "Ada", "entries": [entry, {"page": 4}]}
    [record] = records(json.dumps(book))
    assert records(json.dumps({"documents": [book], "created_on": 1})) == [record]
    assert record.created == "2026-01-02T03:04:05.000Z"
    assert (record.color, record.author) == ("pink", "Ada")
    [outcome] = take(notebook, json.dumps(book))
    assert (outcome.state, outcome.highlight and outcome.highlight.article) == (SURE, "pipes")


CLIPPINGS = (DATA / "my-clippings.txt").read_text(encoding="utf-8")


def test_of_overlapping_clippings_the_last_stays_with_its_note(notebook: Notebook) -> None:
    first, second = records(CLIPPINGS)
    assert first.quote == "Gas goes north, or it goes nowhere"
    assert (first.note, first.created) == ("And east?", "2026-01-02T15:05:05.000Z")
    assert (second.title, second.author) == ("Eine andere Sache", "Jo (Hg.)")
    assert second.created == "2026-01-02T15:08:05.000Z"
    outcomes = take(notebook, CLIPPINGS.replace("\n", "\r\n").encode("utf-8"))
    assert [each.highlight and each.highlight.article for each in outcomes] == ["pipes", ""]


LABELS = (DATA / "clipping-labels.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", LABELS)
def test_labels_of_several_languages_are_understood(line: str) -> None:
    moment, label = line.split("\t")
    [record] = records(f"A book (An author)\n{label}\n\nA passage.\n==========\n")
    assert (record.quote, record.title) == ("A passage.", "A book")
    assert record.created == f"{moment}.000Z"


@given(st.text())
def test_a_date_is_a_time_or_nothing(text: str) -> None:
    moment = moment_in(text + " 4 March 2024 99:99")
    assert moment == "" or len(moment) == 24


# --- which article, and twice


def test_what_no_article_fits_is_kept_and_attached_when_one_comes(notebook: Notebook) -> None:
    [outcome] = take(notebook, hypothesis_rows(), articles=[], texts={})
    assert (outcome.status, outcome.state) == (Status.IMPORTED, ORPHAN)
    [kept] = notebook.all()
    assert (kept.article, kept.quote) == ("", PASSAGE)
    assert kept.extra[KEY]["title"] == "The Customs Union – A Site"  # type: ignore[index]
    [outcome] = take(notebook, hypothesis_rows())
    assert (outcome.status, outcome.state) == (Status.UPDATED, SURE)
    [attached] = notebook.all()
    assert (attached.id, attached.article) == (kept.id, "union")


def test_text_alone_finds_the_article(notebook: Notebook) -> None:
    nowhere = hypothesis_rows(uri="https://mirror.example/x", document={})
    [outcome] = take(notebook, nowhere, search=lambda quote: ["pipes", "union"])
    assert outcome.highlight is not None
    assert (outcome.highlight.article, outcome.state) == ("union", SURE)


def test_of_two_articles_with_one_title_the_one_with_the_passage_is_taken(
    notebook: Notebook,
) -> None:
    twins = [replace(each, title="The Same", url="", doi="") for each in ARTICLES]
    row = hypothesis_rows(uri="https://else.example/", document={"title": "The Same"})
    for articles in (twins, twins[::-1]):
        [outcome] = take(notebook, row, articles)
        assert outcome.highlight is not None
        assert outcome.highlight.article == "union"


@pytest.mark.parametrize("data", [hypothesis_rows(), CLIPPINGS, READWISE])
def test_importing_twice_changes_nothing(notebook: Notebook, data: str, tmp_path: Path) -> None:
    take(notebook, data)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert {each.status for each in take(notebook, data)} == {Status.UNCHANGED}
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert before == after


def test_what_changed_there_changes_here_unless_it_was_changed_here_too(
    notebook: Notebook,
) -> None:
    take(notebook, hypothesis_rows())
    [outcome] = take(notebook, hypothesis_rows(text="A better note."))
    assert outcome.status is Status.UPDATED
    [kept] = notebook.all()
    assert kept.note == "A better note."
    notebook.change(kept, note="My own note.")
    assert take(notebook, hypothesis_rows(text="The best."))[0].status is Status.UNCHANGED
    assert notebook.all()[0].note == "My own note."


def test_what_was_deleted_here_does_not_come_back(notebook: Notebook) -> None:
    take(notebook, hypothesis_rows())
    notebook.delete(notebook.all()[0])
    assert take(notebook, hypothesis_rows())[0].status is Status.UNCHANGED
    assert notebook.all() == ()


def test_one_bad_record_keeps_no_other_out(notebook: Notebook) -> None:
    rows = [3, {"id": "x", "target": []}, json.loads(hypothesis_rows())["rows"][0]]
    outcomes = take(notebook, json.dumps({"rows": rows}))
    assert [each.status for each in outcomes] == [Status.FAILED, Status.FAILED, Status.IMPORTED]


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"{}", b"[]", b"a,b\n1,2\n", b"\xff\xfe\0", b"[[["]
)
def test_other_files_are_named_as_unknown(data: bytes) -> None:
    with pytest.raises(CareaderError, match="knows"):
        read(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["rows", "uri", "target", "selector", "type", "exact", "items", "body", "id",
             "entries", "text", "time", "careader", "start", "created", "tags", "source"]
        ),
        inner, max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


@given(JSON, st.sampled_from(["rows", "items", "entries", "documents"]))
def test_no_document_however_odd_raises_anything(document: Any, key: str) -> None:
    odd = [
        document,
        {key: [document]},
        {"rows": [{"uri": document, "target": document, "user": "x", "text": document}]},
        {"type": "AnnotationSet", "items": [{"type": "Annotation", "target": document or 1,
                                             "body": document, "careader": document}]},
        {"title": "x", "entries": [document, {"text": document, "time": document}]},
    ]  # fmt: skip
    for each in odd:
        try:
            _, found = read(json.dumps(each).encode())
        except CareaderError:
            continue
        for record in found:
            if isinstance(record, Record):
                assert len(id_of("x", record)) > 0 or record.own is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/a/", "http://example.org/a"),
        ("https://example.org/a#part", "https://example.org/a?utm_source=x&fbclid=1"),
        ("https://via.hypothes.is/https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("https://example.org/%D1%8F", "https://EXAMPLE.org/я"),
        ("https://example.org/?b=2&a=1", "https://example.org?a=1&b=2"),
    ],
)
def test_two_addresses_of_one_page_are_the_same(one: str, other: str) -> None:
    assert address_of(one) == address_of(other) != ""


def test_what_is_no_address_matches_nothing() -> None:
    matcher = Matcher(ARTICLES)
    for url in ("", "urn:x-pdf:1", "file:///home/a", "http://[", "mailto:a@b.c", "http://"):
        assert matcher.by_url(url) == ()
    assert matcher.by_title("") == ()
    assert matcher.by_url("https://doi.org/10.1000/182") == ("pipes",)
