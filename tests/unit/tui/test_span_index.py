"""Spans asked for by offset: the answer is that of looking at every one of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from careader.tui.span_index import SpanIndex

Span = tuple[int, int, int]

offsets = st.integers(0, 60)
pairs = st.lists(st.tuples(offsets, st.integers(0, 20)), max_size=12)
spans = pairs.map(
    lambda found: [(start, start + length, number) for number, (start, length) in enumerate(found)]
)


def touching(spans: list[Span], start: int, end: int) -> list[Span]:
    return [each for each in spans if set(range(each[0], each[1])) & set(range(start, end))]


@given(spans, offsets, offsets)
def test_the_spans_that_share_a_code_point_are_those_that_brute_force_finds(
    spans: list[Span], start: int, end: int
) -> None:
    found = list(SpanIndex(spans).overlapping(start, end))

    assert sorted(found) == sorted(touching(spans, start, end))
    assert [each[0] for each in found] == sorted(each[0] for each in found)


@given(spans, offsets)
def test_the_innermost_span_is_one_that_covers_the_offset_and_starts_last(
    spans: list[Span], offset: int
) -> None:
    covering = touching(spans, offset, offset + 1)
    found = SpanIndex(spans).at(offset)

    if not covering:
        assert found is None
        return
    assert found in covering
    assert found is not None
    assert found[0] == max(each[0] for each in covering)
    assert found[1] == min(each[1] for each in covering if each[0] == found[0])


@given(spans, offsets)
def test_the_next_and_the_previous_span_by_where_they_start(spans: list[Span], offset: int) -> None:
    index = SpanIndex(spans)
    after, before = index.after(offset), index.before(offset)

    later = [each[0] for each in spans if each[0] > offset]
    earlier = [each[0] for each in spans if each[0] < offset]
    assert (after[0] if after else None) == min(later, default=None)
    assert (before[0] if before else None) == max(earlier, default=None)


@given(spans, offsets)
def test_the_position_counts_the_spans_up_to_an_offset(spans: list[Span], offset: int) -> None:
    index = SpanIndex(spans)

    assert index.position_of(offset) == sum(1 for each in spans if each[0] <= offset)
    assert len(index) == len(spans)


@given(spans)
def test_walking_from_one_start_to_the_next_meets_every_start(spans: list[Span]) -> None:
    index = SpanIndex(spans)
    met, offset = [], -1
    while (found := index.after(offset)) is not None:
        offset = found[0]
        met.append(offset)

    assert met == sorted({each[0] for each in spans})
