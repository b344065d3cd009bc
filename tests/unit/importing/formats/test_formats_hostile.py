"""Hostile and broken files: each is text or one clean line within its time, and harms no other."""

from __future__ import annotations

import io
import random
import time
import zipfile
import zlib
from collections.abc import Iterator

import pytest
from formats_made import NAMES, W, article, docx, epub, web_page, zipped
from formats_typeset import pdf

from careader.importing.formats import ImportFailure, Limits, close, read
from careader.importing.formats.limits import MB
from careader.text.clean import clean

MADE = article(NAMES[0])
LIMITS = Limits(wall=20, cpu=15, memory=600 * MB)


@pytest.fixture(autouse=True, scope="module")
def _no_child_left() -> Iterator[None]:
    yield
    close()


def outcome(name: str, data: bytes) -> str:
    """Return what a file gives: all its text, or its failure's one line; within the limits."""
    began = time.monotonic()
    try:
        found = list(read(name, data, limits=LIMITS))
    except ImportFailure as failure:
        said = str(failure)
        assert said
        assert said == " ".join(clean(said).split())
    else:
        said = "\n".join(f"{each.name} {each.body} {each.page} {each.hints}" for each in found)
        assert said == clean(said)
    assert time.monotonic() - began < LIMITS.wall + 5
    return said


def rezipped(data: bytes, **changed: str | bytes) -> bytes:
    """Return a container with some of its files replaced; `__` in a name stands for a slash."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped(files | {key.replace("__", "/"): value for key, value in changed.items()})


# --- bombs

ZEROS = b"\x00" * (30 * MB)


@pytest.mark.parametrize("make", [docx, epub])
def test_a_file_that_unpacks_to_far_more_is_refused(make: object) -> None:
    data = {docx: docx(MADE), epub: epub(MADE)}[make]  # type: ignore[index]
    bomb = rezipped(data, **{"word__bomb.xml": ZEROS, "OEBPS__bomb.xhtml": ZEROS})

    assert outcome("bomb", bomb) == "unpacks to more than is read: it may be a bomb"


def test_many_files_that_are_too_much_together_are_refused() -> None:
    noise = random.Random(1).randbytes(MB)
    files = {f"OEBPS/{n}.xhtml": noise + b"\x00" * (14 * MB) for n in range(15)}
    bomb = rezipped(epub(MADE), **{name.replace("/", "__"): data for name, data in files.items()})

    assert outcome("bomb.epub", bomb) == "unpacks to more than is read: it may be a bomb"


def test_a_file_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(rezipped(docx(MADE), **{"word__document.xml": b"<a>" + b" " * (25 * MB)}))
    true_size = (25 * MB + 3).to_bytes(4, "little")
    lie = bytes(data).replace(true_size, (1000).to_bytes(4, "little"))

    assert "Word" not in outcome("lie.docx", lie)


def test_too_many_files_are_refused() -> None:
    bomb = zipped({"mimetype": "application/epub+zip", **{f"{n}.xhtml": "" for n in range(5001)}})

    assert outcome("many.epub", bomb) == "more than 5,000 files in it: it may be a bomb"


def test_a_pdf_whose_pages_inflate_to_much_more_is_refused() -> None:
    stream = zlib.compress(b"BT /F1 9 Tf (x) Tj ET " + b" " * (700 * MB), 9)
    said = outcome("bomb.pdf", pdf_of(stream))

    assert "memory" in said or "given up" in said


def pdf_of(stream: bytes) -> bytes:
    """Return a PDF of one page with a deflated content stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + end


# --- XML

LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;">
<!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;">]>"""
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("prologue", [LAUGHS, OUTSIDE], ids=["inside", "outside"])
@pytest.mark.parametrize("entity", ["&g;", "&s;"])
def test_entities_are_never_expanded(prologue: str, entity: str) -> None:
    rss = (
        f"{prologue}<rss version='2.0'><channel><item><title>{entity}</title><description>x{entity}"
    )
    rss += "</description></item></channel></rss>"
    page = f"{prologue}<html><body><p>Text {entity} of it.</p></body></html>"
    package = f"{prologue}<package xmlns='http://www.idpf.org/2007/opf'><x>{entity}</x></package>"
    chapter = f"{prologue}<html><body><p>Text {entity} of it.</p></body></html>"
    document = (
        f"{prologue}<w:document xmlns:w='{W}'><w:body><w:p><w:r><w:t>{entity}</w:t></w:r></w:p>"
    )
    document += "</w:body></w:document>"
    name = NAMES[0]
    files = {
        "feed.xml": rss.encode(),
        "page.xhtml": page.encode(),
        "package.epub": rezipped(epub(MADE), OEBPS__book=package, **{"OEBPS__book.opf": package}),
        "chapter.epub": rezipped(epub(MADE), **{f"OEBPS__text__{name}.xhtml": chapter}),
        "document.docx": rezipped(docx(MADE), **{"word__document.xml": document}),
        "wide.docx": rezipped(docx(MADE), **{"word__document.xml": document.encode("utf-16")}),
    }
    for file, data in files.items():
        said = outcome(file, data)
        assert "root:" not in said
        assert "hahaha" not in said


# --- nesting


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "blockquote", "table><tr><td", "span", "a"])
def test_deep_nesting_keeps_the_text(tag: str) -> None:
    opening = "".join(f"<{each}>" for each in tag.split("><"))
    said = outcome("deep.html", f"<html><body>{opening * 20_000}<p>Deep text.</p>".encode())

    assert "Deep text." in said


def test_a_deep_document_or_book_or_feed_is_one_line_or_text() -> None:
    deep = f"{'<w:p>' * 5000}{'</w:p>' * 5000}"
    document = f"<w:document xmlns:w='{W}'><w:body>{deep}</w:body></w:document>"
    outcome("deep.docx", rezipped(docx(MADE), **{"word__document.xml": document}))
    chapter = f"<html><body>{'<i>' * 5000}Deep.{'</i>' * 5000}</body></html>"
    book = rezipped(epub(MADE), **{f"OEBPS__text__{NAMES[0]}.xhtml": chapter})
    assert "Deep." in outcome("deep.epub", book)
    entry = f"<item><description>{'&lt;div&gt;' * 5000}Deep.</description></item>"
    outcome("deep.xml", f"<rss version='2.0'><channel>{entry}</channel></rss>".encode())
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(1000)
    )
    outcome("deep.mht", f"MIME-Version: 1.0\r\n{parts}".encode())
    outcome("deep.json", b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 90_000)
    outcome(
        "deep.pdf", b"%PDF-1.4\n1 0 obj\n" + b"[" * 90_000 + b"\nendobj\ntrailer<</Root 1 0 R>>"
    )


# --- what could control a terminal

ESCAPES = "\x1b]52;c;aGFjaw==\x07\x1b[31m\x9b31m\u202e\u2066"
AS_ENTITIES = "".join(f"&#{ord(each)};" for each in "\x1b]0;x\x07\x9b\u202e")


@pytest.mark.parametrize("bad", [ESCAPES, AS_ENTITIES], ids=["raw", "entities"])
def test_nothing_that_controls_a_terminal_comes_through(bad: str) -> None:
    text = "Words enough to be the text of an article, one after the other. " * 5
    page = f"<html><head><title>T{bad}</title><meta name=author content='A{bad}'></head><body>"
    rss = f"<rss version='2.0'><channel><title>F{bad}</title><item><title>T{bad}</title>"
    chapter = f"<html><body><h1>C{bad}</h1><p>{text}{bad}</p></body></html>"
    for name, data in {
        f"p{bad}.html": f"{page}<h1>H{bad}</h1><p>{text}{bad}</p>".encode(),
        f"f{bad}.xml": f"{rss}<description>D{bad}</description></item></channel></rss>".encode(),
        f"t{bad}.txt": f"Text{bad}\n{text}".encode(),
        f"m{bad}.md": f"---\ntitle: 'T{bad}'\n---\n{text}{bad}".encode(),
        f"b{bad}.epub": rezipped(epub(MADE), **{f"OEBPS__text__{NAMES[0]}.xhtml": chapter}),
        f"z{bad}.zip": zipped({f"a{bad}": "x"}),
    }.items():
        outcome(name, data)  # which holds its text against `clean`


def test_escapes_in_a_pdf_are_gone() -> None:
    stream = zlib.compress(
        b"BT /F1 9 Tf 50 700 Td (Words of a text \x1b]52;c;aGFjaw==\x07 \x1b[31m and more of it, "
        b"enough of it not to be a scan, which has under a hundred characters a page) Tj ET"
    )
    assert "Words of a text" in outcome("escapes.pdf", pdf_of(stream))


def test_odd_names_in_a_container_lead_nowhere() -> None:
    package = """<package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="a" href="../../../../../../etc/passwd"/><item id="b" href="/etc/passwd"/>
<item id="c" href="file:///etc/passwd"/><item id="d" href="%2e%2e/%2e%2e/etc/passwd"/></manifest>
<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/><itemref idref="d"/></spine>
</package>"""
    data = rezipped(epub(MADE), **{"OEBPS__book.opf": package, "..__..__etc__passwd": "root:x"})

    assert "root:" not in outcome("names.epub", data)


# --- damage

WHOLE = {
    "x.pdf": lambda: pdf(MADE),
    "x.epub": lambda: epub(MADE),
    "x.docx": lambda: docx(MADE),
    "x.html": lambda: web_page(MADE).encode(),
    "x.xml": lambda: (
        b"<rss version='2.0'><channel><item><title>T</title><description>D</description>"
    ),
}


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.8, 0.95, 0.999])
@pytest.mark.parametrize("name", WHOLE)
def test_a_truncated_file_is_text_or_one_line(name: str, share: float) -> None:
    data = WHOLE[name]()

    assert outcome(name, data[: int(len(data) * share)])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", WHOLE)
def test_a_file_with_bytes_overwritten_is_text_or_one_line(name: str, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(WHOLE[name]())
    for _ in range(1 + len(data) // 200):
        data[chance.randrange(len(data))] = chance.randrange(256)

    assert outcome(name, bytes(data))


MAGICS = {
    "pdf": b"%PDF-1.7\n", "zip": b"PK\x03\x04", "epub": b"PK\x03\x04mimetypeapplication/epub+zip",
    "docx": b"PK\x03\x04[Content_Types].xml word/document.xml", "html": b"<!DOCTYPE html>",
    "feed": b"<rss version='2.0'>", "mhtml": b"MIME-Version: 1.0\nContent-Type: text/html\n\n",
    "json": b'{"version": "https://jsonfeed.org/version/1", ',
}  # fmt: skip


@pytest.mark.parametrize("kind", MAGICS)
def test_garbage_behind_a_known_beginning_is_one_line(kind: str) -> None:
    assert "\n" not in outcome(kind, MAGICS[kind] + random.Random(7).randbytes(50_000))


def test_a_long_line_is_read_in_time() -> None:
    assert outcome("x.txt", b"[" * 2_000_000)
    assert outcome("x.html", b"<p>" + b"&amp;" * 400_000 + b"</p>")
    assert outcome("x.html", b"<html><title>" + b"<" * 500_000)
    assert outcome("x.xml", b"<rss><channel><item><title>" + b"\x1b]" * 200_000)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(ImportFailure, match="larger than 1 MB"):
        read("x.pdf", b"%PDF-" + b" " * MB, limits=Limits(size=MB))
    with pytest.raises(ImportFailure, match="a text larger than 1 MB"):
        read("x.txt", b"text " * MB, limits=Limits(text=MB))
