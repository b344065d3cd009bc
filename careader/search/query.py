"""What a search asks for, as a tree of values: every node can say itself in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class TextField(StrEnum):
    """Where the words of a text leaf are looked for."""

    ALL = ""
    """Title, authors, publication, tags, abstract and the reading text."""
    TITLE = "title"


class NamedField(StrEnum):
    """What is known about an article and asked for by its words."""

    PUBLICATION = "publication"
    AUTHOR = "author"
    TAG = "tag"
    LANG = "language"


class State(StrEnum):
    """What the reader has done with an article."""

    READ = "read"
    UNREAD = "unread"
    STARRED = "starred"


class Owned(StrEnum):
    """What an article can have of the reader's."""

    HIGHLIGHT = "highlight"
    NOTE = "note"


class NoteField(StrEnum):
    """Which words of a highlight are asked for."""

    NOTE = "note"
    HIGHLIGHT = "highlight"


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article."""

    def describe(self) -> str:
        """Say what is asked for, in words."""
        return "every article"


@dataclass(frozen=True, slots=True)
class Nothing:
    """No article: what a name that nobody bears asks for."""

    why: str = ""
    """What was typed."""

    def describe(self) -> str:
        """Say what is asked for, in words."""
        return f"nothing, since “{self.why}” is unknown" if self.why else "nothing"


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
class About:
    """Articles about a country."""

    code: str
    """Of a country, or the key of a group: any of its countries, an organisation itself."""

    def describe(self) -> str:
        """Say what is asked for, in words."""
        return f"about {_country(self.code)}"


@dataclass(frozen=True, slots=True)
class Mentions:
    """Articles that mention a country or are about it."""

    code: str
    """As in `About`."""

    def describe(self) -> str:
        """Say what is asked for, in words."""
        return f"mentioning {_country(self.code)}"


@dataclass(frozen=True, slots=True)
class Named:
    """Articles whose publication, an author, a tag or language holds these words in a row."""

    field: NamedField
    words: tuple[str, ...]
    """Folded tokens."""
    beginning: bool = False
    """The last word may go on."""

    def describe(self) -> str:
        """Say what is asked for, in words."""
        return f"{self.field} “{' '.join(self.words)}{'…' if self.beginning else ''}”"


@dataclass(frozen=True, slots=True)
class DateRange:
    """Articles that may be of these days; what is dated `2012` may be of any day of that year."""

    first: str = ""
    """`YYYY-MM-DD`, inclusive; empty for no bound."""
    last: str = ""
    """`YYYY-MM-DD`, inclusive; empty for no bound."""
    said: str = ""
    """As it was typed."""

    def describe(self) -> str:
        """Say what is asked for, in words."""
        if self.first and self.last:
            same = self.first == self.last
            return f"dated {self.first}" if same else f"dated {self.first} to {self.last}"
        return f"dated from {self.first}" if self.first else f"dated up to {self.last}"


@dataclass(frozen=True, slots=True)
class Is:
    """Articles in a state of reading."""

    state: State

    def describe(self) -> str:
        """Say what is asked for, in words."""
        return str(self.state.value)


@dataclass(frozen=True, slots=True)
class Has:
    """Articles with a highlight, or with a note."""

    what: Owned

    def describe(self) -> str:
        """Say what is asked for, in words."""
        return f"with a {self.what.value}"


@dataclass(frozen=True, slots=True)
class Noted:
    """Articles one of whose highlights has, in its note or its quote, what `leaf` asks for."""

    field: NoteField
    leaf: TextLeaf

    def describe(self) -> str:
        """Say what is asked for, in words."""
        where = "a note" if self.field is NoteField.NOTE else "a highlighted passage"
        return f"{self.leaf.describe()} in {where}"


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    parts: tuple[Node, ...]

    def describe(self) -> str:
        """Say what is asked for, in words."""
        return " and ".join(_bracketed(part, Or) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    parts: tuple[Node, ...]

    def describe(self) -> str:
        """Say what is asked for, in words."""
        return " or ".join(_bracketed(part, And) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """Not that one."""

    part: Node

    def describe(self) -> str:
        """Say what is asked for, in words."""
        return f"not {_bracketed(self.part, (And, Or))}"


TextLeaf = Word | Phrase | Wildcard | Fuzzy
Leaf = Everything | Nothing | TextLeaf | About | Mentions | Named | DateRange | Is | Has | Noted
Node = Leaf | And | Or | Not


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as it was understood."""

    node: Node
    text: str
    """As it was typed."""
    problems: tuple[str, ...] = field(default=())
    """What could not be understood, one sentence each."""

    @property
    def problem(self) -> str | None:
        """What could not be understood, in a sentence or two; None when all was."""
        return " ".join(self.problems) or None

    def describe(self) -> str:
        """Say in words what the query means."""
        return self.node.describe()


def text_leaves(node: Node) -> Iterator[TextLeaf]:
    """Yield the leaves whose words an article must hold: what to rank by and what to paint.

    What is under a NOT is left out, and what is asked of notes.
    """
    match node:
        case Word() | Phrase() | Wildcard() | Fuzzy():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from text_leaves(part)
        case _:
            pass


def conjuncts(node: Node) -> tuple[Node, ...]:
    """Return what is ANDed at the top: every part must match."""
    return node.parts if isinstance(node, And) else (node,)


def all_of(*nodes: Node) -> Node:
    """Return the conjunction, flat and without the parts that ask for everything."""
    parts: list[Node] = []
    for node in nodes:
        parts.extend(part for part in conjuncts(node) if not isinstance(part, Everything))
    if not parts:
        return Everything()
    return parts[0] if len(parts) == 1 else And(tuple(dict.fromkeys(parts)))


def any_of(*nodes: Node) -> Node:
    """Return the disjunction, flat."""
    parts: list[Node] = []
    for node in nodes:
        parts.extend(node.parts if isinstance(node, Or) else (node,))
    if any(isinstance(part, Everything) for part in parts):
        return Everything()
    return parts[0] if len(parts) == 1 else Or(tuple(dict.fromkeys(parts)))


def _in(where: TextField) -> str:
    return f" in the {where.value}" if where else ""


def _country(code: str) -> str:
    from careader.countries.names import label_of  # data of 250 names, not needed to search

    return label_of(code)


def _bracketed(node: Node, kinds: type | tuple[type, ...]) -> str:
    text = node.describe()
    return f"({text})" if isinstance(node, kinds) else text
