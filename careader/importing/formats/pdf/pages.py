"""What stands where on the pages of a PDF: pieces of lines, as pdfminer finds them."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from careader.importing.formats.failure import ImportFailure
from careader.importing.formats.limits import Limits
from careader.text.clean import clean, clean_line

WIDE_GAP = 1.0
"""Ems between two characters of a line past which they are two pieces, maybe of two columns."""
_RAISED = 0.15
"""Ems a small character's foot stands over the line's for it to be raised."""
_SMALL = 0.8
"""Size of a raised character, at most, as a share of the line's."""
_CID = re.compile(r"\(cid:(\d{1,6})\)")
_BULLET_CIDS = frozenset(("127", "128", "129", "131", "190"))
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
    0xA0: " ",
}
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,]bd\b|medi\b", re.I)

MARK_START, MARK_END = "\ue000", "\ue001"
"""Around raised characters in a piece's text; `clean` keeps them out of what comes from a file."""
_MARKED = re.compile(f"[{MARK_START}{MARK_END}]")


_SPACE_INSIDE = re.compile(rf"\s+{MARK_END}")


@dataclass(slots=True)
class Piece:
    """A stretch of a line without wide gaps. Lengths are points, y counts upwards."""

    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    bold: bool
    text: str
    """Its text; raised characters stand between `MARK_START` and `MARK_END`."""


@dataclass(slots=True)
class Page:
    """One page and its pieces, in no order to rely on."""

    number: int
    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """All pages, and what the file says of itself."""

    pages: list[Page]
    info: dict[str, str]
    unreadable: int
    """Characters the file does not say the meaning of."""


def read(data: bytes, limits: Limits) -> Document:
    """Return a document's pages.

    Raises ImportFailure when it is encrypted, damaged or too long.
    """
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser, PDFSyntaxError
    from pdfminer.psexceptions import PSException

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        pages, unreadable = _pages(document, limits)
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise ImportFailure("encrypted: it needs a password") from None
    except (PDFSyntaxError, PSException) as error:
        # What follows the first colon is the file's own bytes.
        raise ImportFailure(f"damaged: {str(error).split(':')[0][:100]}") from None
    if not pages:
        raise ImportFailure("damaged: no page in it can be read")
    return Document(pages, _info(document), unreadable)


def _pages(document: Any, limits: Limits) -> tuple[list[Page], int]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    manager = PDFResourceManager()
    # Boxes are not needed: columns are found here, with what all pieces of a page show.
    device = PDFPageAggregator(manager, laparams=LAParams(boxes_flow=None, all_texts=True))
    interpreter = PDFPageInterpreter(manager, device)
    found: list[Page] = []
    characters = unreadable = 0
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= limits.pages:
            raise ImportFailure(f"more than {limits.pages:,} pages")
        interpreter.process_page(page)
        layout = device.get_result()
        pieces = [piece for line in _lines(layout) for piece in _pieces(line)]
        unreadable += sum(len(_CID.findall(piece.text)) for piece in pieces)
        for piece in pieces:
            piece.text = _readable(piece.text)
        characters += sum(len(piece.text) for piece in pieces)
        if characters > limits.characters:
            raise ImportFailure(f"more than {limits.characters:,} characters of text")
        pieces = _without_doubles([piece for piece in pieces if piece.text.strip()])
        found.append(Page(number, layout.width, layout.height, pieces))
    return found, unreadable


def _lines(container: Any) -> Iterator[Any]:
    """Return all horizontal lines of a page, those inside figures too."""
    from pdfminer.layout import LTFigure, LTTextBox, LTTextLineHorizontal

    waiting = [container]
    while waiting:
        for each in waiting.pop():
            if isinstance(each, LTTextLineHorizontal):
                yield each
            elif isinstance(each, LTTextBox | LTFigure):
                waiting.append(each)


def _pieces(line: Any) -> Iterator[Piece]:
    """Cut a line at wide gaps."""
    from pdfminer.layout import LTChar

    group: list[Any] = []
    spaced: list[str] = []
    for each in line:
        if not isinstance(each, LTChar):
            if spaced:
                spaced[-1] += " " if each.get_text() != "\n" else ""
            continue
        if not each.upright or each.size <= 0:
            continue
        if group and each.x0 - group[-1].x1 > WIDE_GAP * max(each.size, group[-1].size):
            yield _piece(group, spaced)
            group, spaced = [], []
        group.append(each)
        spaced.append(each.get_text())
    if group:
        yield _piece(group, spaced)


def _piece(characters: list[Any], texts: list[str]) -> Piece:
    sizes = Counter(round(each.size, 1) for each in characters if not each.get_text().isspace())
    size = (
        max(sizes, key=lambda each: (sizes[each] * each, each))
        if sizes
        else round(characters[0].size, 1)
    )
    main = [each for each in characters if each.size > _SMALL * size] or characters
    foot = min(each.y0 for each in main)
    bold = sum(1 for each in characters if _BOLD.search(each.fontname))
    return Piece(
        x0=min(each.x0 for each in characters), x1=max(each.x1 for each in characters),
        y0=foot, y1=max(each.y1 for each in main), size=size, bold=bold > 0.6 * len(characters),
        text=_marked(characters, texts, size, foot),
    )  # fmt: skip


def _marked(characters: list[Any], texts: list[str], size: float, foot: float) -> str:
    """Return the text with raised characters between marks."""
    text, raised = "", False
    for each, own in zip(characters, texts, strict=True):
        said = _MARKED.sub("", own)
        is_raised = each.size <= _SMALL * size and each.y0 > foot + _RAISED * size
        if is_raised != raised and not said.isspace():
            text += MARK_START if is_raised else MARK_END
            raised = is_raised
        text += said
    text += MARK_END if raised else ""
    return _SPACE_INSIDE.sub(MARK_END + " ", text)


def _readable(text: str) -> str:
    text = _CID.sub(lambda found: "•" if found[1] in _BULLET_CIDS else "\ufffd", text)
    return clean(text.translate(_LIGATURES)).replace("\n", " ").replace("\t", " ")


def _without_doubles(pieces: list[Piece]) -> list[Piece]:
    """Drop pieces drawn twice in the same place, as some programs do for bold or shadow."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for piece in pieces:
        around = {
            (piece.text, round(piece.x0 / 2) + dx, round(piece.y0 / 2) + dy)
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
        }
        if seen & around:
            continue
        seen.add((piece.text, round(piece.x0 / 2), round(piece.y0 / 2)))
        kept.append(piece)
    return kept


def join(pieces: list[Piece]) -> Piece:
    """Return the pieces of one line as one, a small raised one among them as raised."""
    pieces = sorted(pieces, key=lambda piece: piece.x0)
    main = max(pieces, key=lambda piece: (piece.size, len(piece.text)))
    text, at = "", pieces[0].x0
    for piece in pieces:
        said = piece.text
        if piece.size <= _SMALL * main.size and piece.y0 > main.y0 + _RAISED * main.size:
            said = f"{MARK_START}{_MARKED.sub('', said).strip()}{MARK_END}"
        text += (" " if text and piece.x0 - at > 0.12 * main.size else "") + said
        at = piece.x1
    whole = [piece for piece in pieces if piece.size > _SMALL * main.size]
    letters = sum(len(piece.text) for piece in whole)
    bold = sum(len(piece.text) for piece in whole if piece.bold)
    return Piece(
        pieces[0].x0, max(piece.x1 for piece in pieces), main.y0, main.y1, main.size,
        bold > 0.6 * letters, text.replace(MARK_END + MARK_START, ""),
    )  # fmt: skip


def lines(pieces: list[Piece]) -> list[Piece]:
    """Return pieces joined to lines, top to bottom: those that share most of their height."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.y1, piece.x0)):
        for group in reversed(found[-4:]):
            if _overlap(piece, group[0]) or (len(group) > 1 and _overlap(piece, group[-1])):
                group.append(piece)
                break
        else:
            found.append([piece])
    joined = [join(group) for group in found]
    return sorted(joined, key=lambda line: -line.y0)


def _overlap(one: Piece, other: Piece) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > 0.5 * min(one.y1 - one.y0, other.y1 - other.y0)


def _info(document: Any) -> dict[str, str]:
    """Return the file's properties that are text."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    found: dict[str, str] = {}
    for info in document.info[:10]:
        for key, value in list(info.items())[:50]:
            text = resolve1(value)
            if isinstance(text, bytes) and len(text) < 10_000:
                found[str(key)] = clean_line(decode_text(text))
    return found
