"""EPUB, DOCX, feeds, MHTML, Markdown: what each of them says comes back."""

from __future__ import annotations

import io
import json
import zipfile
from email.message import EmailMessage

import pytest
from formats_made import NAMES, article, docx, epub, inner_html, web_page, zipped
from formats_scores import in_order, notes_of, words_of

from careader.importing.formats import ImportFailure, read
from careader.importing.model import Extract
from careader.text.reading import BlockKind, build

MADE = article(NAMES[2])


def one(name: str, data: bytes) -> Extract:
    found = list(read(name, data))
    assert len(found) == 1
    return found[0]


# --- DOCX


@pytest.mark.parametrize("name", NAMES)
def test_a_document_keeps_its_words_headings_and_notes(name: str) -> None:
    made = article(name)
    extract = one("x.docx", docx(made))

    assert in_order(words_of(made.markdown), words_of(extract.body)) >= 0.99
    assert notes_of(extract.body) == made.notes
    outline = [heading.text for heading in build(extract.body).outline]
    assert outline == [made.title, *(heading.text for heading in made.reading.outline)]


def test_a_document_says_its_title_by_style_and_its_author_with_a_doubt() -> None:
    extract = one("x.docx", docx(MADE))

    assert extract.format == "docx"
    assert extract.hints.title == MADE.title
    assert extract.hints.authors == (MADE.author,)
    assert set(extract.doubts) == {"author"}
    assert extract.hints.date == ""


# --- EPUB


@pytest.mark.parametrize("name", NAMES)
def test_a_book_of_one_text_is_one_article(name: str) -> None:
    made = article(name)
    extract = one("x.epub", epub(made))

    assert in_order(words_of(made.markdown), words_of(extract.body)) >= 0.99
    assert notes_of(extract.body) == made.notes
    assert extract.hints.title == "Steppe Papers"
    assert extract.hints.date == "2024-03"
    assert extract.hints.lang == "en"
    assert "Cover of the book" not in extract.body


def test_chapters_with_bylines_are_articles_of_their_own() -> None:
    several = [article(name) for name in NAMES[:3]]
    found = list(read("x.epub", epub(*several, bylines=True)))

    assert [each.hints.title for each in found] == [each.title for each in several]
    assert [each.hints.authors for each in found] == [(each.author,) for each in several]
    assert {each.hints.publication for each in found} == {"Steppe Papers"}
    for made, extract in zip(several, found, strict=True):
        assert in_order(words_of(made.markdown), words_of(extract.body)) >= 0.99
        assert list(notes_of(extract.body).values()) == list(made.notes.values())


def test_chapters_without_bylines_are_one_book() -> None:
    extract = one("x.epub", epub(*[article(name) for name in NAMES[:3]]))

    for name in NAMES[:3]:
        assert f"# {article(name).title}" in extract.body


def test_a_book_without_its_container_file_is_read_by_its_package() -> None:
    with zipfile.ZipFile(io.BytesIO(epub(MADE))) as book:
        files = {name: book.read(name) for name in book.namelist() if "META-INF" not in name}

    assert one("x.epub", zipped(files)).hints.title == "Steppe Papers"


def test_a_chapter_that_cannot_be_read_costs_the_book_no_other() -> None:
    with zipfile.ZipFile(io.BytesIO(epub(*[article(name) for name in NAMES[:2]]))) as book:
        files = {name: book.read(name) for name in book.namelist()}
    files[f"OEBPS/text/{NAMES[0]}.xhtml"] = bytes(range(32)) * 50
    extract = one("x.epub", zipped(files))

    assert f"# {article(NAMES[1]).title}" in extract.body
    assert extract.doubts["body"] == "1 of the book's 4 parts could not be read"


def test_a_protected_book_says_so() -> None:
    with zipfile.ZipFile(io.BytesIO(epub(MADE))) as book:
        files = {name: book.read(name) for name in book.namelist()}
    files["META-INF/encryption.xml"] = (
        b'<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/x#a"/>'
        b"</EncryptedData></encryption>"
    )

    with pytest.raises(ImportFailure, match=r"^encrypted: it is protected against copying$"):
        read("x.epub", zipped(files))


# --- feeds


def rss(items: str) -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Steppe Feed</title><link>https://steppe.example</link><language>en</language>
{items}</channel></rss>""".encode()


def test_each_entry_of_a_feed_is_an_article() -> None:
    data = rss(f"""<item><title>One &amp;amp; only</title><link>https://steppe.example/1</link>
<dc:creator>A. Name</dc:creator><pubDate>Mon, 18 Mar 2024 08:00:00 GMT</pubDate>
<category>gas</category><content:encoded><![CDATA[{inner_html(MADE)}]]></content:encoded></item>
<item><title>Two</title><description>Only a &lt;b&gt;teaser&lt;/b&gt;.</description></item>""")
    first, second = read("feed.xml", data)

    assert in_order(words_of(MADE.markdown), words_of(first.body)) >= 0.99
    assert first.hints.title == "One & only"
    assert first.hints.authors == ("A. Name",)
    assert first.hints.date == "Mon, 18 Mar 2024 08:00:00 GMT"
    assert first.hints.publication == "Steppe Feed"
    assert (first.hints.url, first.hints.tags) == ("https://steppe.example/1", ("gas",))
    assert first.doubts == {}
    assert second.body == "Only a **teaser**.\n"
    assert second.doubts["body"].startswith("teaser only")


def test_an_atom_feed_gives_its_content() -> None:
    data = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru">
<title>T</title><entry><title>E</title><author><name>Q</name></author><updated>2024-01-02</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Body <i>x</i>.</p></div>
</content></entry></feed>"""
    extract = one("a.xml", data)

    assert extract.body == "Body *x*.\n"
    assert (extract.hints.title, extract.hints.authors, extract.hints.lang) == ("E", ("Q",), "ru")
    assert extract.hints.date == ""


def test_a_json_feed_gives_its_items() -> None:
    item = {"title": "E", "content_html": "<p>Body.</p>", "url": "https://a.example/1",
            "date_published": "2024-01-02", "authors": [{"name": "Q"}], "tags": ["t"]}  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [item]}
    extract = one("feed.json", json.dumps(feed).encode())

    assert extract.body == "Body.\n"
    assert (extract.hints.title, extract.hints.date) == ("E", "2024-01-02")
    assert (extract.hints.authors, extract.hints.publication) == (("Q",), "F")


def test_a_feed_never_opens_anything(tmp_path: object) -> None:
    with pytest.raises(ImportFailure, match="a feed without entries"):
        read("x.xml", rss(""))


# --- MHTML


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
def test_a_saved_page_is_the_page(charset: str) -> None:
    message = EmailMessage()
    message["Subject"] = "Saved"
    message["Snapshot-Content-Location"] = "https://steppe.example/saved"
    message.set_content("x")
    message.clear_content()
    page = "<html><body><article><h1>Заголовок</h1>" + "<p>Слово за слово.</p>" * 20 + "</article>"
    message.add_related(page, "html", charset=charset)
    message.add_related(b"\x89PNG", "image", "png", cid="<a@b>")
    extract = one("x.mht", message.as_bytes())

    assert extract.format == "mhtml"
    assert extract.body.count("Слово за слово.") == 20
    assert extract.hints.url == "https://steppe.example/saved"


def test_a_message_without_a_page_gives_its_text() -> None:
    message = EmailMessage()
    message["Subject"] = "News"
    message.set_content("Text of the message.")

    extract = one("x.eml", b"MIME-Version: 1.0\n" + message.as_bytes())
    assert (extract.hints.title, extract.plain) == ("News", True)
    assert "Text of the message." in extract.body


# --- Markdown and text


def test_front_matter_is_hints() -> None:
    source = """---
title: Gas
authors: [A. Name, {name: B. Name}]
date: 2012-10
source_url: https://a.example/1
journal: The Monitor
tags: trade, gas
---
Body.
"""
    extract = one("x.md", source.encode())

    assert (extract.body, extract.plain) == ("Body.\n", False)
    hints = extract.hints
    assert (hints.title, hints.authors, hints.date) == ("Gas", ("A. Name", "B. Name"), "2012-10")
    assert (hints.url, hints.publication) == ("https://a.example/1", "The Monitor")
    assert hints.tags == ("trade", "gas")


def test_a_broken_header_is_a_doubt() -> None:
    extract = one("x.md", b"---\ntitle: [a\n---\nBody.\n")

    assert extract.body == "Body.\n"
    assert "front matter" in extract.doubts


def test_plain_text_stays_as_it_is() -> None:
    extract = one("x.txt", "Заголовок\n\n*Текст* [1].\n".encode("cp1251"))

    assert (extract.format, extract.plain) == ("text", True)
    assert extract.body == "Заголовок\n\n*Текст* [1].\n"


def test_a_page_of_another_encoding_is_read() -> None:
    page = web_page(MADE).replace('charset="utf-8"', 'charset="koi8-r"')
    extract = one("x.html", page.replace("–", "-").replace("—", "-").encode("koi8-r", "ignore"))

    assert in_order(words_of(MADE.markdown), words_of(extract.body)) >= 0.99
    assert any(block.kind is BlockKind.HEADING for block in build(extract.body).blocks)
