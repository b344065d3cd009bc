"""Edits of a text with the origin of every character: what is true about where a passage went."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

GONE = -1
"""The origin of a character that an edit put in."""

_WORD = re.compile(r"[^\W\d_]+(?:['’\u200c][^\W\d_]+)*")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_SENTENCE = re.compile(r"[^.!?。！？؟\n]*[.!?。！？؟]+[\"”»）)]*[ ]?|[^.!?。！？؟\n]+")


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and the offset each of its characters had in the first text."""

    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Traced:
        """Return a text as it is before any edit."""
        return cls(text, tuple(range(len(text))))

    @classmethod
    def new(cls, text: str) -> Traced:
        """Return a text that was not there before."""
        return cls(text, (GONE,) * len(text))

    def part(self, start: int, end: int) -> Traced:
        """Return a part of it."""
        return Traced(self.text[start:end], self.origins[start:end])

    def paragraphs(self) -> list[Traced]:
        """Return its paragraphs, each with the line end that closes it."""
        return [self.part(*m.span()) for m in re.finditer(r"[^\n]*\n|[^\n]+$", self.text)]

    def sentences(self) -> list[Traced]:
        """Return its sentences and the line ends between them."""
        spans = [m.span() for m in re.finditer(f"{_SENTENCE.pattern}|\n", self.text)]
        return [self.part(*span) for span in spans]

    @property
    def is_ideographic(self) -> bool:
        """Whether it is written without blanks between words."""
        return len(_IDEOGRAPH.findall(self.text[:2000])) > len(self.text[:2000]) // 4


def joined(parts: Iterable[Traced]) -> Traced:
    """Return parts one after the other."""
    known = list(parts)
    return Traced(
        "".join(each.text for each in known), tuple(o for each in known for o in each.origins)
    )


Edit = Callable[[Traced, str, random.Random], Traced]
"""Takes a text, another text of the same language, and dice."""


def typos(rate: float) -> Edit:
    """Return an edit that mistypes so great a share of the characters."""

    def edit(text: Traced, other: str, dice: random.Random) -> Traced:
        letters = [each for each in other[:5000] if each.isalpha()]
        characters: list[str] = []
        origins: list[int] = []
        for character, origin in zip(text.text, text.origins, strict=True):
            if character == "\n" or dice.random() >= rate:
                characters.append(character)
                origins.append(origin)
                continue
            kind = dice.choice(("change", "drop", "put in", "swap"))
            if kind == "change":
                characters.append(dice.choice(letters))
                origins.append(origin)
            elif kind == "put in":
                characters += [character, dice.choice(letters)]
                origins += [origin, GONE]
            elif kind == "swap" and characters and characters[-1] != "\n":
                characters.insert(-1, character)
                origins.insert(-1, origin)
        return Traced("".join(characters), tuple(origins))

    return edit


_CHANGED = {
    '"': "“", "“": '"', "”": '"', "'": "’", "’": "'", "—": "--", "–": "-", "…": "...",
    "«": "„", "»": "“", "ё": "е", "\u200c": "", "ی": "ي", "ک": "ك", "，": ",", "。": "｡",
    "：": ":", "（": "(", "）": ")",
}  # fmt: skip
_CHANGED["。"] = "."


def typography(text: Traced, other: str, dice: random.Random) -> Traced:
    """Set it by another house's rules: quotes, dashes, ligatures, letter forms, line breaks."""
    parts = []
    pattern = "|".join([r"\.\.\.", "f[il]", " +", *map(re.escape, _CHANGED)])
    done = 0
    for match in re.finditer(pattern, text.text):
        if match.start() < done:
            continue
        parts.append(text.part(done, match.start()))
        parts.append(_retyped(text.part(*match.span()), dice))
        done = match.end()
    parts.append(text.part(done, len(text.text)))
    retyped = joined(parts)
    return _wrapped(retyped, dice) if text.is_ideographic else retyped


def _retyped(part: Traced, dice: random.Random) -> Traced:
    special = {"...": "…", "fi": "ﬁ", "fl": "ﬂ"}
    if part.text.isspace():
        into = "\n" if dice.random() < 0.08 else "  " if dice.random() < 0.05 else part.text
    else:
        into = special.get(part.text) or _CHANGED.get(part.text, part.text)
    if not into:
        return Traced("", ())
    return Traced(
        into, tuple(part.origins[min(n, len(part.origins) - 1)] for n in range(len(into)))
    )


def _wrapped(text: Traced, dice: random.Random) -> Traced:
    parts, done = [], 0
    while done < len(text.text):
        width = dice.randint(30, 38)
        parts += [text.part(done, done + width), Traced.new("\n")]
        done += width
    return joined(parts)


def hyphenation(text: Traced, other: str, dice: random.Random) -> Traced:
    """Break lines, long words with a hyphen among them."""
    if text.is_ideographic:
        return _wrapped(text, dice)
    parts, done, column = [], 0, 0
    for match in re.finditer(r"\S+\s*", text.text):
        word = match[0].rstrip()
        column += len(match[0])
        if column > 60 and len(word) > 6 and word.isalpha():
            cut = match.start() + dice.randint(3, len(word) - 3)
            parts += [text.part(done, cut), Traced.new("-\n")]
            done, column = cut, match.end() - cut
        elif column > 68:
            parts += [text.part(done, match.start()), Traced.new("\n")]
            done, column = match.start(), len(match[0])
    return joined([*parts, text.part(done, len(text.text))])


def words(rate: float) -> Edit:
    """Return an edit that puts other words for so great a share of them."""

    def edit(text: Traced, other: str, dice: random.Random) -> Traced:
        pattern = re.compile("[\u3400-\u9fff]{1,2}") if text.is_ideographic else _WORD
        stock = [match[0] for match in pattern.finditer(other[:20000])]
        parts, done = [], 0
        for match in pattern.finditer(text.text):
            if dice.random() < rate:
                parts += [text.part(done, match.start()), Traced.new(dice.choice(stock))]
                done = match.end()
        return joined([*parts, text.part(done, len(text.text))])

    return edit


def moved(text: Traced, other: str, dice: random.Random) -> Traced:
    """Put a quarter of the paragraphs somewhere else."""
    paragraphs = text.paragraphs()
    going = set(dice.sample(range(len(paragraphs)), len(paragraphs) // 4))
    staying = [each for number, each in enumerate(paragraphs) if number not in going]
    for number in going:
        staying.insert(dice.randint(0, len(staying)), paragraphs[number])
    return joined(staying)


def inserted(text: Traced, other: str, dice: random.Random) -> Traced:
    """Put sentences of another text after every seventh sentence or so."""
    stock = [each.text for each in Traced.new(other).sentences() if 30 < len(each.text) < 300]
    stock = stock or [each.text for each in Traced.new(other).sentences() if len(each.text) > 8]
    parts = []
    for sentence in text.sentences():
        parts.append(sentence)
        if len(sentence.text) > 1 and dice.random() < 0.15:
            parts.append(Traced.new(dice.choice(stock)))
    return joined(parts)


def deleted(text: Traced, other: str, dice: random.Random) -> Traced:
    """Leave out every seventh sentence or so."""
    return joined(each for each in text.sentences() if len(each.text) < 2 or dice.random() >= 0.15)


def duplicated(text: Traced, other: str, dice: random.Random) -> Traced:
    """Put nearly the same paragraph a second time elsewhere, for a third of them; mistype all."""
    paragraphs = text.paragraphs()
    for paragraph in dice.sample(paragraphs, len(paragraphs) // 3):
        copy = Traced.new(words(0.05)(Traced.new(paragraph.text), other, dice).text)
        paragraphs.insert(dice.randint(0, len(paragraphs)), copy)
    return typos(0.01)(joined(paragraphs), other, dice)


def combined(text: Traced, other: str, dice: random.Random) -> Traced:
    """Revise it as an editor would: a little of everything."""
    for edit in (deleted, inserted, words(0.05), typos(0.005), typography):
        text = edit(text, other, dice)
    return text


def replaced(text: Traced, other: str, dice: random.Random) -> Traced:
    """Put another text in its place."""
    return Traced.new(other)


EDITS: dict[str, Edit] = {
    "typos, 1 %": typos(0.01),
    "typos, 3 %": typos(0.03),
    "typos, 5 %": typos(0.05),
    "typography and wrapping": typography,
    "hyphenation": hyphenation,
    "10 % of words replaced": words(0.10),
    "25 % of words replaced": words(0.25),
    "a quarter of paragraphs moved": moved,
    "sentences put in": inserted,
    "sentences left out": deleted,
    "paragraphs nearly twice": duplicated,
    "revised: all of it": combined,
    "another text": replaced,
}
