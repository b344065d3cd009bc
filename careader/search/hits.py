"""Where a query's words stand in a text: what to paint, and what to quote in a snippet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import islice

from careader.search import query as q
from careader.search.analysis import TOKEN, forms, is_cjk, spans
from careader.search.positions import rows, windows
from careader.search.seeds import Haystack, Pattern, pattern, word_patterns
from careader.search.textmatch import Sought, Test, tests

Span = tuple[int, int]

WIDE = 100
"""Code points that a word and what follows it surely do not fill: farther apart is not near."""


def find_hits(
    text: str, query: q.ParsedQuery, *, title: bool = False, limit: int | None = None
) -> tuple[Span, ...]:
    """Return the spans of a text that a query asks for, in code points, sorted, not overlapping.

    A phrase is one span. What stands under a NOT or is asked of notes has none. `title`: the text
    is a title, so words asked of titles count too. `limit`: stop after so many hits of each part
    of the query. 500,000 characters take about 10 ms.
    """
    leaves = [leaf for leaf in q.text_leaves(query.node) if title or not leaf.field]
    hay = Haystack(text)
    found = (islice(hits_of(hay, leaf), limit) for leaf in dict.fromkeys(leaves))
    return tuple(joined(span for hits in found for span in hits))


def hits_of(hay: Haystack, sought: Sought) -> Iterator[Span]:
    """Yield the spans of one leaf in order of their beginnings."""
    if isinstance(sought, q.Spelled):
        # one spelling may be the beginning of another, or fold like it
        yield from merge(*(hits_of(hay, part) for part in sought.parts))
        return
    near = isinstance(sought, q.Phrase) and sought.slop > 0 and len(sought.words) > 1
    if isinstance(sought, q.Phrase) and near and not hay.exotic:
        words = word_patterns(sought)
        if words is not None:
            yield from _near_candidates(hay, sought, words)
            return
    candidates = None if near or hay.exotic else pattern(sought)
    if candidates is None:
        yield from _read_whole(hay.text, sought)
        return
    wanted = tests(sought)
    places = candidates.places(hay)
    if len(wanted) == 1:
        yield from _single_words(hay.text, places, wanted[0])
        return
    for at in places:
        end = _end_of(hay.text, at, wanted)
        if end:
            yield at, end


def _single_words(text: str, places: Iterator[int], wanted: Test) -> Iterator[Span]:
    """Yield the words that begin at these places and are the wanted one, each looked at once."""
    known: dict[str, bool] = {}
    token = TOKEN.match
    for at in places:
        match = token(text, at)
        if match is None:
            continue
        word = match[0]
        fits = known.get(word)
        if fits is None:
            # A run of CJK is several words, and the first one is not all of it.
            if is_cjk(word):
                if end := _end_of(text, at, (wanted,)):
                    yield at, end
                continue
            fits = known[word] = _end_of(text, at, (wanted,)) > 0
        if fits:
            yield at, match.end()


def _near_candidates(hay: Haystack, leaf: q.Phrase, words: list[Pattern]) -> Iterator[Span]:
    """Find each word by itself, then count the words between those that lie close."""
    found: list[tuple[int, int, int]] = []
    for index, (test, candidates) in enumerate(zip(tests(leaf), words, strict=True)):
        ends = ((at, _end_of(hay.text, at, (test,))) for at in candidates.places(hay))
        before = len(found)
        found += [(at, end, index) for at, end in ends if end]
        if len(found) == before:
            return
    found.sort()
    far = WIDE * (leaf.slop + len(words))
    position, last = 0, found[0][0]
    spans_at: dict[int, Span] = {}
    places: list[list[int]] = [[] for _ in words]
    for at, end, index in found:
        between = far if at - last > far else len(forms(hay.text[last:at]))
        position, last = position + between, at
        spans_at[position] = (at, end)
        places[index].append(position)
    yield from _near(spans_at, places, leaf.slop)


def _end_of(text: str, at: int, wanted: tuple[Test, ...]) -> int:
    """Return where the words end that begin at an offset, 0 if they are not the wanted ones."""
    end = 0
    words = spans(text, at)
    for test in wanted:
        begin, end, form = next(words, (-1, 0, ""))
        if begin < 0 or (at >= 0 and begin != at) or not test(form):
            return 0
        at = -1
    return end


def _read_whole(text: str, sought: Sought) -> Iterator[Span]:
    wanted = tests(sought)
    words = list(spans(text))
    known: list[dict[str, bool]] = [{} for _ in wanted]
    places: list[list[int]] = [[] for _ in wanted]
    for position, (_, _, form) in enumerate(words):
        for test, memory, found in zip(wanted, known, places, strict=True):
            if form not in memory:
                memory[form] = test(form)
            if memory[form]:
                found.append(position)
    if not all(places):
        return
    if isinstance(sought, q.Phrase) and sought.slop and len(places) > 1:
        spans_at = {position: words[position][:2] for found in places for position in found}
        yield from _near(spans_at, places, sought.slop)
        return
    for position in rows(places):
        yield words[position][0], words[position + len(places) - 1][1]


def _near(spans_at: Mapping[int, Span], places: list[list[int]], slop: int) -> Iterator[Span]:
    """Yield each word of the windows, not the windows: what is between was not asked for."""
    wanted = sorted(spans_at)
    done = 0
    for first, last in windows(places, slop):
        for index in range(max(done, bisect_left(wanted, first)), bisect_right(wanted, last)):
            yield spans_at[wanted[index]]
            done = index + 1


def joined(found: Iterable[Span]) -> list[Span]:
    """Return spans sorted, overlapping ones made one."""
    out: list[Span] = []
    for begin, end in sorted(found):
        if out and begin < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((begin, end))
    return out
