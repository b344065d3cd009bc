"""Blocks as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from careader.importing.formats.blocks import Block, Kind, Run
from careader.importing.formats.inline import inline
from careader.text.clean import clean

_MAX_HEADING = 300
"""Characters past which what is marked up as a heading is a paragraph."""
_MAX_CELL = 600
"""Characters of a cell past which a table is taken for the layout of a page."""
_MAX_DEPTH = 12
"""Lists and quotations in each other; deeper ones stand at this depth."""
_BULLETS = "-*"
_NUMBERS = ".)"


def markdown(blocks: Sequence[Block], notes: Mapping[str, Sequence[Block]] | None = None) -> str:
    """Return blocks as Markdown, after them the notes as `[^label]:` definitions."""
    parts = _parts(blocks, 0)
    for label, content in (notes or {}).items():
        text = "\n\n".join(_parts(content, 1))
        parts.append(f"[^{label}]: {_indented(text, '    ')}")
    return "\n\n".join(part for part in parts if part) + ("\n" if parts else "")


def _parts(blocks: Iterable[Block], depth: int) -> list[str]:
    found: list[str] = []
    lists = 0
    for block in blocks:
        lists = lists + 1 if block.kind is Kind.LIST else 0
        found += _part(block, depth, lists)
    return [part for part in found if part]


def _part(block: Block, depth: int, lists: int) -> list[str]:
    match block.kind:
        case Kind.PARAGRAPH:
            return [inline(block.runs)]
        case Kind.HEADING:
            return [_heading(block)]
        case Kind.LIST if depth < _MAX_DEPTH:
            return [_list(block, depth, lists)]
        case Kind.QUOTE if depth < _MAX_DEPTH:
            return [_prefixed("\n\n".join(_parts(block.blocks, depth + 1)), "> ")]
        case Kind.CODE:
            return [_code(block)]
        case Kind.TABLE:
            return _table(block, depth)
        case Kind.RULE:
            return ["---"]
        case _:
            return _parts(block.blocks, depth)


def _heading(block: Block) -> str:
    text = inline(block.runs, breaks=" ")
    if not text or len(text) > _MAX_HEADING:
        return text
    return f"{'#' * block.level} {_open_ended(text)}"


def _open_ended(text: str) -> str:
    """Escape number signs at a heading's end, which would count as its closing."""
    return re.sub(r"(?<=\s)(#+)$", r"\\\1", text)


def _code(block: Block) -> str:
    text = clean(block.runs[0].text)
    longest = max((len(ticks) for ticks in re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _list(block: Block, depth: int, lists: int) -> str:
    """Return a list; two that follow each other differ in their marks, or they would be one."""
    items = [_parts(item.blocks, depth + 1) for item in block.blocks]
    items = [item for item in items if item]
    tight = all(_is_tight(item) for item in block.blocks)
    number = block.level - 1
    rendered = []
    for item in items:
        mark = f"{number}{_NUMBERS[(lists + 1) % 2]}" if block.level else _BULLETS[(lists + 1) % 2]
        number += 1
        content = ("\n" if tight else "\n\n").join(item)
        rendered.append(f"{mark} {_indented(content, ' ' * (len(mark) + 1))}")
    return ("\n" if tight else "\n\n").join(rendered)


def _is_tight(item: Block) -> bool:
    """Whether an item is one paragraph, or one and lists after it."""
    inner = [each for each in _flat(item.blocks) if each.kind is not Kind.NOTES]
    begins = bool(inner) and inner[0].kind is Kind.PARAGRAPH
    return begins and all(
        each.kind is Kind.LIST and all(map(_is_tight, each.blocks)) for each in inner[1:]
    )


def _flat(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks with groups replaced by what is in them."""
    return [
        each
        for block in blocks
        for each in (_flat(block.blocks) if block.kind is Kind.GROUP else [block])
    ]


def _indented(text: str, indent: str) -> str:
    return text.replace("\n", f"\n{indent}").replace(f"\n{indent}\n", "\n\n")


def _prefixed(text: str, prefix: str) -> str:
    return "\n".join((prefix + line).rstrip() for line in text.split("\n")) if text else ""


def _table(block: Block, depth: int) -> list[str]:
    if not _is_data(block):
        cells = [cell for row in block.blocks for cell in row.blocks]
        return [part for cell in cells for part in _parts(cell.blocks, depth)]
    rows = [_cells(row) for row in block.blocks]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    head, *body = rows
    lines = [head, ["---"] * width, *body]
    return ["\n".join(f"| {' | '.join(line)} |" for line in lines)]


def _is_data(table: Block) -> bool:
    """Whether a table holds data: rows of short cells; others lay out a page."""
    if max(len(row.blocks) for row in table.blocks) < 2 or len(table.blocks) < 2:
        return False
    for cell in (cell for row in table.blocks for cell in row.blocks):
        inner = _flat(cell.blocks)
        if any(each.kind in (Kind.TABLE, Kind.HEADING, Kind.CODE, Kind.QUOTE) for each in inner):
            return False
        if len(cell.text) > _MAX_CELL:
            return False
    return True


def _cells(row: Block) -> list[str]:
    cells: list[str] = []
    for cell in row.blocks:
        cells += [_cell(cell), *([""] * (cell.level - 1))]
    return cells


def _cell(cell: Block) -> str:
    runs: list[Run] = []
    for block in _leaves(cell.blocks):
        runs += [Run(" "), *block.runs]
    return inline(runs, breaks=" ").replace("|", "\\|")


def _leaves(blocks: Iterable[Block]) -> list[Block]:
    return [leaf for block in blocks for leaf in ([block] if block.runs else _leaves(block.blocks))]


def lines(blocks: Iterable[Block]) -> str:
    """Return the text of blocks, a line each, without any markup; a hard break is a line end."""
    found = []
    for block in _leaves(blocks):
        text = "".join(f"[{run.note}]" if run.note else run.text for run in block.runs)
        found += [" ".join(line.split()) for line in clean(text).split("\n")]
    return "\n".join(line for line in found if line)
