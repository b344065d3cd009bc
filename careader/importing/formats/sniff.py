"""What a file is, by its content: its name only settles Markdown or plain text."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import islice

from careader.importing.formats.failure import ImportFailure


class Kind(StrEnum):
    """The kinds of file that are read; the value is an `Extract`'s format."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    EPUB = "epub"
    DOCX = "docx"
    FEED = "feed"
    MHTML = "mhtml"


HEAD = 64 * 1024
"""Bytes at the beginning that say what a file is."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office file: save it as DOCX"),
    (b"{\\rtf", "an RTF file: save it as DOCX"),
    (b"%!PS", "a PostScript file: make a PDF of it"),
    (b"AT&TFORM", "a DjVu file: make a PDF of it"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"BZh", "a bzip2 archive: unpack it first"),
    (b"\xfd7zXZ", "an xz archive: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it first"),
    (b"\x89PNG", "a picture: there is no text in it"),
    (b"\xff\xd8\xff", "a picture: there is no text in it"),
    (b"GIF8", "a picture: there is no text in it"),
    (b"II*\x00", "a picture: there is no text in it"),
    (b"MM\x00*", "a picture: there is no text in it"),
    (b"RIFF", "a sound, film or picture: there is no text in it"),
    (b"ID3", "a sound: there is no text in it"),
    (b"OggS", "a sound or film: there is no text in it"),
    (b"\x7fELF", "a program: there is no text in it"),
    (b"MZ\x90", "a program: there is no text in it"),
    (b"SQLite format 3\x00", "a database: there is no text in it"),
    (b"wOFF", "a font: there is no text in it"),
)
_REFUSED_LATER = (
    (4, b"ftyp", "a film or picture: there is no text in it"),
    (60, b"BOOKMOBI", "a Mobipocket book: make an EPUB of it"),
    (257, b"ustar", "a tar archive: unpack it first"),
)
_OTHER_ZIPS = (
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file: save it as DOCX"),
    (b"xl/workbook.xml", "a spreadsheet: it is not read"),
    (b"ppt/presentation.xml", "a presentation: it is not read"),
)

_PROLOGUE = re.compile(
    r"(?:\s+|<\?[^>]{0,1000}>|<!--.{0,4000}?-->|<!DOCTYPE\s+(?!html)[^>\[]*>)*", re.S | re.I
)
_HTML = re.compile(r"<!DOCTYPE\s+html|<(?:html|head|body|title|meta|xhtml:html)\b", re.I)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})(?=[\s/>])([^>]{0,4000})")
_FRAGMENT = re.compile(
    r"<(?:div|p|article|section|main|h[1-6]|table|ul|ol|center|font|span|header|blockquote|pre)\b",
    re.I,
)
_MAIL_FIELD = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,50}){1,200}"
)
_FRONT = re.compile(r"---[ \t]{0,40}\r?\n(?=[^\n]{0,2000}\n|)")
_MARKDOWN = (
    (re.compile(r"^\[\^[^\]\s]{1,60}\]: \S", re.M), 1, 3),  # a footnote's definition
    (re.compile(r"^\|?(?:[ ]*:?-{2,}:?[ ]*\|){1,30}[ :-]*$", re.M), 1, 3),  # under a table's head
    (re.compile(r"^(?:```|~~~)\w{0,20}[ ]*$", re.M), 2, 2),
    (re.compile(r"^#{2,6} \S", re.M), 2, 2),
    (re.compile(r"^# \S", re.M), 1, 1),
    (re.compile(r"^> \S", re.M), 1, 1),
)
"""What Markdown has: a pattern, how often it must stand there, and what that counts."""
_MARKDOWN_SCORE = 3
"""What text must score to be Markdown: a footnote or a table, or headings and something else.

One heading or link is not enough: text saved from a page often keeps a stray one.
"""


def sniff(data: bytes) -> Kind | None:
    """Say what bytes are when they are not text, None when they may be text of some kind.

    Raises ImportFailure for an empty file and for kinds that are known and not read.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ImportFailure("empty: there is no text in it")
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(_ZIP):
        return _zip(data)
    for magic, what in _REFUSED:
        if data.startswith(magic):
            raise ImportFailure(what)
    for place, magic, what in _REFUSED_LATER:
        if data[place : place + len(magic)] == magic:
            raise ImportFailure(what)
    return None


def _zip(data: bytes) -> Kind:
    """Tell the containers apart by the names of their files, which stand unpacked in the bytes."""
    if b"mimetypeapplication/epub+zip" in data[:200]:
        return Kind.EPUB
    for mark, what in _OTHER_ZIPS:
        if mark in data:
            raise ImportFailure(what)
    if b"word/document" in data and b"[Content_Types].xml" in data:
        return Kind.DOCX
    if b"META-INF/container.xml" in data or b".opf" in data:
        return Kind.EPUB
    raise ImportFailure("a ZIP archive that is neither EPUB nor DOCX: unpack it first")


def sniff_text(text: str, name: str = "") -> Kind:
    """Say what decoded text is. The name counts only between Markdown and plain text."""
    head = text[:HEAD]
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return _markup(text, start)
    if start.startswith("{") and "jsonfeed.org/version" in head:
        return Kind.FEED
    if _is_mhtml(start):
        return Kind.MHTML
    if _FRONT.match(head.removeprefix("\ufeff")) or name.lower().endswith((".md", ".markdown")):
        return Kind.MARKDOWN
    return Kind.MARKDOWN if _markdown_score(text) >= _MARKDOWN_SCORE else Kind.TEXT


def _markup(text: str, start: str) -> Kind:
    if start.startswith(("<?xml", "<!DOCTYPE")) and "<!ENTITY" in start[:HEAD]:
        raise ImportFailure("XML with entities of its own: it may be a bomb")
    prologue = _PROLOGUE.match(start)
    start = start[prologue.end() if prologue else 0 :]
    if _HTML.match(start):
        return Kind.HTML
    root = _ROOT.match(start)
    if root and (root[1] in ("rss", "feed", "RDF") or "purl.org/rss" in root[2]):
        return Kind.FEED
    if _FRAGMENT.match(start) and text.rstrip().endswith(">"):
        return Kind.HTML
    if root and "<?xml" in text[:200]:
        raise ImportFailure(f"XML of a kind that is not read: its root is “{root[1]}”")
    return Kind.TEXT


def _is_mhtml(start: str) -> bool:
    """Whether it begins as a message with MIME parts does."""
    fields = _MAIL_FIELD.match(start)
    if fields is None:
        return False
    names = fields[0].lower()
    return "content-type:" in names and ("mime-version:" in names or "multipart/" in names)


def _markdown_score(text: str) -> int:
    return sum(
        score
        for pattern, least, score in _MARKDOWN
        if sum(1 for _ in islice(pattern.finditer(text), least)) == least
    )
