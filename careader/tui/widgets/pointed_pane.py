"""A pane of text that the mouse marks: a drag selects, clicks take words and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from careader.tui.widgets.line_pane import LinePane

if TYPE_CHECKING:
    from careader.text.layout import Layout
    from careader.tui.caret import Caret
    from careader.tui.opened import Opened


class PointedPane(LinePane):
    """The mouse moves the same caret as the keys; a movement without a button costs nothing."""

    _pressed: int | None = None
    """Offset where the button went down; None while it is up."""
    _dragged = False
    """Whether the click that ends a drag is still to come."""

    # --- what a subclass gives

    caret: Caret | None
    layout_: Layout | None
    opened: Opened | None

    def offset_at(self, x: int, y: int) -> int | None:
        """Return the offset under a cell of the pane, None where there is no text."""
        raise NotImplementedError

    def set_caret(self, caret: Caret | None) -> None:
        """Move caret and selection."""
        raise NotImplementedError

    def point_at(self, offset: int) -> None:
        """Be told of a click while there is no caret to move."""
        raise NotImplementedError

    # --- events

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret where the mouse is, ready to drag."""
        offset = self.offset_at(event.x, event.y)
        if offset is None or event.button != 1:
            return
        event.stop()
        self.capture_mouse()
        self._pressed, self._dragged = offset, False

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while dragging."""
        if self._pressed is None:
            return
        event.stop()
        edge = min(max(event.y, 0), self.size.height - 1)
        if event.y != edge:
            self.move_top(self.top + (1 if event.y > edge else -1))
        offset = self.offset_at(event.x, edge)
        if offset is not None and (offset != self._pressed or self._dragged):
            self._dragged = True
            self._put_caret(offset, self._pressed)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the drag."""
        if self._pressed is not None:
            event.stop()
            self.release_mouse()
            self._pressed = None

    def on_click(self, event: events.Click) -> None:
        """Take what is under the mouse; two clicks take the word, three the sentence."""
        offset = self.offset_at(event.x, event.y)
        dragged, self._dragged = self._dragged, False
        if offset is None or self.opened is None or dragged:
            return
        event.stop()
        if event.chain >= 2:
            self._take_unit(offset, event.chain)
        elif self.caret is not None:
            self._put_caret(offset)
        else:
            self.point_at(offset)

    def _put_caret(self, offset: int, anchor: int | None = None) -> None:
        from careader.tui.caret import Caret
        from careader.tui.motions import snap

        assert self.layout_ is not None
        start = None if anchor is None else snap(self.layout_, anchor)
        self.set_caret(Caret(snap(self.layout_, offset), start))

    def _take_unit(self, offset: int, clicks: int) -> None:
        from careader.tui import labels
        from careader.tui.caret import Caret

        assert self.opened is not None
        unit = labels.word_at if clicks == 2 else labels.sentence_at
        start, end = unit(self.opened.reading, offset)
        self.set_caret(Caret.over(start, end))
