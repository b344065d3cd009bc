"""The reading text as bytes for a cache: blocks and spans as a line of JSON, then the text."""

from __future__ import annotations

import json
from itertools import chain
from typing import Any

from careader.text.reading import CANON, Block, BlockKind, ReadingText, Span, SpanKind

_FORMAT = f"careader reading text 1/{CANON}"


def pack(reading: ReadingText) -> bytes:
    """Write blocks as (style, start, end) and spans as (style, start, end), each style once."""
    blocks = _Styles()
    spans = _Styles()
    header = {
        "format": _FORMAT,
        "length": len(reading.text),
        "blocks": [
            *chain.from_iterable(
                (blocks.number((b.kind, *b[3:])), b.start, b.end) for b in reading.blocks
            )
        ],
        "block_styles": blocks.values,
        "spans": [
            *chain.from_iterable((spans.number(s[2:]), s.start, s.end) for s in reading.spans)
        ],
        "span_styles": spans.values,
    }
    head = json.dumps(header, separators=(",", ":")).encode("ascii")
    return head + b"\n" + reading.text.encode("utf-8", "surrogatepass")


class _Styles:
    """Numbers each distinct style in order of appearance."""

    def __init__(self) -> None:
        self.values: list[tuple[Any, ...]] = []
        self._numbers: dict[tuple[Any, ...], int] = {}

    def number(self, style: tuple[Any, ...]) -> int:
        known = self._numbers.setdefault(style, len(self.values))
        if known == len(self.values):
            self.values.append(style)
        return known


def unpack(data: bytes) -> ReadingText:
    """Read what `pack` wrote; ValueError when it is damaged or of another version."""
    head, _, body = data.partition(b"\n")
    try:
        header = json.loads(head)
        if header["format"] != _FORMAT:
            raise ValueError(f"made under other rules: {header['format']}")
        text = body.decode("utf-8", "surrogatepass")
        if len(text) != header["length"]:
            raise ValueError("cut short")
        return ReadingText(text, _blocks(header), _spans(header))
    except (KeyError, TypeError, IndexError, RecursionError) as error:
        raise ValueError(f"not a reading text: {error!r}") from error


def _blocks(header: dict[str, Any]) -> tuple[Block, ...]:
    styles = [(BlockKind(kind), *rest) for kind, *rest in header["block_styles"]]
    flat = header["blocks"]
    return tuple(
        Block(styles[style][0], start, end, *styles[style][1:])
        for style, start, end in zip(flat[::3], flat[1::3], flat[2::3], strict=True)
    )


def _spans(header: dict[str, Any]) -> tuple[Span, ...]:
    styles = [(SpanKind(kind), target) for kind, target in header["span_styles"]]
    flat = header["spans"]
    return tuple(
        Span(start, end, *styles[style])
        for style, start, end in zip(flat[::3], flat[1::3], flat[2::3], strict=True)
    )
