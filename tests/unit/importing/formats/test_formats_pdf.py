"""PDFs as journals print them: words in order, headings, notes, nothing of the printing."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from formats_made import NAMES, article
from formats_scores import in_order, notes_of, words_of
from formats_typeset import pdf

from careader.importing.formats import ImportFailure, Limits, read
from careader.importing.formats.pdf.hyphens import Mender
from careader.importing.model import Extract
from careader.text.reading import BlockKind, build

LAYOUTS: dict[str, dict[str, Any]] = {
    "two columns": {},
    "lines drawn across": {"interleaved": True},
    "indents": {"indent": 12.0},
    "one column": {"columns": 1},
    "three columns": {"columns": 3},
}
SHORT = NAMES[::4]


def extract_of(data: bytes) -> Extract:
    found = list(read("x.pdf", data))
    assert len(found) == 1
    return found[0]


@cache
def printed(name: str, layout: str) -> Extract:
    return extract_of(pdf(article(name), **LAYOUTS[layout]))


def printable(text: str) -> str:
    """Return a text as the standard fonts of a PDF can show it."""
    return text.encode("cp1252", "ignore").decode("cp1252")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", SHORT)
def test_words_come_back_in_order(name: str, layout: str) -> None:
    made = article(name)
    got = words_of(printed(name, layout).body)
    wanted = words_of(made.markdown)

    assert in_order(wanted, got) >= 0.99
    assert len(got) < len(wanted) + 20  # the title and the byline


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_words_of_every_article_come_back_in_order(name: str, layout: str) -> None:
    test_words_come_back_in_order(name, layout)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", SHORT)
def test_notes_are_found_and_linked(name: str, layout: str) -> None:
    made = article(name)
    found = notes_of(printed(name, layout).body)

    def letters(text: str) -> str:
        return "".join(each for each in printable(text) if each.isalnum() and each.isascii())

    wanted = {number: letters(text) for number, text in made.notes.items()}
    assert {number: letters(text) for number, text in found.items()} == wanted


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", [NAMES[2], "turkmenistan-and-russia"])
def test_the_title_and_the_headings_are_headings(name: str, layout: str) -> None:
    made = article(name)
    reading = build(printed(made.name, layout).body)
    wanted = [heading.text for heading in made.reading.outline]

    assert [heading.text for heading in reading.outline] == [made.title, *wanted]
    assert [heading.level for heading in reading.outline] == [1] + [2] * len(wanted)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_running_heads_and_page_numbers_are_gone_from_the_body(layout: str) -> None:
    extract = printed(NAMES[3], layout)

    assert "STEPPE REVIEW" not in extract.body
    assert "Sadykova: Analysis" not in extract.body
    assert "THE STEPPE REVIEW No. 12, 18 March 2024" in extract.page.splitlines()
    assert article(NAMES[3]).title in extract.page.splitlines()


def test_paragraphs_broken_by_columns_and_pages_are_whole() -> None:
    made = article(NAMES[3])
    reading = build(extract_of(pdf(made)).body)
    kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM)
    got = {reading.text[b.start : b.end] for b in reading.blocks if b.kind in kinds and not b.note}
    wanted = [
        made.reading.text[b.start : b.end]
        for b in made.body_blocks
        if b.kind is BlockKind.PARAGRAPH
    ]

    assert [text for text in wanted if printable(text) not in got] == []


def test_properties_that_the_text_bears_out_are_not_doubted() -> None:
    made = article(NAMES[0])
    extract = extract_of(pdf(made))

    assert (extract.hints.title, extract.hints.authors) == (made.title, (made.author,))
    assert extract.doubts == {}
    assert extract.hints.date == ""


def test_properties_that_the_text_does_not_know_are_doubted() -> None:
    extract = extract_of(pdf(article(NAMES[0]), subject="Annual Accounts of the Fund"))

    assert extract.hints.title == "Annual Accounts of the Fund"
    assert "properties" in extract.doubts["title"]


def test_a_title_that_a_program_made_is_none() -> None:
    assert extract_of(pdf(article(NAMES[0]), subject="Microsoft Word - x.doc")).hints.title == ""


# --- pages drawn by hand

Draw = Callable[[Any], None]


def drawn(draw: Draw, **options: Any) -> bytes:
    canvas_module = pytest.importorskip("reportlab.pdfgen.canvas")
    sink = io.BytesIO()
    canvas = canvas_module.Canvas(sink, pagesize=(595, 842), invariant=1, **options)
    draw(canvas)
    canvas.save()
    return sink.getvalue()


def lines(
    canvas: Any, texts: list[str], *, top: float = 700, size: float = 10, left: float = 72
) -> None:
    canvas.setFont("Times-Roman", size)
    for index, text in enumerate(texts):
        canvas.drawString(left, top - index * size * 1.2, text)


FILLER = [
    f"This is line number {n} of a text long enough not to be taken for a scan." for n in range(9)
]


def test_raised_digits_that_are_no_notes_stay_digits() -> None:
    def draw(canvas: Any) -> None:
        lines(canvas, [*FILLER, "The field covers 40 km"])
        width = canvas.stringWidth("The field covers 40 km", "Times-Roman", 10)
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(72 + width, 700 - 9 * 12 + 4, "2")

    assert "40 km²" in extract_of(drawn(draw)).body


def test_text_drawn_twice_for_a_shadow_is_there_once() -> None:
    def draw(canvas: Any) -> None:
        lines(canvas, ["A Title with a Shadow"], top=760, size=20)
        lines(canvas, ["A Title with a Shadow"], top=759.5, size=20, left=72.5)
        lines(canvas, FILLER)

    assert extract_of(drawn(draw)).body.count("A Title with a Shadow") == 1


def test_bold_lines_of_their_own_are_headings() -> None:
    def draw(canvas: Any) -> None:
        lines(canvas, FILLER)
        canvas.setFont("Times-Bold", 10)
        canvas.drawString(72, 560, "Oil and Gas")
        lines(canvas, FILLER, top=540)

    outline = build(extract_of(drawn(draw)).body).outline
    assert [heading.text for heading in outline] == ["Oil and Gas"]


def test_endnotes_are_linked() -> None:
    def draw(canvas: Any) -> None:
        lines(canvas, FILLER)
        for number in (1, 2):
            place = 700 - number * 12
            width = canvas.stringWidth(FILLER[number], "Times-Roman", 10)
            canvas.setFont("Times-Roman", 6)
            canvas.drawString(72 + width, place + 4, str(number))
        canvas.setFont("Times-Bold", 14)
        canvas.drawString(72, 560, "Notes")
        lines(canvas, ["1. The first note.", "2. The second note."], top=540)

    extract = extract_of(drawn(draw))
    assert notes_of(extract.body) == {"1": "The first note.", "2": "The second note."}
    assert "Notes" not in extract.body


def test_a_scan_says_so() -> None:
    with pytest.raises(ImportFailure, match=r"^scanned: no text in it$"):
        read("x.pdf", drawn(lambda canvas: lines(canvas, ["Page 1"])))


def test_an_encrypted_file_says_so() -> None:
    encryption = pytest.importorskip("reportlab.lib.pdfencrypt")
    locked = encryption.StandardEncryption("secret", canPrint=0, strength=128)

    with pytest.raises(ImportFailure, match=r"^encrypted: it needs a password$"):
        read("x.pdf", drawn(lambda canvas: lines(canvas, FILLER), encrypt=locked))


def test_a_file_that_only_forbids_copying_is_read() -> None:
    encryption = pytest.importorskip("reportlab.lib.pdfencrypt")
    locked = encryption.StandardEncryption("", ownerPassword="x", canCopy=0, strength=128)

    assert "line number 3" in extract_of(drawn(lambda c: lines(c, FILLER), encrypt=locked)).body


def test_too_many_pages_are_refused() -> None:
    def draw(canvas: Any) -> None:
        for _ in range(4):
            lines(canvas, FILLER)
            canvas.showPage()

    with pytest.raises(ImportFailure, match="more than 3 pages"):
        read("x.pdf", drawn(draw), limits=Limits(pages=3))


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_truncated_file_gives_text_or_one_line(share: float) -> None:
    data = pdf(article(NAMES[0]))
    try:
        extract = extract_of(data[: int(len(data) * share)])
    except ImportFailure as failure:
        said = str(failure)
    else:
        said = extract.body
    assert said


# --- hyphens


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the eve-", "ning was", "the evening was"),
        ("of organ-", "isations", "of organisations"),
        ("Russo-", "Turkmen relations", "Russo-Turkmen relations"),
        ("multi-", "vector policy", "multi-vector policy"),
        ("post-Soviet-", "era rules", "post-Soviet-era rules"),
        ("in 2014-", "2020 it", "in 2014-2020 it"),
        ("soft\u00ad", "ware", "software"),
        ("plain", "words", "plain words"),
    ],
)
def test_hyphens_at_line_ends_are_mended(before: str, after: str, joined: str) -> None:
    mender = Mender(["A multi-vector course was taken", "with care"])

    assert mender.join(before, after) == joined
