"""An article's file as bytes: decoded, cut into header and body, described."""

from __future__ import annotations

import codecs
from pathlib import PurePosixPath

from careader.library.fields import Record, line, record_of
from careader.library.frontmatter import Header, Parts, parse, parts
from careader.library.headings import first_heading
from careader.text.clean import clean

HEAD = 17 * 1024
"""Bytes read of each file in a scan: the longest header and its fences; UTF-16 takes twice that.

A title taken from a heading is looked for in these, so that a scan and a reading give an article
the same one."""

MAX_SIZE = 20 * 1024 * 1024
"""Bytes; a larger file is no article anybody reads."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, *, whole: bool = True) -> tuple[str, str | None]:
    """Return a file's text, and a doubt where it is neither UTF-8 nor UTF-16 with its mark.

    Bytes that say nothing become U+FFFD. With `whole` false the bytes may end in the middle of
    a character, which is left out.
    """
    codec = "utf-16" if data.startswith(_UTF_16) else "utf-8-sig"
    try:
        return codecs.getincrementaldecoder(codec)().decode(data, whole), None
    except UnicodeDecodeError:
        text = codecs.getincrementaldecoder(codec)("replace").decode(data, whole)
        return text, "not UTF-8: what could not be read stands as �"


def head_size(start: bytes) -> int:
    """Return how many bytes of a file that starts so its description may depend on."""
    return 2 * HEAD if start.startswith(_UTF_16) else HEAD


def head_of(data: bytes) -> bytes:
    """Return as much of a file as its description may depend on."""
    return data[: head_size(data)]


def read_header(text: str) -> tuple[Header, Parts, str | None]:
    """Return front matter, the two parts of a text, and what is wrong with the first."""
    cut = parts(text)
    if cut.header is None:
        return {}, cut, cut.doubt
    header, doubt = parse(cut.header)
    return header, cut, doubt


def describe(head: bytes, path: str) -> Record:
    """Return the fields of the article whose file begins with `head` (see `head_of`).

    `title` and `path` are always there; `id` only where front matter gives one that is safe.
    """
    whole = len(head) < head_size(head)
    text, strange = decode(head, whole=whole)
    header, cut, broken = read_header(text)
    record = record_of(header)
    if broken:
        _doubt(record, "front matter", broken)
    if strange:
        _doubt(record, "encoding", strange)
    record["path"] = path
    if "title" not in record:
        body = cut.body if whole else cut.body[: cut.body.rfind("\n") + 1]
        record["title"] = first_heading(clean(body)) or file_title(path)
    return record


def _doubt(record: Record, key: str, what: str) -> None:
    doubts = record.setdefault("doubts", {})
    if isinstance(doubts, dict):
        doubts[key] = what


def file_title(path: str) -> str:
    """Return the title that a file's name makes, never empty."""
    return line(PurePosixPath(path).stem) or "untitled"
