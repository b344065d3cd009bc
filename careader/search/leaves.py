"""One term of a query, under the field it stands in, into a leaf of the tree."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from careader.search import query as q
from careader.search.analysis import LONGEST, forms
from careader.search.dates import range_of
from careader.search.fold import APOSTROPHES, CJK, WITHIN, fold

SHORTEST_FUZZY = 3
"""Letters: everything resembles a word of two."""

_FUZZY = re.compile(r"(.*[\w*?])~(\d*)")
_WILD = re.compile(r"\*|\?(?=\w)")
_STARRED = re.compile(f"(?:[^\\W_]|[*?{APOSTROPHES}{WITHIN}])+")
_LETTER = re.compile(f"[^\\W_{CJK}]|[{CJK}]")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or what stands in quotation marks."""

    text: str
    quoted: bool = False
    slop: int = 0
    """Of a quoted term: N after `~`."""
    unfinished: bool = False
    """Nothing follows it and the person is still typing."""


def build(field: str, term: Term, problems: list[str]) -> q.Node:
    """Return the node a term stands for; add to `problems` what is not understood."""
    if field in ("", "title"):
        return _text(term, q.TextField(field))
    if field in ("note", "highlight"):
        return _noted(q.NoteField(field), _text(term, q.TextField.ALL))
    return _BUILDERS[field](field, term, problems)


def _text(term: Term, field: q.TextField) -> q.Node:
    if term.quoted:
        words = tuple(forms(term.text))
        return q.Phrase(words, term.slop, exact=not term.slop, field=field) if words else _ALL
    fuzzy = _FUZZY.fullmatch(term.text)
    if fuzzy and not _WILD.search(term.text):
        return _fuzzy(fuzzy[1], fuzzy[2], field)
    if _WILD.search(term.text):
        return _wild(term, field)
    return _plain(term, field)


def _plain(term: Term, field: q.TextField) -> q.Node:
    words = tuple(forms(term.text))
    if not words:
        return _ALL
    if len(words) > 1:
        return q.Phrase(words, exact=False, field=field)
    going_on = term.unfinished and term.text[-1:].isalnum()
    return q.Word(words[0], field, beginning=going_on)


def _fuzzy(text: str, distance: str, field: q.TextField) -> q.Node:
    words = forms(text)
    if len(words) != 1 or len(words[0]) < SHORTEST_FUZZY:
        return _plain(Term(text), field)
    usual = 1 if len(words[0]) <= 5 else 2
    return q.Fuzzy(words[0], max(1, min(int(distance[:3]), 2)) if distance else usual, field)


def _wild(term: Term, field: q.TextField) -> q.Node:
    parts = [_pattern(piece, field) for piece in _STARRED.findall(term.text)]
    return q.all_of(*parts)


def _pattern(piece: str, field: q.TextField) -> q.Node:
    pattern = re.sub(r"\*+", "*", fold(piece[:LONGEST]))
    if not _LETTER.search(pattern):
        return _ALL
    if not set(pattern) & set("*?"):
        return _plain(Term(piece), field)
    return q.Wildcard(pattern, field)


def _noted(field: q.NoteField, node: q.Node) -> q.Node:
    match node:
        case q.Word() | q.Phrase() | q.Wildcard() | q.Fuzzy():
            return q.Noted(field, node)
        case q.And(parts):
            return q.all_of(*(_noted(field, part) for part in parts))
        case _:
            return node


def _country(field: str, term: Term, problems: list[str]) -> q.Node:
    from careader.countries.names import place_of  # names in four languages: only when asked

    code = place_of(term.text)
    if code is None:
        if term.unfinished:
            return _ALL
        problems.append(f"No country or group of countries is called “{term.text}”.")
        return q.Nothing(term.text)
    return q.About(code) if field == "about" else q.Mentions(code)


def _named(field: str, term: Term, problems: list[str]) -> q.Node:
    name = _NAMED[field]
    starred = term.text.endswith("*")
    words = tuple(forms(term.text))
    if not words:
        return _ALL
    return q.Named(name, words, beginning=starred or term.unfinished)


def _date(field: str, term: Term, problems: list[str]) -> q.Node:
    days = range_of(term.text)
    if days is None:
        if term.unfinished:
            return _ALL
        problems.append(f"“{term.text}” is no date: 2012, 2012-10, 2010..2012 are.")
        return _text(term, q.TextField.ALL)
    return q.DateRange(*days, said=term.text)


def _is(field: str, term: Term, problems: list[str]) -> q.Node:
    value = term.text.casefold()
    if value in q.State._value2member_map_:
        return q.Is(q.State(value))
    return _no_such("is", term, problems, "read, unread, starred")


def _has(field: str, term: Term, problems: list[str]) -> q.Node:
    value = term.text.casefold().removesuffix("s")
    if value in q.Owned._value2member_map_:
        return q.Has(q.Owned(value))
    return _no_such("has", term, problems, "highlight, note")


def _no_such(field: str, term: Term, problems: list[str], known: str) -> q.Node:
    if term.unfinished:
        return _ALL
    problems.append(f"“{field}:” knows {known}; “{term.text}” is searched as a word.")
    return _text(term, q.TextField.ALL)


_ALL = q.Everything()
_NAMED = {
    "author": q.NamedField.AUTHOR,
    "pub": q.NamedField.PUBLICATION,
    "tag": q.NamedField.TAG,
    "lang": q.NamedField.LANG,
}
_BUILDERS: dict[str, Callable[[str, Term, list[str]], q.Node]] = {
    **dict.fromkeys(("country", "about"), _country),
    **dict.fromkeys(_NAMED, _named),
    "date": _date,
    "is": _is,
    "has": _has,
}
