"""The parts of a text: headings, abstract, authors' notes, reading lists; and its Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from careader.importing.rules.lines import FOLDED, Line, shown
from careader.importing.rules.prose import is_capitals, is_prose, is_sentence

MOST_WORDS = 16
LONGEST = 120
LEAST_STANDFIRST = 60
"""Characters of a paragraph whose repetition is no chance."""


class Part(StrEnum):
    """What a paragraph belongs to."""

    BODY = "body"
    ABSTRACT = "abstract"
    BIOGRAPHY = "biography"
    READING = "reading"


_ABSTRACT = re.compile(
    r"(?:abstract|executive summary|summary|аннотация|резюме|краткое содержание|چکیده|خلاصه|摘要)",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(
    r"(?:about the (?:authors?|contributors?|writers?|editors?)|"
    r"about (?:our )?contributors?|authors?(?:['’]s?|s['’])? (?:bio(?:graphy)?s?|notes?|"
    r"information)|author(?:s)? bio(?:graphie)?s?|notes? on (?:the )?contributors?|"
    r"об авторах?|сведения об авторах?|информация об авторах?|дар бораи муаллиф|"
    r"درباره نویسنده|درباره نویسندگان|作者简介)",
    re.IGNORECASE,
)
_READING = re.compile(
    r"(?:foot|end)?notes|примечания|сноски|"
    r"(?:recommended|further|suggested|additional|select(?:ed)?)\s+readings?|(?:selected |"
    r"select )?bibliography|references|works cited|literature|literature cited|"
    r"list of references|литература|список (?:использованной )?литературы|библиография|"
    r"источники и литература|адабиёт|adabiyotlar|منابع|فهرست منابع|参考文献",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:table|figure|fig\.|chart|graph|map|photo|source|note|таблица|рис\.|рисунок|график|"
    r"карта|фото|источник|جدول|شکل)\b.{0,3}\d*\s*[:.]",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"([^\W\d_][^.:!?]{2,40})[:.]\s+(?=\S)")
_NO_HEADING_END = (".", ",", ";", "…", "。", "，", "؛", "،", "!")
_LIST_ITEM = re.compile(r"[-*+•■▪●○◦·▸►]\s+")
_COLON = re.compile(r"\s*[:：]$")


@dataclass(slots=True)
class Block:
    """One block of the text in Markdown."""

    text: str
    level: int = 0
    part: Part = Part.BODY
    item: bool = False
    opaque: bool = False


@dataclass(slots=True)
class Text:
    """The text of an article in its parts."""

    blocks: list[Block] = field(default_factory=list)

    @property
    def abstract(self) -> str:
        """The abstract on one line; empty when the text has none of its own."""
        parts = [
            _plain(block.text)
            for block in self.blocks
            if block.part is Part.ABSTRACT and not block.level
        ]
        return " ".join(" ".join(parts).split())

    @property
    def headings(self) -> list[str]:
        """The headings of the text itself, marks gone."""
        return [
            shown(block.text) for block in self.blocks if block.level and block.part is Part.BODY
        ]

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs that are about the subject: no authors' notes, no reading lists."""
        kept = (Part.BODY, Part.ABSTRACT)
        return [block.text for block in self.blocks if block.part in kept and not block.level]


def _plain(text: str) -> str:
    text = re.sub(r"\[\^\d+\]", "", text)
    return shown(_LIST_ITEM.sub("", text))


def structure(lines: Sequence[Line], *, plain: bool) -> Text:
    """Return the text in blocks, its headings found where it has no Markdown."""
    text = Text()
    part = Part.BODY
    for index, line in enumerate(lines):
        level = _level(lines, index, plain)
        named = _part_named(line, level)
        if named is not None:
            part = named
            text.blocks.append(Block(_COLON.sub("", line.shown), 2, part))
            continue
        if level:
            part = Part.BODY
            text.blocks.append(Block(_heading_text(line), level, part))
            continue
        block = _block(line, part if part is not Part.BODY else _run_in_part(line))
        text.blocks.append(block)
        part = _part_after(part, block, lines, index)
    return text


def _block(line: Line, part: Part) -> Block:
    item = not line.opaque and line.bulleted
    text = f"- {_LIST_ITEM.sub('', line.text, count=1)}" if item else line.text
    return Block(text, 0, part, item, line.opaque)


def is_part(line: Line) -> bool:
    """Whether a line is the heading of an abstract, of authors' notes or of a reading list."""
    return _part_named(line, line.level) is not None


def _part_named(line: Line, level: int) -> Part | None:
    """Return the part that a line opens, when it is the heading of one."""
    if not line.short or len(line.shown) > 60:
        return None
    name = line.shown.strip(" :*_#.")
    for part, pattern in (
        (Part.ABSTRACT, _ABSTRACT),
        (Part.BIOGRAPHY, _BIOGRAPHY),
        (Part.READING, _READING),
    ):
        if pattern.fullmatch(name):
            return part
    return None


def _run_in_part(line: Line) -> Part:
    """Return the part of a paragraph that names it in its first words: "Abstract: …"."""
    label = _RUN_IN.match(line.shown) if not line.opaque else None
    name = label[1].strip() if label else ""
    if name and _ABSTRACT.fullmatch(name):
        return Part.ABSTRACT
    return Part.BIOGRAPHY if name and _BIOGRAPHY.fullmatch(name) else Part.BODY


def _part_after(part: Part, block: Block, lines: Sequence[Line], index: int) -> Part:
    """Return the next line's part: an abstract is one paragraph, or the list under its heading."""
    if part is not Part.ABSTRACT:
        return part
    following = lines[index + 1] if index + 1 < len(lines) else None
    goes_on = block.item and following is not None and following.bulleted
    opens_list = (
        not block.item and block.text.endswith(":") and following is not None and following.bulleted
    )
    return Part.ABSTRACT if goes_on or opens_list else Part.BODY


def _heading_text(line: Line) -> str:
    text = line.text
    if line.level:
        text = text.lstrip("#").strip().rstrip("#").strip()
    return _COLON.sub("", text) if is_capitals(line.shown) else text


def _level(lines: Sequence[Line], index: int, plain: bool) -> int:
    """Return 2 to 6 for a heading, 0 for none."""
    line = lines[index]
    if line.level:
        return max(2, line.level)
    return 2 if plain and looks_like_heading(lines, index) else 0


def looks_like_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether a line of plain text is a heading: short, unfinished, and prose follows."""
    line = lines[index]
    text = line.shown
    if not line.short or len(text) > LONGEST or line.bulleted or index + 1 >= len(lines):
        return False
    if (
        len(text.split()) > MOST_WORDS
        or text.endswith(_NO_HEADING_END)
        or is_sentence(text.rstrip("?"))
    ):
        return False
    if text.endswith((":", "：")) and not (is_capitals(text) and len(text.split()) <= 6):
        return False
    if not _starts_heading(text) or _CAPTION.match(text):
        return False
    return _prose_follows(lines, index)


def _starts_heading(text: str) -> bool:
    first = text.lstrip("\"'“‘«„¿([*_")[:1]
    if first.isdigit():
        return bool(re.match(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+[^\W\d_]", text))
    return first.isalpha() and not first.islower()


def _prose_follows(lines: Sequence[Line], index: int) -> bool:
    following = lines[index + 1]
    if (
        following.opaque
        or following.bulleted
        or (is_prose(following) and len(following.shown) >= LONGEST // 2)
    ):
        return True
    if following.level or not following.short or index + 2 >= len(lines):
        return False
    return (
        is_prose(lines[index + 2])
        and following.gap
        and _starts_heading(following.shown)
        and not is_sentence(following.shown)
    )


def drop_standfirst(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without a first paragraph that the second one begins with or repeats."""
    kept = list(lines)
    if len(kept) > 1 and len(kept[0].shown) > LEAST_STANDFIRST and not kept[1].opaque:
        first, second = _compared(kept[0]), _compared(kept[1])
        if second.startswith(first) or (first.endswith("...") and second.startswith(first[:-3])):
            return kept[1:]
    return kept


def _compared(line: Line) -> str:
    return " ".join(line.shown.casefold().translate(FOLDED).replace("…", "...").split())


def markdown(text: Text, notes: Mapping[int, str], definitions: Sequence[str] = ()) -> str:
    """Return the text as Markdown, its notes below it: those found, and those defined already."""
    pieces: list[str] = []
    for block, before in zip(text.blocks, [None, *text.blocks], strict=False):
        mark = f"{'#' * block.level} {block.text}" if block.level else block.text
        tight = before is not None and before.item and block.item
        if tight:
            pieces[-1] += f"\n{mark}"
        else:
            pieces.append(mark)
    if notes:
        pieces.append("\n".join(f"[^{number}]: {note}" for number, note in notes.items()))
    pieces += definitions
    return "\n\n".join(pieces) + "\n" if pieces else ""
