"""Did you mean: a query like one without hits, that has some."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from careader.search import query as q
from careader.search.analysis import spans
from careader.search.lexicon import edits
from careader.search.view import View

TRIED = 4
"""Candidates for one unknown word."""

MOST_WORDS = 3
"""Unknown words that are replaced; a query with more is no slip of the finger."""


def suggestion(view: View, query: q.ParsedQuery, has_hits: Callable[[str], bool]) -> str | None:
    """Return the query with its unknown words replaced by known ones like them, if that has hits.

    `has_hits` says it of a query's text, filters and all.
    """
    unknown = list(dict.fromkeys(_unknown(view, query.node)))
    if not 0 < len(unknown) <= MOST_WORDS:
        return None
    choices = {word: _candidates(view, word) for word in unknown}
    if not all(choices.values()):
        return None
    best = {word: found[0] for word, found in choices.items()}
    for word in unknown:
        for candidate in choices[word]:
            text = _replaced(query.text, {**best, word: candidate})
            if has_hits(text):
                return text
    return None


def _unknown(view: View, node: q.Node) -> Iterator[str]:
    for leaf in q.text_leaves(node):
        match leaf:
            case q.Word(text):
                words: tuple[str, ...] = (text,)
            case q.Phrase(words):
                pass
            case q.Wildcard(pattern) if pattern[:-1].isalnum():
                words = (pattern[:-1],)
            case _:
                continue
        yield from (word for word in words if not view.forms(q.Word(word)))


def _candidates(view: View, word: str) -> list[str]:
    """Return known words like this one: the fewest letters changed, then the most articles."""
    if view.engine is None or len(word) < 3:
        return []
    near = view.engine.near(word, 1) or view.engine.near(word, 2 if len(word) > 4 else 1)
    counted = {form: len(view.weights(q.Phrase((form,)))[0]) for form in sorted(near)[:40]}
    return sorted(
        (form for form, count in counted.items() if count and form != word),
        key=lambda form: (edits(word, form, 3), -counted[form]),
    )[:TRIED]


def _replaced(text: str, words: dict[str, str]) -> str:
    out, at = [], 0
    for begin, end, form in spans(text):
        if form in words:
            out += [text[at:begin], words[form]]
            at = end
    return "".join([*out, text[at:]])
