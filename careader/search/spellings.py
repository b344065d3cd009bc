"""Names in the spellings of the region: a query for one finds all the others.

The list that comes with careader is `data/spellings.yaml`; readers add theirs in a file of the
same form, `aliases.yaml` in their settings folder. Names are expanded when a query is asked, so a
change of the list needs no new index.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from itertools import accumulate, chain
from pathlib import Path

from careader.search import query as q
from careader.search.analysis import forms
from careader.search.declension import declined, nominatives

LARGEST = 1_000_000
"""Bytes of a list of spellings; a larger file is not read."""

LONGEST = 8
"""Words of a name."""

NEVER = "never"
"""The heading in the reader's file under which names stand that are to be left as they are."""

Words = tuple[str, ...]
Names = tuple[q.Name, ...]
Typed = q.Word | q.Phrase


@dataclass(frozen=True, slots=True)
class Group:
    """One name in its spellings."""

    names: tuple[q.Name, ...]


class Spellings:
    """Groups of names that are the same; looked up by what is typed, in any form of the name."""

    def __init__(self, groups: Iterable[Sequence[str]], never: Iterable[str] = ()) -> None:
        """Take groups; those that share a name become one. `never`: names not to expand."""
        self._groups: dict[Words, Group] = {}
        for group in groups:
            self._add(group)
        for text in never:
            self._groups.pop(tuple(forms(text)), None)

    def _add(self, texts: Sequence[str]) -> None:
        names = {name: None for text in texts if (name := _name(text)) is not None}
        for name in list(names):
            known = self._groups.get(name.words)
            names |= dict.fromkeys(known.names) if known else {}
        group = Group(tuple({(name.words): name for name in reversed(names)}.values())[::-1])
        for name in names:
            self._groups[name.words] = group

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every group, each once."""
        return tuple(dict.fromkeys(self._groups.values()))

    @cached_property
    def _begun(self) -> dict[str, list[Words]]:
        """First word of a name to the names that begin so, the longest first."""
        found: dict[str, list[Words]] = {}
        for words in sorted(self._groups, key=len, reverse=True):
            found.setdefault(words[0], []).append(words)
        return found

    def names(self, words: Sequence[str]) -> tuple[q.Name, ...]:
        """Return all spellings of a name given as folded words; none when it is no known name."""
        found = self._found(tuple(words))
        return self._groups[found].names if found else ()

    def _found(self, words: Words) -> Words | None:
        if words in self._groups:
            return words
        candidates = (name for name in self._beginning_with(words[0]) if len(name) == len(words))
        return next((name for name in candidates if _is_form(words, name)), None)

    def _beginning_with(self, form: str) -> Iterator[Words]:
        for word in sorted(nominatives(form), key=len, reverse=True):
            yield from self._begun.get(word, ())

    def longest(self, words: Sequence[str], ends: Collection[int]) -> tuple[int, Names]:
        """Return how many of the first words are one name of several words, and its spellings.

        `ends`: after how many words a name may end.
        """
        for name in sorted(self._beginning_with(words[0]), key=len, reverse=True):
            size = len(name)
            if size > 1 and size in ends and _is_form(tuple(words[:size]), name):
                return size, self._groups[name].names
        return 0, ()

    # --- queries

    def expanded(self, parsed: q.ParsedQuery) -> q.ParsedQuery:
        """Return a query with every name in it replaced by the name in all its spellings.

        What stands in quotation marks, patterns and fuzzy words are left as they are.
        """
        return replace(parsed, node=self.expand(parsed.node))

    def expand(self, node: q.Node) -> q.Node:
        """Return the same question, asked in every spelling."""
        match node:
            case q.And(parts):
                return q.all_of(*self._row(parts))
            case q.Or(parts):
                return q.any_of(*map(self.expand, parts))
            case q.Not(part):
                return q.Not(self.expand(part))
            case q.Word(text):
                return _spelled(node, self.names((text,)))
            case q.Phrase(words, 0, False):
                return _spelled(node, self.names(words))
            case q.Named(_, words):
                others = (name.words for name in self.names(words) if name.words != words)
                return replace(node, others=tuple(others))
            case q.Noted(_, q.Word() | q.Phrase() as leaf):
                asked = self.expand(leaf)
                assert isinstance(asked, q.Word | q.Phrase | q.Spelled)
                return replace(node, leaf=asked)
            case _:
                return node

    def _row(self, parts: Sequence[q.Node]) -> Iterator[q.Node]:
        """Yield the parts of a conjunction; words in a row may be one name of several words."""
        at = 0
        while at < len(parts):
            row = _row_from(parts, at)
            number, names = self._name_in(row)
            if number:
                words = tuple(chain.from_iterable(map(_words_of, row[:number])))
                typed = q.Phrase(words, exact=False, field=row[0].field)
                apart = q.all_of(*map(self.expand, row[:number]))
                yield q.any_of(apart, _spelled(typed, names))
            else:
                yield self.expand(parts[at])
            at += number or 1

    def _name_in(self, row: Sequence[Typed]) -> tuple[int, Names]:
        """Return how many of the parts of a row are one name, more than one, and its spellings."""
        if len(row) < 2:
            return 0, ()
        words = list(chain.from_iterable(map(_words_of, row)))
        ends = list(accumulate(len(_words_of(part)) for part in row))
        size, names = self.longest(words, ends[1:])
        return (ends.index(size) + 1, names) if size else (0, ())


def _row_from(parts: Sequence[q.Node], at: int) -> list[Typed]:
    """Return the words that stand in a row in one field, those with hyphens among them."""
    row: list[Typed] = []
    for part in parts[at : at + LONGEST]:
        if not isinstance(part, q.Word | q.Phrase) or (row and part.field is not row[0].field):
            break
        if isinstance(part, q.Phrase) and (part.exact or part.slop):
            break
        row.append(part)
    return row


def _words_of(part: Typed) -> Words:
    return (part.text,) if isinstance(part, q.Word) else part.words


def _spelled(typed: q.Word | q.Phrase, names: tuple[q.Name, ...]) -> q.Node:
    if not names:
        return typed
    return q.Spelled(typed, tuple(replace(name, field=typed.field) for name in names))


def _is_form(words: Words, name: Words) -> bool:
    return all(word in declined(base) for word, base in zip(words, name, strict=True))


def _name(text: str) -> q.Name | None:
    words = tuple(forms(text))
    return q.Name(words, text.strip()) if 0 < len(words) <= LONGEST else None


NONE = Spellings(())
"""No name has another spelling."""


def shipped() -> list[list[str]]:
    """Return the groups that come with careader."""
    text = files("careader.search").joinpath("data", "spellings.yaml").read_text("utf-8")
    return read(text)[0]


def read(text: str) -> tuple[list[list[str]], list[str], list[str]]:
    """Return the groups of a list of spellings, the names never to expand, and what is wrong.

    A list of groups, or headings with a list of groups each. A group is a list of names, or one
    text with commas between them. Never raises.
    """
    import yaml  # 12 ms: who searches for no words does without

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # text, lists, mappings only
    try:
        data = yaml.load(text, Loader=loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return [], [], [" ".join(str(error).split())]
    sections = data if isinstance(data, dict) else {"": data or []}
    groups: list[list[str]] = []
    never: list[str] = []
    problems: list[str] = []
    for heading, section in sections.items():
        for number, entry in enumerate(section if isinstance(section, list) else [section], 1):
            names = _listed(entry)
            if heading == NEVER and names:
                never += names
            elif names is None or (len(names) < 2 and names):
                problems.append(f"{heading or 'the list'}, entry {number}: not names of one thing")
            elif names:
                groups.append(names)
    return groups, never, problems


def _listed(entry: object) -> list[str] | None:
    if isinstance(entry, str):
        return [name for part in entry.split(",") if (name := part.strip())]
    if isinstance(entry, list) and all(isinstance(name, str) for name in entry):
        return [name.strip() for name in entry if name.strip()]
    return None


class OwnSpellings:
    """The shipped list and the reader's own file, read again when that changes. Thread-safe."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._stamp: tuple[int, int] | None = None
        self._shipped: list[list[str]] | None = None
        self._now: Spellings | None = None
        self.problems: tuple[str, ...] = ()
        """What is wrong in the reader's file, a line each; what makes sense of it is used."""

    def now(self) -> Spellings:
        """Return the spellings as of this moment; a look at the file costs a microsecond."""
        stamp = self._stamp_now()
        if self._now is None or stamp != self._stamp:
            if self._shipped is None:
                self._shipped = shipped()
            groups, never, problems = self._read(stamp)
            self._now = Spellings([*self._shipped, *groups], never)
            self._stamp, self.problems = stamp, tuple(problems)
        return self._now

    def _stamp_now(self) -> tuple[int, int] | None:
        try:
            state = self._file.stat() if self._file else None
        except OSError:
            return None
        return (state.st_size, state.st_mtime_ns) if state else None

    def _read(self, stamp: tuple[int, int] | None) -> tuple[list[list[str]], list[str], list[str]]:
        if self._file is None or stamp is None:
            return [], [], []
        if stamp[0] > LARGEST:
            return [], [], [f"longer than {LARGEST:,} bytes: not read"]
        try:
            return read(self._file.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as error:
            return [], [], [str(error)]


Known = Callable[[], Spellings]
"""What says which names have other spellings, as of now."""
