"""What a file is, told by its content; what is not read is refused in one line."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from formats_made import NAMES, article, docx, epub, web_page, zipped
from hypothesis import given
from hypothesis import strategies as st

from careader.importing.formats import ImportFailure, read
from careader.importing.formats.decode import decode
from careader.importing.formats.sniff import Kind, sniff, sniff_text
from careader.text.clean import clean

MADE = article(NAMES[0])
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>T</title></channel></rss>'
ATOM = '<?xml version="1.0"?><!-- c --><feed xmlns="http://www.w3.org/2005/Atom"></feed>'
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>'
MHTML = (
    "From: <Saved>\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n'
)


def kind_of(data: bytes, name: str = "file.bin") -> Kind:
    return sniff(data) or sniff_text(data.decode(), name)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", Kind.PDF),
        (b"junk before\n%PDF-1.4", Kind.PDF),
        (epub(MADE), Kind.EPUB),
        (docx(MADE), Kind.DOCX),
        (web_page(MADE).encode(), Kind.HTML),
        (b"\n\n<!-- saved from url --><html><p>x", Kind.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html/>', Kind.HTML),
        (b"<div><p>A piece of a page.</p></div>", Kind.HTML),
        (RSS.encode(), Kind.FEED),
        (ATOM.encode(), Kind.FEED),
        (RDF.encode(), Kind.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', Kind.FEED),
        (MHTML.encode(), Kind.MHTML),
        (b"---\ntitle: T\n---\nText.\n", Kind.MARKDOWN),
        (b"# Title\n\nText.[^1]\n\n[^1]: Note.\n", Kind.MARKDOWN),
        (b"Text.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", Kind.MARKDOWN),
        (b"# Title\n\n## One\n\nText.\n\n## Two\n\nText.\n", Kind.MARKDOWN),
        (b"A page begins with <html> and ends with </html>.", Kind.TEXT),
        (b"# A stray heading\n\nBy A. Name\n\nText saved from a page.\n", Kind.TEXT),
        (b"From: here to there\n\nIt is a long way.\n", Kind.TEXT),
        (b"<Ed. note: as told to us>\n\nText.", Kind.TEXT),
        ("Просто текст.".encode(), Kind.TEXT),
    ],
    ids=lambda value: value if isinstance(value, str) else value[:12].hex(),
)
def test_the_content_tells_the_kind(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind
    assert kind_of(data, "lie.pdf") is kind


def test_the_name_decides_between_markdown_and_plain_text_only() -> None:
    assert kind_of(b"Just words.\n", "notes.md") is Kind.MARKDOWN
    assert kind_of(b"Just words.\n", "notes.txt") is Kind.TEXT
    assert kind_of(b"%PDF-1.4", "notes.md") is Kind.PDF


@pytest.mark.parametrize("data", [b"", b"\n \t\n", b"\xef\xbb\xbf", b"\x00" * 5000])
def test_an_empty_file_is_empty(data: bytes) -> None:
    with pytest.raises(ImportFailure, match=r"^empty: there is no text in it$"):
        read("x.txt", data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as DOCX"),
        (rb"{\rtf1\ansi Text}", "save it as DOCX"),
        (b"\x1f\x8b\x08\x00" + b"x" * 99, "unpack it first"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "there is no text in it"),
        (b"x" * 257 + b"ustar\x0000", "unpack it first"),
        (b"x" * 60 + b"BOOKMOBI", "make an EPUB of it"),
        (zipped({"a.txt": "text"}), "neither EPUB nor DOCX"),
        (zipped({"xl/workbook.xml": "<x/>"}), "spreadsheet"),
        (b'<?xml version="1.0"?><FictionBook><p>x</p></FictionBook>', "its root is “FictionBook”"),
    ],
    # An archive holds the time it was made at: an id made of its bytes would differ every run.
    ids=["ole", "rtf", "gzip", "png", "tar", "mobi", "zip", "xlsx", "fictionbook"],
)
def test_what_is_not_read_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(ImportFailure) as failure:
        read("file", data)

    assert said in str(failure.value)
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize("seed", range(8))
def test_random_bytes_are_no_text(seed: int) -> None:
    data = random.Random(seed).randbytes(20_000)

    with pytest.raises(ImportFailure, match="not text"):
        read("noise", data)


def outcome(data: bytes) -> str:
    """Return the texts of what bytes give when no child is needed, or the one line."""
    try:
        kind = sniff(data)
        if kind is None and sniff_text(decode(data).text) in (Kind.TEXT, Kind.MARKDOWN):
            return "".join(each.body for each in read("x", data))
    except ImportFailure as failure:
        return str(failure)
    return ""


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_one_clean_line(data: bytes) -> None:
    assert clean(outcome(data)) == outcome(data)


def test_the_samples_are_texts() -> None:
    folder = Path(__file__).parents[5] / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("the sample documents are not here")
    for path in folder.glob("*.txt"):
        assert kind_of(path.read_bytes(), path.name) is Kind.TEXT
