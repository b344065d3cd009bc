"""What a search asks for, as a tree of values: every node can say itself in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from careader.search.words import (
    SPELLINGS_SAID,
    Fuzzy,
    Name,
    Phrase,
    Spelled,
    TextField,
    TextLeaf,
    Wildcard,
    Word,
)

__all__ = [
    "About",
    "And",
    "DateRange",
    "Everything",
    "Fuzzy",
    "Has",
    "Is",
    "Leaf",
    "Mentions",
    "Name",
    "Named",
    "NamedField",
    "Node",
    "Not",
    "NoteField",
    "Noted",
    "Nothing",
    "Or",
    "Owned",
    "ParsedQuery",
    "Phrase",
    "Spelled",
    "State",
    "TextField",
    "TextLeaf",
    "Wildcard",
    "Word",
    "all_of",
    "any_of",
    "conjuncts",
    "highlight_leaves",
    "leaves",
    "text_leaves",
]


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
    others: tuple[tuple[str, ...], ...] = ()
    """The same name in other spellings, folded tokens each."""

    def describe(self) -> str:
        """Say what is asked for, in words."""
        also = ", ".join(" ".join(words) for words in self.others[:SPELLINGS_SAID])
        said = f"{self.field} “{' '.join(self.words)}{'…' if self.beginning else ''}”"
        return f"{said} (also written {also})" if also else said


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
            first, last = _in_short(self.first, self.last)
            return f"dated {first}" if first == last else f"dated {first} to {last}"
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
        case Word() | Phrase() | Wildcard() | Fuzzy() | Name() | Spelled():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from text_leaves(part)
        case _:
            pass


def leaves(node: Node) -> Iterator[Leaf]:
    """Yield every leaf, those under a NOT too."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield node


def highlight_leaves(node: Node) -> Iterator[Has | Noted]:
    """Yield what is asked of highlights and notes; what is under a NOT is left out."""
    match node:
        case Has() | Noted():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from highlight_leaves(part)
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


def _in_short(first: str, last: str) -> tuple[str, str]:
    """Return two days as years where they are the whole years between."""
    whole = first.endswith("-01-01") and last.endswith("-12-31")
    return (first[:4], last[:4]) if whole else (first, last)


def _country(code: str) -> str:
    from careader.countries.names import label_of  # data of 250 names, not needed to search

    return label_of(code)


def _bracketed(node: Node, kinds: type | tuple[type, ...]) -> str:
    text = node.describe()
    return f"({text})" if isinstance(node, kinds) else text
