"""PDF: pages to pieces of lines, columns, paragraphs, headings and notes."""

from __future__ import annotations

from careader.importing.formats.failure import ImportFailure
from careader.importing.formats.limits import Limits
from careader.importing.model import Extract

_SCANNED = 100
"""Characters a page under which a document is a scan, on average."""


def read(name: str, data: bytes, limits: Limits) -> list[Extract]:
    """Return the document's text; what its properties say is a hint, with a doubt.

    Its dates say when the file was made, so they are not taken.
    Raises ImportFailure: scanned, encrypted, damaged, too long.
    """
    from careader.importing.formats.pdf import flow, furniture, pages, properties, render
    from careader.importing.formats.pdf.columns import in_reading_order

    document = pages.read(data, limits)
    characters = sum(len(piece.text) for page in document.pages for piece in page.pieces)
    if characters < _SCANNED * len(document.pages):
        raise ImportFailure("scanned: no text in it")
    printed = furniture.take_out(document.pages)
    columns = in_reading_order(document.pages)
    text = flow.page_text(columns, printed)
    body, notes = flow.of(columns)
    hints, doubts = properties.hints(document, text)
    if document.unreadable > characters * 0.02:
        doubts["body"] = "some letters could not be read: the file does not say what they are"
    markdown = render.markdown(body, notes)
    return [Extract(name=name, format="pdf", body=markdown, page=text, hints=hints, doubts=doubts)]
