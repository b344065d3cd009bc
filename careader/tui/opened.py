"""The article in the reading pane with all that is painted over its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from careader.model import AnchorState, Article, Offsets, PlacedHighlight
from careader.text.reading import ReadingText
from careader.tui.span_index import SpanIndex


@dataclass(frozen=True, slots=True)
class Opened:
    """An immutable picture of one open article. Panes compare it, never change it."""

    article: Article
    reading: ReadingText
    placed: tuple[PlacedHighlight, ...] = ()
    """Every highlight of the article, orphans last."""
    hits: Sequence[Offsets] = ()
    """What the search or the find in the article matched; sorted, not overlapping."""
    found: str = ""
    """What the hits are hits of, for the status line."""
    about: tuple[str, ...] = ()
    """Codes of the countries it is about, by its front matter or as its text was weighed."""
    highlights: SpanIndex[PlacedHighlight] = field(init=False, compare=False)
    hit_index: SpanIndex[int] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        found = (each for each in self.placed if each.state is not AnchorState.ORPHAN)
        shown = (each for each in found if each.start < each.end)
        object.__setattr__(self, "highlights", SpanIndex((p.start, p.end, p) for p in shown))
        numbered = enumerate(self.hits)
        object.__setattr__(self, "hit_index", SpanIndex((s, e, n) for n, (s, e) in numbered))
