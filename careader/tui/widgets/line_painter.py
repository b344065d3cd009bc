"""One line of the article as styled segments: markup, highlights, hits, selection, caret."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from careader.colors import known_color
from careader.model import AnchorState, Offsets
from careader.text.cells import width as cells_of
from careader.text.layout import Layout, Line, Run
from careader.text.reading import BlockKind, ReadingText, SpanKind
from careader.tui.caret import Caret, grapheme_end
from careader.tui.looks import combined, is_colleagues, roles_of
from careader.tui.opened import Opened
from careader.tui.span_index import SpanIndex

_BLOCKS = {BlockKind.HEADING: "heading", BlockKind.QUOTE: "quote", BlockKind.CODE: "code"}
_SPANS = {
    SpanKind.STRONG: "strong",
    SpanKind.EMPHASIS: "emphasis",
    SpanKind.CODE: "code",
    SpanKind.STRIKE: "strike",
    SpanKind.LINK: "link",
    SpanKind.NOTE: "note",
}


@dataclass(frozen=True, slots=True)
class Overlay:
    """What changes faster than the article: painted above it."""

    caret: Caret | None = None
    hit: int | None = None
    """Number of the current hit."""
    current: str = ""
    """Id of the current highlight."""
    note: Offsets | None = None
    """The reference whose footnote is shown."""


Layer = tuple[int, int, str]
"""Start and end offset, role in the palette; later layers lie above earlier ones."""


class LinePainter:
    """Makes segments. Styles are combined once for each set of roles."""

    def __init__(self, style_of: Callable[[str], Style]) -> None:
        self._style_of = style_of
        self._styles: dict[tuple[str, ...], Style] = {}
        self._spans: tuple[ReadingText | None, SpanIndex[str]] = (None, SpanIndex())
        self.own = ""
        """The reader's name: highlights of others look different."""
        self.letters: Mapping[str, str] = {}
        """Colour to the letter that stands for it in the margin; empty where colours are seen."""

    def forget(self) -> None:
        """Look every style up again: the theme changed."""
        self._styles.clear()

    def paint(
        self, opened: Opened, layout: Layout, line: int, width: int, base: Style, overlay: Overlay
    ) -> list[Segment]:
        """Return the segments of one line, padded to `width` cells."""
        shown = layout.line(line)
        layers = [] if shown.spacer else self._layers(opened, shown, overlay)
        segments: list[Segment] = []
        if shown.prefix:
            segments.append(Segment(shown.prefix, base + self._style(("dim",))))
        block = _BLOCKS.get(shown.kind)
        under = (f"{block}",) if block and not shown.spacer else ()
        if shown.spacer:
            under = ("dim",)
        for run in layout.runs(line):
            segments += self._run(opened.reading.text, run, layers, under, base)
        if overlay.caret is not None and _is_empty_at(opened, shown, overlay.caret.offset):
            segments = segments[: bool(shown.prefix)] + self._empty(layout, line, under, base)
        used = sum(cells_of(segment.text) for segment in segments)
        return [*segments, Segment(" " * (width - used), base)] if used < width else segments

    def _empty(
        self, layout: Layout, line: int, under: tuple[str, ...], base: Style
    ) -> list[Segment]:
        """Return a line without a cell of text that shows the caret: a rule, a bare item."""
        drawn = "".join(run.text for run in layout.runs(line) if run.start == run.end) or " "
        caret = Segment(drawn[:1], base + self._style(("caret",)))
        return [caret, Segment(drawn[1:], base + self._style(under))] if drawn[1:] else [caret]

    def sign(self, opened: Opened, layout: Layout, line: int, base: Style) -> Segment | None:
        """Return what stands in the margin of a line on which highlights begin, one cell.

        A question mark for a doubtful one; where there are no colours the letter of the colour,
        small for a colleague's. None on every other line.
        """
        shown = layout.line(line)
        if shown.spacer:
            return None
        found = opened.highlights.overlapping(shown.start, shown.end)
        begun = [
            placed
            for first, _, placed in found
            if shown.start <= first and layout.line_of(first) == line
        ]
        if any(each.state is AnchorState.CHECK for each in begun):
            return Segment("?", base + self._style(("sign",)))
        if not begun or not self.letters:
            return None
        letter = self.letters[known_color(begun[0].highlight.color)]
        shows = letter.lower() if is_colleagues(begun[0], self.own) else letter
        return Segment(shows, base + self._style(("sign",)))

    # --- layers

    def _layers(self, opened: Opened, line: Line, overlay: Overlay) -> list[Layer]:
        start, end = line.start, line.end
        layers = list(self._markup(opened.reading).overlapping(start, end))
        for first, last, placed in opened.highlights.overlapping(start, end):
            roles = roles_of(placed, own=self.own, current=overlay.current)
            layers += [(first, last, name) for name in roles]
        for first, last, number in opened.hit_index.overlapping(start, end):
            name = "hit-current" if number == overlay.hit else "hit"
            layers.append((first, last, name))
        if overlay.note is not None:
            layers.append((*overlay.note, "note-current"))
        return layers + _caret_layers(opened.reading.text, overlay.caret)

    def _markup(self, reading: ReadingText) -> SpanIndex[str]:
        if self._spans[0] is not reading:
            spans = ((s.start, s.end, f"{_SPANS[s.kind]}") for s in reading.spans)
            self._spans = (reading, SpanIndex(spans))
        return self._spans[1]

    def _run(
        self, text: str, run: Run, layers: list[Layer], under: tuple[str, ...], base: Style
    ) -> list[Segment]:
        if run.start == run.end or not layers:
            return (
                [Segment(run.text, base + self._style(under) if under else base)]
                if run.text
                else []
            )
        if run.text != text[run.start : run.end]:
            names = _names_over(layers, run.start, run.end)
            return [Segment(run.text, base + self._style(under + names))]
        return [
            Segment(text[a:b], base + self._style(under + _names_over(layers, a, b)))
            for a, b in _cuts(run.start, run.end, layers)
        ]

    def _style(self, names: tuple[str, ...]) -> Style:
        style = self._styles.get(names)
        if style is None:
            styles = [self._style_of(name) for name in combined(names)]
            style = Style.combine(styles) if styles else Style.null()
            self._styles[names] = style
        return style


def _is_empty_at(opened: Opened, line: Line, caret: int) -> bool:
    """Say whether the caret stands on a line that has no cell to show it on."""
    stands = not line.spacer and line.start == caret
    return stands and not cells_of(opened.reading.text[line.start : line.end])


def _caret_layers(text: str, caret: Caret | None) -> list[Layer]:
    if caret is None:
        return []
    selected = caret.selection(text)
    layers: list[Layer] = [(*selected, "selection")] if selected else []
    return [*layers, (caret.offset, grapheme_end(text, caret.offset), "caret")]


def _cuts(start: int, end: int, layers: list[Layer]) -> list[Offsets]:
    """Return the stretches of a run over which the layers do not change."""
    edges = {start, end}
    for first, last, _ in layers:
        if start < first < end:
            edges.add(first)
        if start < last < end:
            edges.add(last)
    ordered = sorted(edges)
    return list(pairwise(ordered))


def _names_over(layers: list[Layer], start: int, end: int) -> tuple[str, ...]:
    return tuple(name for first, last, name in layers if first <= start and end <= last)
