"""Nothing found: which word or filter it was, and how many articles there are without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from careader.search import query as q

Count = Callable[[q.Node], int]

MOST_PARTS = 12
"""Parts of a query that are tried one by one; a pasted page is not."""


def emptied(filters: q.Node, node: q.Node, count: Count) -> str | None:
    """Return a sentence about what left no article; None when nobody can say.

    `count` says how many articles a query has. What is in no article by itself is named first,
    then the part without which there are most.
    """
    parts = q.conjuncts(q.all_of(filters, node))
    if not parts or len(parts) > MOST_PARTS or isinstance(parts[0], q.Everything):
        return None
    absent = [part for part in parts if not count(part)]
    if absent:
        return _absent(absent, parts, count)
    return _together(parts, count)


def _absent(absent: Sequence[q.Node], parts: Sequence[q.Node], count: Count) -> str:
    said = " and none ".join(_has(part) for part in absent[:3])
    rest = [part for part in parts if part not in absent]
    if not rest:
        return f"No article {said}."
    them = "it" if len(absent) == 1 else "them"
    return f"No article {said}; without {them} {_number(count(q.all_of(*rest)))}."


def _together(parts: Sequence[q.Node], count: Count) -> str | None:
    """Say without which part there are most articles."""
    if len(parts) < 2:
        return None
    without = [(count(q.all_of(*_but(parts, n))), n) for n in range(len(parts))]
    number, which = max(without, key=lambda pair: (pair[0], pair[1]))
    if not number:
        return "Each of these is in some article, but no two or three of them together."
    asked = parts[which].describe()
    return f"No article has all of it; without {quoted(parts[which], asked)} {_number(number)}."


def _but(parts: Sequence[q.Node], index: int) -> list[q.Node]:
    return [part for n, part in enumerate(parts) if n != index]


def _has(part: q.Node) -> str:
    said = part.describe()
    match part:
        case q.Nothing():
            return "can be meant: " + said.removeprefix("nothing, since ")
        case q.Word() | q.Phrase() | q.Wildcard() | q.Fuzzy() | q.Name() | q.Spelled():
            return f"has {quoted(part, said)}"
        case q.Not() | q.Or() | q.And():
            return f"is {quoted(part, said)}"
        case q.Named():
            return f"has {said}"
        case q.Noted():
            return f"has {said}"
        case _:
            return f"is {said}"


def quoted(part: q.Node, said: str) -> str:
    """Return a part of a query as a sentence names it: words in quotation marks, once."""
    if isinstance(part, q.Word) and not part.field:
        return f"“{said}”"
    return said


def _number(count: int) -> str:
    return f"{count:,}"
