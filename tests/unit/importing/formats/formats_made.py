"""Documents made from the project's own articles, in the formats that an import reads."""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path

from careader.library import frontmatter
from careader.text.reading import Block, BlockKind, ReadingText, SpanKind, build

ARTICLES = Path(__file__).parents[4] / "articles"
NAMES = sorted(each.stem for each in ARTICLES.rglob("*.md"))


@dataclass(frozen=True)
class Article:
    """An article of the sample library, with the author and journal a made document shows."""

    name: str
    title: str
    author: str
    date: str
    markdown: str

    @cached_property
    def reading(self) -> ReadingText:
        return build(self.markdown)

    @property
    def body_blocks(self) -> list[Block]:
        return [block for block in self.reading.blocks if not block.note]

    @property
    def notes(self) -> dict[str, str]:
        """Number → text of the footnotes."""
        reading = self.reading
        found: dict[str, str] = {}
        for block in reading.blocks:
            if block.note:
                said = reading.text[block.start : block.end]
                found[block.note] = f"{found[block.note]} {said}" if block.note in found else said
        return found


@cache
def article(name: str) -> Article:
    path = next(ARTICLES.rglob(f"{name}.md"))
    header, body = frontmatter.split(path.read_text(encoding="utf-8"))
    values, _ = frontmatter.parse(header or "")
    return Article(name, str(values["title"]), "Aigerim Sadykova", "2024-03-18", body)


# --- HTML


def inner_html(of: Article, *, note_prefix: str = "fn", href: str = "") -> str:
    """Return an article's body as a careful site's HTML; `href` is where its notes stand."""
    parts: list[str] = []
    for kind, group in groupby(of.body_blocks, key=lambda block: block.kind):
        blocks = list(group)
        texts = [_marked_up(of, block, note_prefix, href) for block in blocks]
        if kind is BlockKind.HEADING:
            parts += [f"<h{b.level}>{t}</h{b.level}>" for b, t in zip(blocks, texts, strict=True)]
        elif kind is BlockKind.ITEM:
            tag = "ol" if blocks[0].marker[0].isdigit() else "ul"
            parts.append(f"<{tag}>{''.join(f'<li>{text}</li>' for text in texts)}</{tag}>")
        elif kind is BlockKind.QUOTE:
            parts.append(f"<blockquote>{''.join(f'<p>{text}</p>' for text in texts)}</blockquote>")
        elif kind is BlockKind.ROW:
            parts.append(_html_table(blocks, texts))
        else:
            parts += [f"<p>{text}</p>" for text in texts]
    return "\n".join(parts)


def _html_table(blocks: list[Block], texts: list[str]) -> str:
    rows = []
    for block, text in zip(blocks, texts, strict=True):
        tag = "th" if block.level else "td"
        rows.append(f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in text.split(chr(9)))}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _marked_up(of: Article, block: Block, prefix: str, href: str) -> str:
    reading = of.reading
    text, at = [], block.start
    for span in reading.spans_in(block.start, block.end):
        if span.start < at:
            continue
        text.append(html.escape(reading.text[at : span.start], quote=False))
        said = html.escape(reading.text[span.start : span.end], quote=False)
        match span.kind:
            case SpanKind.NOTE:
                n = span.target
                said = f'<sup id="{prefix}ref{n}"><a href="{href}#{prefix}{n}">{n}</a></sup>'
            case SpanKind.LINK:
                said = f'<a href="{span.target}">{said}</a>'
            case SpanKind.EMPHASIS:
                said = f"<em>{said}</em>"
            case SpanKind.STRONG:
                said = f"<strong>{said}</strong>"
        text.append(said)
        at = span.end
    text.append(html.escape(reading.text[at : block.end], quote=False))
    return "".join(text)


def notes_html(of: Article, *, prefix: str = "fn", href: str = "") -> str:
    items = [
        f'<li id="{prefix}{n}">{html.escape(text)} <a href="{href}#{prefix}ref{n}">↩</a></li>'
        for n, text in of.notes.items()
    ]
    return f"<section class='footnotes'><hr><ol>{''.join(items)}</ol></section>" if items else ""


CHROME = (
    "Visit our partner sites today",
    "Subscribe to the weekly letter",
    "Most read this month on the site",
    "All rights reserved by the publisher",
    "Accept every cookie to go on",
)


def web_page(of: Article) -> str:
    """Return a page as a journal's site would serve it: metadata, navigation, side bar, foot."""
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>{html.escape(of.title)} | The Steppe Review</title>
<link rel="canonical" href="https://steppe.example/analysis/{of.name}">
<meta property="og:site_name" content="The Steppe Review">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",
"headline":{_json(of.title)},"author":[{{"@type":"Person","name":"{of.author}"}}],
"datePublished":"{of.date}T08:00:00+06:00","dateModified":"2025-01-01","articleSection":"Analysis",
"publisher":{{"@type":"Organization","name":"The Steppe Review"}}}}</script>
<script>var tracker = "{CHROME[0]}";</script><style>p {{ color: black }}</style></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li>
<li><a href="/subscribe">{CHROME[1]}</a></li></ul></nav></header>
<div class="cookie-banner"><p>{CHROME[4]}</p></div>
<main><article><h1>{html.escape(of.title)}</h1>
<div class="byline">By <a rel="author" href="/authors/1">{of.author}</a></div>
<div class="entry-content">{inner_html(of)}{notes_html(of)}</div></article></main>
<aside class="sidebar"><h3>{CHROME[2]}</h3><ul><li><a href="/a">Another story entirely</a></li>
<li><a href="/b">A second story</a></li></ul></aside>
<footer><p>{CHROME[3]}</p><ul><li><a href="/contact">Contact</a></li></ul></footer>
</body></html>"""


def _json(text: str) -> str:
    import json

    return json.dumps(text)


# --- DOCX

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = f"""<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{W.replace("schemas", "x")}"/></Types>"""
_RELS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>"""
_DOC_RELS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="footnotes.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/>
<Relationship Id="r2" Target="styles.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/>
</Relationships>"""
_STYLE_NAMES = ("Title", "heading 1", "heading 2", "heading 3", "Quote")


def docx(of: Article) -> bytes:
    """Return a Word document with styles, footnotes, a table and lists."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}">'
        f'<w:name w:val="{name}"/></w:style>'
        for name in _STYLE_NAMES
    )
    body = [_w_paragraph(_w_run(of.title), "Title")]
    for kind, group in groupby(of.body_blocks, key=lambda block: block.kind):
        blocks = list(group)
        if kind is BlockKind.ROW:
            body.append(_w_table(of, blocks))
            continue
        for block in blocks:
            style = {BlockKind.HEADING: f"heading{block.level}", BlockKind.QUOTE: "Quote"}.get(
                kind, ""
            )
            body.append(_w_paragraph(_w_runs(of, block), style))
    notes = "".join(
        f'<w:footnote w:id="{n}">{_w_paragraph(_w_run(text))}</w:footnote>'
        for n, text in of.notes.items()
    )
    core = f"""<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">
<dc:title>{html.escape(of.title)}</dc:title><dc:creator>{of.author}</dc:creator></cp:coreProperties>"""
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELS,
            "word/_rels/document.xml.rels": _DOC_RELS,
            "word/document.xml": (
                f'<w:document xmlns:w="{W}"><w:body>{"".join(body)}</w:body></w:document>'
            ),
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>',
            "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
            "docProps/core.xml": core,
        }
    )


def _w_run(text: str, properties: str = "") -> str:
    text = html.escape(text, quote=False)
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _w_paragraph(runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def _w_runs(of: Article, block: Block) -> str:
    reading = of.reading
    runs, at = [], block.start
    for span in reading.spans_in(block.start, block.end):
        if span.start < at:
            continue
        runs.append(_w_run(reading.text[at : span.start]))
        if span.kind is SpanKind.NOTE:
            runs.append(f'<w:r><w:footnoteReference w:id="{span.target}"/></w:r>')
        else:
            style = {SpanKind.EMPHASIS: "<w:i/>", SpanKind.STRONG: "<w:b/>"}.get(span.kind, "")
            runs.append(_w_run(reading.text[span.start : span.end], style))
        at = span.end
    return "".join([*runs, _w_run(reading.text[at : block.end])])


def _w_table(of: Article, blocks: list[Block]) -> str:
    rows = []
    for block in blocks:
        cells = of.reading.text[block.start : block.end].split("\t")
        rows.append("".join(f"<w:tc>{_w_paragraph(_w_cell(cell))}</w:tc>" for cell in cells))
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def _w_cell(text: str) -> str:
    """Return a cell's runs; in the reading text a reference is its number in brackets."""
    texts = re.split(r"\[(\d+)\]", text)
    runs = [
        f'<w:r><w:footnoteReference w:id="{said}"/></w:r>' if index % 2 else _w_run(said)
        for index, said in enumerate(texts)
    ]
    return "".join(runs)


# --- EPUB


def epub(*of: Article, book: str = "Steppe Papers", bylines: bool = False) -> bytes:
    """Return a book with a chapter an article; the notes stand in a file of their own."""
    names = [each.name for each in of]
    chapters = {}
    notes = []
    for each in of:
        byline = f'<p class="byline">By {each.author}</p>' if bylines else ""
        chapters[f"OEBPS/text/{each.name}.xhtml"] = _xhtml(
            each.title,
            f"<h1>{html.escape(each.title)}</h1>{byline}"
            + inner_html(
                each,
                note_prefix=f"{each.name}-fn",
                href="../notes/end notes.xhtml".replace(" ", "%20"),
            ),
        )
        notes.append(notes_html(each, prefix=f"{each.name}-fn", href=f"../text/{each.name}.xhtml"))
    manifest = "".join(
        f'<item id="c{i}" href="text/{name}.xhtml" media-type="application/xhtml+xml"/>'
        for i, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="c{i}"/>' for i in range(len(names)))
    package = f"""<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{book}</dc:title>
<dc:creator>{of[0].author}</dc:creator><dc:date>2024-03</dc:date><dc:language>en</dc:language>
<dc:publisher>Steppe Press</dc:publisher></metadata>
<manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>{manifest}
<item id="notes" href="notes/end%20notes.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="cover"/><itemref idref="nav"/>{spine}
<itemref idref="notes"/></spine></package>"""
    cover = _xhtml("Cover", "<section epub:type='cover'><p>Cover of the book</p></section>")
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": """<?xml version="1.0"?><container
 xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>""",
            "OEBPS/book.opf": package,
            "OEBPS/nav.xhtml": _xhtml(
                "Contents", "<nav epub:type='toc'><ol><li>One</li></ol></nav>"
            ),
            "OEBPS/cover.xhtml": cover,
            **chapters,
            "OEBPS/notes/end notes.xhtml": _xhtml("Notes", "<h1>Notes</h1>" + "".join(notes)),
        }
    )


def _xhtml(title: str, body: str) -> str:
    body = body.replace("<hr>", "<hr/>").replace("<br>", "<br/>")
    return f"""<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>{html.escape(title)}</title></head><body>{body}</body></html>"""


def zipped(files: dict[str, str | bytes]) -> bytes:
    """Return a ZIP file of these files, always the same bytes."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            member = zipfile.ZipInfo(name, date_time=(2024, 3, 18, 8, 0, 0))
            archive.writestr(member, content, compress_type=stored)
    return sink.getvalue()
