"""The query language: what a person types, into a tree. No text is an error."""

from __future__ import annotations

import re
from typing import Final

from careader.search import query as q
from careader.search.leaves import Term, build

FIELDS: Final = [
    "title",
    "author",
    "pub",
    "tag",
    "lang",
    "country",
    "about",
    "date",
    "note",
    "highlight",
    "is",
    "has",
]
"""The names that may stand before a colon."""

DEEPEST = 40
"""Parentheses inside parentheses; more are read as if they were not there."""

MOST_TERMS = 200
"""Terms of one query that count: somebody pasted a page."""

_SPACE = re.compile(r"\s+")
_FIELD = re.compile(rf"({'|'.join(FIELDS)}):\s*")
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]*)([\"“”„»]?)(?:~(\d*))?")
_BARE = re.compile(r"[^\s()\"“”„«»]+")
_UNKNOWN_FIELD = re.compile(r"([A-Za-z]{2,}):(?=[^\s/])")


def parse(text: str, typing: bool = False) -> q.ParsedQuery:
    """Return what a query means; what cannot be understood is searched as plain words.

    `typing`: the last word may be the beginning of one, and what is merely unfinished is no
    problem. Never raises, whatever the text.
    """
    parser = _Parser(text, typing)
    node = parser.whole()
    return q.ParsedQuery(node, text, tuple(dict.fromkeys(parser.problems)))


class _Parser:
    """Recursive descent: or → and → not → primary. Every method leaves `at` further on."""

    def __init__(self, text: str, typing: bool) -> None:
        self.text = text
        self.typing = typing
        self.at = 0
        self.depth = 0
        self.terms = 0
        self.problems: list[str] = []

    def whole(self) -> q.Node:
        node = self.either("")
        while self.peek() == ")":
            self.at += 1
            self.problems.append("A closing parenthesis has no opening one.")
            node = q.all_of(node, self.either(""))
        return node

    def either(self, field: str) -> q.Node:
        said: list[q.Node] = []
        sides = 0
        while not sides or self.keyword("OR"):
            before = self.terms
            side = self.every(field)
            sides += 1
            said += [side] if self.terms > before else []
        if len(said) < sides > 1 and not self.unfinished():
            self.problems.append("OR stands between two words; one of them is missing.")
        return q.any_of(*said) if said else q.Everything()

    def every(self, field: str) -> q.Node:
        parts: list[q.Node] = []
        while True:
            self.keyword("AND")
            if self.peek() in ("", ")") or self.next_is("OR"):
                return q.all_of(*parts)
            parts.append(self.negated(field))

    def negated(self, field: str) -> q.Node:
        if not self.negation():
            return self.primary(field)
        odd = True
        while self.negation():
            odd = not odd
        if self.peek() in ("", ")") or self.next_is("OR"):
            if not self.typing:
                self.problems.append("NOT stands before a word; the word is missing.")
            return q.Everything()
        part = self.primary(field)
        if isinstance(part, q.Everything):
            return part
        return q.Not(part) if odd else part

    def negation(self) -> bool:
        if self.keyword("NOT"):
            return True
        if self.peek() == "-" and self.text[self.at + 1 : self.at + 2].strip(" -"):
            self.at += 1
            return True
        return False

    def primary(self, field: str) -> q.Node:
        if self.peek() == "(":
            return self.group(field)
        named = _FIELD.match(self.text, self.at)
        if named and not field:
            self.at = named.end()
            return self.value(named[1])
        return self.term(field)

    def value(self, field: str) -> q.Node:
        if self.peek() in ("", ")"):
            if not self.typing:
                self.problems.append(f"Nothing stands after “{field}:”.")
            return q.Everything()
        return self.group(field) if self.peek() == "(" else self.term(field)

    def group(self, field: str) -> q.Node:
        self.at += 1
        if self.depth >= DEEPEST:
            self.problems.append("Too many parentheses inside one another.")
            return q.Everything()
        self.depth += 1
        node = self.either(field)
        self.depth -= 1
        if self.peek() == ")":
            self.at += 1
        elif not self.typing:
            self.problems.append("A parenthesis is never closed.")
        return node

    def term(self, field: str) -> q.Node:
        term = self.quoted() or self.bare(field)
        self.terms += 1
        if self.terms > MOST_TERMS:
            self.problems.append(f"Only the first {MOST_TERMS} words are searched.")
            return q.Everything()
        return build(field, term, self.problems)

    def quoted(self) -> Term | None:
        match = _QUOTED.match(self.text, self.at)
        if match is None:
            return None
        self.at = match.end()
        if not match[2] and not self.typing:
            self.problems.append("A quotation mark is never closed.")
        slop = 0 if match[3] is None else min(int(match[3][:3] or 5), 99)
        open_ended = self.typing and not match[2]
        return Term(match[1], quoted=True, slop=slop, unfinished=open_ended)

    def bare(self, field: str) -> Term:
        match = _BARE.match(self.text, self.at)
        raw = match[0] if match else self.text[self.at]
        unknown = None if field else _UNKNOWN_FIELD.match(raw)
        self.at += unknown.end() if unknown else len(raw)
        if unknown and not self.unfinished():
            self.problems.append(f"There is no field “{unknown[1]}”: it is searched as a word.")
        raw = unknown[1] if unknown else raw
        return Term(raw, unfinished=self.unfinished())

    def peek(self) -> str:
        space = _SPACE.match(self.text, self.at)
        if space:
            self.at = space.end()
        return self.text[self.at : self.at + 1]

    def next_is(self, word: str) -> bool:
        self.peek()
        match = _BARE.match(self.text, self.at)
        return match is not None and match[0] == word

    def keyword(self, word: str) -> bool:
        if not self.next_is(word) or (self.typing and self.at + len(word) == len(self.text)):
            return False
        self.at += len(word)
        return True

    def unfinished(self) -> bool:
        return self.typing and self.at >= len(self.text)
