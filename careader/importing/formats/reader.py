"""One file to its extracts: recognised by content; text read here, the rest in a child."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from careader.importing.formats.failure import ImportFailure
from careader.importing.formats.limits import DEFAULT, MB, Limits
from careader.importing.model import Extract
from careader.text.clean import clean_line


def read(name: str, data: bytes, *, limits: Limits = DEFAULT) -> Iterator[Extract]:
    """Return the documents of a file: one, or one a chapter of a book or entry of a feed.

    `name` is for reports, and settles Markdown or plain text where the content does not. The
    file is read before this returns. Safe from several threads at once.
    Raises ImportFailure, one clean line.
    """
    name = clean_line(name)
    if len(data) > limits.size:
        raise ImportFailure(f"larger than {limits.size // MB} MB")
    # Imported here: what only names this package starts faster.
    from careader.importing.formats.sniff import Kind, sniff, sniff_text

    kind = sniff(data)
    if kind is not None:
        return iter(_in_child(kind, name, data, limits))
    if len(data) > limits.text:
        raise ImportFailure(f"a text larger than {limits.text // MB} MB")
    from careader.importing.formats import text
    from careader.importing.formats.decode import decode

    decoded = decode(data)
    kind = sniff_text(decoded.text, name)
    if kind is Kind.TEXT:
        return iter(text.plain(name, decoded))
    if kind is Kind.MARKDOWN:
        return iter(text.markdown(name, decoded))
    # A message and a feed say themselves how their parts are encoded.
    raw = data if kind in (Kind.MHTML, Kind.FEED) else decoded.text.encode()
    found = _in_child(kind, name, raw, limits)
    return iter(_with_doubt(found, decoded.doubt if kind is Kind.HTML else ""))


def _in_child(kind: str, name: str, data: bytes, limits: Limits) -> list[Extract]:
    from careader.importing.formats import sandbox

    found = sandbox.read(kind, name, data, limits)
    if not any(each.body.strip() for each in found):
        raise ImportFailure("there is no text in it")
    return found


def _with_doubt(extracts: list[Extract], doubt: str) -> list[Extract]:
    if not doubt:
        return extracts
    return [replace(each, doubts={"body": doubt, **each.doubts}) for each in extracts]


def close() -> None:
    """End the processes kept for reading; a later file starts new ones."""
    import sys

    sandbox = sys.modules.get("careader.importing.formats.sandbox")
    if sandbox is not None:
        sandbox.close()
