"""What a search can ask of the words of a text: every kind can say itself in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SPELLINGS_SAID = 4
"""Other spellings of a name that a description lists; more are not read by anybody."""


class TextField(StrEnum):
    """Where the words of a text leaf are looked for."""

    ALL = ""
    """Title, authors, publication, tags, abstract and the reading text."""
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Word:
    """Any form of one word: `union` finds `unions`."""

    text: str
    """One token, folded (`careader.search.analysis`)."""
    field: TextField = TextField.ALL
    beginning: bool = False
    """Still being typed: the beginning of words, unless the library knows it as a word."""

    def describe(self) -> str:
        """Say what is asked for, in words."""
        return f"{self.text}{'…' if self.beginning else ''}{_in(self.field)}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together."""

    words: tuple[str, ...]
    """Folded tokens, in order."""
    slop: int = 0
    """0: next to each other, in this order. N: in any order, with at most N other words between."""
    exact: bool = True
    """These very forms, not others of the same word."""
    field: TextField = TextField.ALL

    def describe(self) -> str:
        """Say what is asked for, in words."""
        text = " ".join(self.words)
        if self.slop:
            return f"the words “{text}” within {self.slop} words of each other{_in(self.field)}"
        return f"“{text}”{'' if self.exact else ' in any form'}{_in(self.field)}"


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Words that fit a pattern: `*` any letters or none, `?` exactly one."""

    pattern: str
    """Folded, with at least one letter besides its stars."""
    field: TextField = TextField.ALL

    def describe(self) -> str:
        """Say what is asked for, in words."""
        head = self.pattern[:-1]
        if self.pattern.endswith("*") and not set(head) & set("*?"):
            return f"words beginning with {head}{_in(self.field)}"
        return f"words like {self.pattern}{_in(self.field)}"


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words that differ from one by a few letters."""

    text: str
    distance: int = 1
    """Letters inserted, left out, replaced or swapped with their neighbour."""
    field: TextField = TextField.ALL

    def describe(self) -> str:
        """Say what is asked for, in words."""
        letters = "one letter" if self.distance == 1 else f"{self.distance} letters"
        return f"words within {letters} of {self.text}{_in(self.field)}"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in one spelling, in the forms it takes in sentences (`careader.search.declension`)."""

    words: tuple[str, ...]
    """Folded tokens, in a row."""
    text: str = ""
    """As it is written in the list of spellings."""
    field: TextField = TextField.ALL

    def describe(self) -> str:
        """Say what is asked for, in words."""
        return f"{self.text or ' '.join(self.words)}{_in(self.field)}"


@dataclass(frozen=True, slots=True)
class Spelled:
    """A name in any of its spellings."""

    typed: Word | Phrase | Wildcard
    """As it was asked for."""
    names: tuple[Name, ...]
    """All spellings, the one that was typed may be among them."""

    @property
    def field(self) -> TextField:
        """Where it is looked for."""
        return self.typed.field

    @property
    def parts(self) -> tuple[Word | Phrase | Wildcard | Name, ...]:
        """What there is to look for, each by itself."""
        return (self.typed, *self.names)

    @property
    def others(self) -> tuple[Name, ...]:
        """The spellings that are not the typed one, those in another script first."""
        alike = self.typed.describe().isascii()
        found = {name.words: name for name in self.names if not self.says(name)}.values()
        return tuple(sorted(found, key=lambda name: name.words[0].isascii() == alike))

    def says(self, name: Name) -> bool:
        """Say whether a spelling is what was typed."""
        match self.typed:
            case Phrase(words):
                return words == name.words
            case Word(text):
                return (text,) == name.words
            case Wildcard(pattern):
                return len(name.words) == 1 and name.words[0].startswith(pattern[:-1])

    def describe(self) -> str:
        """Say what is asked for, in words."""
        others = dict.fromkeys(name.text for name in self.others)
        if not others:
            return self.typed.describe()
        said = ", ".join(list(others)[:SPELLINGS_SAID])
        more = " …" if len(others) > SPELLINGS_SAID else ""
        return f"{self.typed.describe()} (also written {said}{more})"


TextLeaf = Word | Phrase | Wildcard | Fuzzy | Name | Spelled


def _in(where: TextField) -> str:
    return f" in the {where.value}" if where else ""
