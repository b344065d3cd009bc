"""Which blocks of a page are the article: trafilatura decides, the page's own tree is kept.

trafilatura's own output loses numbered lists, captions, code and how things nest. So every block
gets a mark no page has, trafilatura extracts the text with the marks in it, and the blocks whose
marks survive are kept as the page has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from careader.importing.formats.blocks import Block, Kind
from careader.importing.formats.trees import Element

_DIGITS = "─│┌┐└┘├┤┬┴┼═║╒╓╔"
"""Signs for numbers: printable, or trafilatura drops them, and no part of a word, so that its
patterns for whole lines (`Share`, `Print`) still match."""
_EDGE = "╬"
_MARK = re.compile(f"{_EDGE}([{_DIGITS}]+){_EDGE}")
_BETWEEN = frozenset((Kind.PARAGRAPH, Kind.HEADING, Kind.LIST, Kind.QUOTE, Kind.TABLE, Kind.CODE))
_CHROME = re.compile(
    r"share|social|relat|promo|newsletter|subscri|advert|\bads?\b|sidebar|widget|comment|cookie|breadcrumb|"
    r"nav|menu|footer|recommend|read-?more|also|sponsor|banner|popup|modal|tag-?list|author-?bio|toolbar",
    re.I,
)
_MOST_LINKED = 0.4
"""Share of a block's letters in links from which it is navigation rather than text."""
_SHORT_TABLE = 0.3
"""Share of a table's or list's cells that must be kept for all of it to be."""


def article_of(root: Element, blocks: Sequence[Block]) -> list[Block] | None:
    """Return the blocks of a page that are its article, None when trafilatura finds none.

    The tree is spent: marks are put into it.
    """
    leaves = _leaves(blocks)
    for number, leaf in enumerate(leaves):
        _mark(leaf, number)
    kept = _kept_by_trafilatura(root)
    chosen = {id(leaves[number]) for number in kept if number < len(leaves)}
    if not chosen:
        return None
    return _filtered(blocks, chosen)


def _leaves(blocks: Iterable[Block]) -> list[Block]:
    return [leaf for each in blocks for leaf in ([each] if each.runs else _leaves(each.blocks))]


def _mark(leaf: Block, number: int) -> None:
    if leaf.place is None:
        return
    element, is_tail = leaf.place
    mark = _EDGE + _number(number) + _EDGE
    if is_tail:
        element.tail = mark + (element.tail or "")
    else:
        element.text = mark + (element.text or "")


def _number(number: int) -> str:
    signs = _DIGITS[number % 16]
    while number := number // 16:
        signs = _DIGITS[number % 16] + signs
    return signs


def _kept_by_trafilatura(root: Element) -> set[int]:
    # Imported here: 120 ms, and only pages need it.
    from trafilatura import extract

    # Without its second opinions: as good on the benchmark of the research (F1 .962 against .960),
    # a third faster, and not quadratic on a page of 50,000 paragraphs.
    text = extract(
        root, output_format="txt", fast=True, include_comments=False, include_tables=True,
        include_links=False, include_formatting=False, include_images=False, with_metadata=False,
        deduplicate=False,
    )  # fmt: skip
    return {_value(found[1]) for found in _MARK.finditer(text or "")}


def _value(signs: str) -> int:
    value = 0
    for each in signs:
        value = value * 16 + _DIGITS.index(each)
    return value


def _filtered(blocks: Sequence[Block], chosen: set[int]) -> list[Block]:
    """Return what is kept of blocks in one parent, and what stands between kept ones."""
    kept = [_one(block, chosen) for block in blocks]
    inside = [index for index, block in enumerate(kept) if block is not None]
    if not inside:
        return []
    found: list[Block] = []
    for index in range(inside[0], inside[-1] + 1):
        block = kept[index]
        if block is not None:
            found.append(block)
        elif _belongs(blocks, index, kept):
            found.append(blocks[index])
    return found


def _one(block: Block, chosen: set[int]) -> Block | None:
    if block.runs:
        return block if id(block) in chosen else None
    if block.kind in (Kind.TABLE, Kind.LIST):
        return _whole(block, chosen)
    inner = _filtered(block.blocks, chosen)
    if not inner:
        return None
    block.blocks = inner
    return block


def _whole(block: Block, chosen: set[int]) -> Block | None:
    """Keep a table or list whole when enough of it is kept, else what is kept of it."""
    leaves = _leaves(block.blocks)
    share = sum(1 for each in leaves if id(each) in chosen) / max(1, len(leaves))
    if share >= _SHORT_TABLE:
        return block
    inner = [each for each in (_one(each, chosen) for each in block.blocks) if each is not None]
    block.blocks = inner
    return block if inner else None


def _belongs(blocks: Sequence[Block], index: int, kept: Sequence[Block | None]) -> bool:
    """Whether a block that was left out between two kept ones is text of the article."""
    block = blocks[index]
    if block.kind is Kind.RULE or block.kind not in _BETWEEN or _is_chrome(block):
        return False
    if block.kind is Kind.HEADING:
        return index + 1 < len(kept) and kept[index + 1] is not None
    return _linked_share(block) < _MOST_LINKED


def _is_chrome(block: Block) -> bool:
    element = block.element
    if element is None:
        return False
    return bool(_CHROME.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _linked_share(block: Block) -> float:
    letters = linked = 0
    for leaf in _leaves([block]):
        for run in leaf.runs:
            letters += len(run.text)
            linked += len(run.text) if run.link else 0
    return linked / max(1, letters)


_CHROME_TAGS = frozenset(("nav", "header", "footer", "aside", "form", "menu"))


def without_chrome(root: Element) -> None:
    """Drop what is navigation by its tag, for pages in which no article was found."""
    for each in [each for each in root.iter(*_CHROME_TAGS) if each.getparent() is not None]:
        parent, tail = each.getparent(), each.tail
        previous = each.getprevious()
        if tail and previous is not None:
            previous.tail = (previous.tail or "") + tail
        elif tail:
            parent.text = (parent.text or "") + tail
        parent.remove(each)
