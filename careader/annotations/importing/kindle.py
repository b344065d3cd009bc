"""Highlights of a Kindle: `My Clippings.txt`, whose labels are in the language of the device.

The file only ever grows: every edit of a highlight adds another clipping. Of clippings of one book
that overlap, the last is what the reader left there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from careader.annotations.importing import Fault, Record, extra_of
from careader.annotations.importing.clipping_dates import moment_in

_RULE = re.compile(r"^==========[ \t]*$", re.MULTILINE)
_HEAD = re.compile(
    r"(?P<title>.+?)(?:\s*[(（](?P<author>[^()（）]*(?:\([^()]*\)[^()]*)*)[)）])?\s*"
)
_KINDS = {
    "bookmark": r"bookmark|lesezeichen|signet|marque-page|marcador|segnalibro|закладк|书签|書籤|"
    r"ブックマーク|bladwijzer|yer imi|zakładka",
    "note": r"\bnote\b|notiz|\bnota\b|заметк|笔记|筆記|メモ|notitie|\bnot\b|notatk|notis",
    "highlight": r"highlight|markierung|surlign|subrayado|resaltado|evidenziazione|destaque|"
    r"выделен|标注|標註|ハイライト|markering|vurgu|zaznaczeni|passage",
}
_KIND = {kind: re.compile(words, re.IGNORECASE) for kind, words in _KINDS.items()}
_RANGE = re.compile(r"(\d+)(?:\s*[-–—]\s*(\d+))?")


@dataclass(frozen=True, slots=True)
class _Clipping:
    title: str
    author: str
    kind: str
    first: int
    last: int
    place: str
    added: str
    text: str


def accepts(text: str) -> bool:
    """Whether a text is a file of clippings."""
    blocks = _RULE.split(text.lstrip("\ufeff"))
    return len(blocks) > 1 and any(_clipping(block) is not None for block in blocks[:50])


def read(text: str) -> Iterator[Record | Fault]:
    """Yield the highlights as they were left, each with its note; bookmarks are left out."""
    clippings: list[_Clipping] = []
    for number, block in enumerate(_RULE.split(text), 1):
        clipping = _clipping(block)
        if clipping is not None:
            clippings.append(clipping)
        elif block.strip("\ufeff \n\t"):
            yield Fault(f"clipping {number}", "has no label that careader knows")
    highlights = _left([each for each in clippings if each.kind == "highlight"])
    notes = _left([each for each in clippings if each.kind == "note"])
    yield from _records(highlights, notes)


def _clipping(block: str) -> _Clipping | None:
    lines = block.strip("\ufeff\n ").split("\n")
    if len(lines) < 2 or not lines[1].lstrip().startswith("-"):
        return None
    parts = lines[1].lstrip(" -").split("|")
    label = "|".join(parts[:-1] or parts)  # the last part is the date
    kind = next((name for name, words in _KIND.items() if words.search(label)), "")
    head = _HEAD.fullmatch(lines[0].strip("\ufeff "))
    if not kind or head is None:
        return None
    place = parts[-2] if len(parts) > 1 else parts[0]
    first, last = _range(place)
    text = "\n".join(lines[2:]).strip()
    author = (head["author"] or "").strip()
    moment = moment_in(parts[-1]) if len(parts) > 1 else ""
    return _Clipping(head["title"].strip(), author, kind, first, last, place.strip(), moment, text)


def _range(place: str) -> tuple[int, int]:
    """Return the last pair of numbers of a place; the second may leave out digits (`1051-52`)."""
    found = _RANGE.findall(place)
    if not found:
        return 0, 0
    first, last = found[-1]
    if last and len(last) < len(first):
        last = first[: -len(last)] + last
    return int(first), int(last or first)


def _left(clippings: Sequence[_Clipping]) -> list[_Clipping]:
    """Return the clippings that no later one of the same book takes the place of."""
    kept: list[_Clipping] = []
    for clipping in clippings:
        kept = [each for each in kept if not _replaces(clipping, each)]
        if clipping.text:
            kept.append(clipping)
    return kept


def _replaces(later: _Clipping, earlier: _Clipping) -> bool:
    if (later.title, later.author) != (earlier.title, earlier.author):
        return False
    if later.kind == "note":
        return (later.first, later.last) == (earlier.first, earlier.last)
    overlap = later.first <= earlier.last and earlier.first <= later.last
    alike = later.text in earlier.text or earlier.text in later.text
    return overlap and (alike or (later.first, later.last) == (earlier.first, earlier.last))


def _records(highlights: Sequence[_Clipping], notes: Sequence[_Clipping]) -> Iterator[Record]:
    """Yield highlights with the notes written at their ends, then the notes on nothing."""
    found = list(map(_record, highlights))
    alone = []
    for note in notes:
        at = _highlight_of(note, highlights)
        if at is None:
            alone.append(replace(_record(note), quote="", note=note.text))
        else:
            text = "\n\n".join(filter(None, (found[at].note, note.text)))
            found[at] = replace(found[at], note=text)
    yield from (*found, *alone)


def _highlight_of(note: _Clipping, highlights: Sequence[_Clipping]) -> int | None:
    """Return which highlight a note was written on: the shortest that ends where it stands."""
    fitting = [
        (abs(each.last - note.last), each.last - each.first, number)
        for number, each in enumerate(highlights)
        if (each.title, each.author) == (note.title, note.author)
        and each.first <= note.last <= each.last
    ]
    return min(fitting)[2] if fitting else None


def _record(clipping: _Clipping) -> Record:
    return Record(
        key=f"{clipping.title}\n{clipping.author}\n{clipping.kind}\n{clipping.place}\n{clipping.text}",
        quote=clipping.text,
        created=clipping.added,
        title=clipping.title,
        author=clipping.author,
        more=extra_of(location=clipping.place),
    )
