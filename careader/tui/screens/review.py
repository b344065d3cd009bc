"""The review sheet: a marked passage as it was beside the place where it seems to be now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip

from careader.annotations.review import differences
from careader.annotations.settled import Said
from careader.config import COLORS
from careader.model import AnchorState, PlacedHighlight
from careader.text.reading import ReadingText
from careader.tui.keymap import normal_key
from careader.tui.layouts import latin_twins
from careader.tui.screens.modal import Modal
from careader.tui.side_by_side import SheetLine, beside, wrap_runs
from careader.tui.widgets.line_pane import LinePane, Title
from careader.tui.widgets.pieces import Piece, fit

_WIDEST = 118
_FRAME = 4
_COLUMNS = 96
"""Cells from which the two passages stand beside each other; on fewer, one below the other."""
_AROUND, _AROUND_NARROW = 180, 60
"""Code points of the article shown on either side of a passage, in two columns and in one."""
_PASSAGE = 1_500
"""Code points of a passage that are shown; of a longer one, its two ends."""


Runs = list[tuple[str, str]]
"""Pieces of text with the roles they play."""


@dataclass(frozen=True, slots=True)
class Case:
    """A highlight to be looked at."""

    placed: PlacedHighlight
    title: str
    """Of its article."""
    reading: ReadingText | None
    """The article now; None when it is gone."""
    marked_in: str | None
    """The text it was marked in; None when nobody kept it."""
    own: bool
    """Whether the reader may say where it stands."""


class ReviewText(LinePane):
    """The passages of one case."""

    def __init__(self) -> None:
        super().__init__(Title(""), id="review-text")
        self.lines: Sequence[SheetLine] = ()

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def paint(self, line: int, width: int) -> Strip:
        """Return one line."""
        pieces: list[Piece] = [
            (text, self.palette[role] if role else Style.null()) for text, role in self.lines[line]
        ]
        return fit(pieces, width, self.palette["base"])


class ReviewScreen(Modal[PlacedHighlight | None]):
    """One case after the other. It answers with the highlight to be moved, None when all is said.

    `a` accepts, `m` moves, `d` detaches, `n` and `p` go on and back, Escape closes.
    """

    CSS = """
    ReviewScreen { align: center middle; background: transparent; }
    ReviewScreen > Vertical {
        width: 118; max-width: 100%; height: 90%; padding: 0 1;
        border: solid $primary; background: $background;
    }
    """

    def __init__(
        self,
        count: int,
        case: Callable[[int], Case],
        say: Callable[[Case, Said], str | None],
    ) -> None:
        """Prepare the sheet.

        Args:
            count: How many cases there are.
            case: Returns one of them, by its number from 0.
            say: Keeps what the reader says of one; returns why that failed, None when it did not.
        """
        super().__init__()
        self._count = count
        self._case = case
        self._say = say
        self._number = 0
        self._said: dict[int, str] = {}
        self._current: Case | None = None

    def compose(self) -> ComposeResult:
        """Title and passages."""
        with Vertical():
            yield ReviewText()

    def on_mount(self) -> None:
        """Show the first case."""
        self._show()

    def on_resize(self) -> None:
        """Wrap to the new width."""
        if self._current is not None:
            self._show()

    def _show(self) -> None:
        case = self._current = self._case(self._number)
        text = self.query_one(ReviewText)
        done = self._said.get(self._number, "")
        text.lines = case_lines(case, min(_WIDEST, self.app.size.width) - _FRAME, done)
        text.entitle(f"Review {case.title}", f"{self._number + 1} of {self._count}")
        text.move_top(0)
        text.refresh()

    def on_key(self, event: events.Key) -> None:
        """Take an answer, move or close."""
        event.stop()
        key = normal_key(latin_twins((event.key,))[0])
        answers = {"a": Said.ACCEPTED, "d": Said.DETACHED}
        if key in answers:
            self._answer(answers[key])
        elif key == "m":
            self._move()
        elif key in ("escape", "q"):
            self.dismiss(None)
        elif key in ("n", "right", "tab", "p", "left", "shift+tab"):
            self._turn(1 if key in ("n", "right", "tab") else -1)
        else:
            self._scroll(key)

    def _answer(self, said: Said) -> None:
        case = self._current
        if case is None or not case.own or self._number in self._said:
            return
        if said is Said.ACCEPTED and case.placed.state is not AnchorState.CHECK:
            return
        problem = self._say(case, said)
        if problem is not None:
            self.query_one(ReviewText).entitle(problem, "")
            return
        self._said[self._number] = f"{str(said).capitalize()}; u undoes it after Esc"
        self._turn(1)

    def _move(self) -> None:
        case = self._current
        if case is not None and case.own and case.reading is not None:
            self.dismiss(case.placed)

    def _turn(self, step: int) -> None:
        """Go to the next case that nothing was said of; close after the last."""
        if len(self._said) == self._count:
            self.dismiss(None)
            return
        if step > 0:
            later = [*range(self._number + 1, self._count), *range(self._number + 1)]
            self._number = next(n for n in later if n not in self._said)
        else:
            self._number = (self._number - 1) % self._count
        self._show()

    def _scroll(self, key: str) -> None:
        text = self.query_one(ReviewText)
        page = max(1, text.body - 1)
        steps = {"j": 1, "down": 1, "k": -1, "up": -1, "space": page, "b": -page}
        if key in steps:
            text.move_top(text.top + steps[key])


def case_lines(case: Case, width: int, done: str = "") -> list[SheetLine]:
    """Return what is shown of a case: the passage as it was, the place now, the keys."""
    wide = width >= _COLUMNS
    column = (width - 3) // 2 if wide else width
    old, now = _passages(case, _AROUND if wide else _AROUND_NARROW)
    left = [[("Marked", "strong"), (_when(case), "dim")], *wrap_runs(old, column)]
    right = [[(_now_title(case), "strong")], *wrap_runs(now, column)]
    both = beside(left, right, column) if wide else [*left, [], *right]
    return [*wrap_runs([(done or _keys(case), "dim")], width), [], *both]


def _when(case: Case) -> str:
    highlight = case.placed.highlight
    parts = (highlight.created[:10], highlight.reader, " › ".join(highlight.heading))
    return " " + " · ".join(filter(None, parts))


def _now_title(case: Case) -> str:
    if case.reading is None:
        return "The article is no longer in the library"
    if case.placed.state is AnchorState.CHECK:
        return "Probably here now"
    return "Not found in the article as it is now"


def _passages(case: Case, around: int) -> tuple[Runs, Runs]:
    """Return runs with roles: the quote in its old context, and what stands at its new place."""
    placed, highlight = case.placed, case.placed.highlight
    mark = f"mark-{highlight.color if highlight.color in COLORS else COLORS[0]}"
    found = case.reading is not None and placed.state is AnchorState.CHECK
    text = case.reading.text if case.reading is not None and found else ""
    mine, theirs = _compared(highlight.quote, text[placed.start : placed.end], mark)
    before, after = _old_context(case)
    old = _around(before, mine, after, around)
    if not found:
        return old, []
    return old, _around(text[: placed.start], theirs, text[placed.end :], around)


def _compared(quote: str, there: str, mark: str) -> tuple[Runs, Runs]:
    """Return both passages with what is different in them standing out."""
    if not there or len(quote) + len(there) > 2 * _PASSAGE:
        return [(_ends(quote), mark)], [(_ends(there), mark)]
    mine, theirs = differences(quote, there)
    return _marked(mine, mark), _marked(theirs, mark)


def _marked(runs: Sequence[tuple[str, bool]], mark: str) -> Runs:
    return [(text, "match" if different else mark) for text, different in runs]


def _around(before: str, passage: Runs, after: str, around: int) -> Runs:
    """Return a passage with so many code points around it, cut where words end."""
    head, tail = before[-around:], after[:around]
    if len(before) > around:
        head = "… " + head.partition(" ")[2]
    if len(after) > around:
        tail = tail.rpartition(" ")[0] + " …"
    return [(head, "dim"), *passage, (tail, "dim")]


def _ends(passage: str) -> str:
    half = _PASSAGE // 2
    return passage if len(passage) <= _PASSAGE else f"{passage[:half]} […] {passage[-half:]}"


def _old_context(case: Case) -> tuple[str, str]:
    """Return what stood around the quote: from the text it was marked in, or the few words kept."""
    highlight, text = case.placed.highlight, case.marked_in
    if text is None or text[highlight.start : highlight.end] != highlight.quote:
        return highlight.prefix, highlight.suffix
    return text[: highlight.start], text[highlight.end :]


def _keys(case: Case) -> str:
    if not case.own:
        return f"This highlight is {case.placed.highlight.reader}’s · n next · Esc closes"
    parts = ["a accept"] if case.placed.state is AnchorState.CHECK else []
    parts += ["m select the passage"] if case.reading is not None else []
    return " · ".join([*parts, "d detach", "n next", "p previous", "Esc closes"])
