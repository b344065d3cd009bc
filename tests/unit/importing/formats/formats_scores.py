"""How much of a text's words came back in their order."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from careader.text.reading import build

_WORD = re.compile(r"\w+")


def words_of(markdown: str) -> list[str]:
    """Return the words of a Markdown text as it is displayed, its notes left out."""
    reading = build(markdown)
    body = " ".join(reading.text[b.start : b.end] for b in reading.blocks if not b.note)
    return _WORD.findall(re.sub(r"\[\d+\]", " ", body).casefold())


def notes_of(markdown: str) -> dict[str, str]:
    """Return number → text of the footnotes that something in the text refers to."""
    reading = build(markdown)
    found: dict[str, list[str]] = {}
    for block in reading.blocks:
        if block.note and reading.references(block.note):
            found.setdefault(block.note, []).append(reading.text[block.start : block.end])
    return {number: " ".join(parts) for number, parts in found.items()}


def in_order(wanted: list[str], got: list[str]) -> float:
    """Return the share of the wanted words that came back in their order."""
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(1, len(wanted))
