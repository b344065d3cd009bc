"""Choosing one thing from a list that typing narrows: headings, colours, searches, commands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from careader.tui.screens.modal import Modal
from careader.tui.widgets.at_once import PromptInput
from careader.tui.widgets.pieces import Piece
from careader.tui.widgets.virtual_list import VirtualList

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """One line: what it is, a detail on the right, and what choosing it answers."""

    label: str
    value: Value
    detail: str = ""
    indent: int = 0
    """Cells."""

    def fits(self, words: Sequence[str]) -> bool:
        """Say whether every word occurs in the label or the detail."""
        text = f"{self.label} {self.detail}".casefold()
        return all(word in text for word in words)


class ChoiceList(VirtualList, Generic[Value]):
    """The choices that fit what was typed."""

    def __init__(self, choices: Sequence[Choice[Value]]) -> None:
        super().__init__(id="choices")
        self.choices = choices

    @property
    def row_count(self) -> int:
        """How many choices are left."""
        return len(self.choices)

    def row(self, index: int, line: int, width: int) -> list[Piece]:
        """Return label and detail."""
        choice = self.choices[index]
        label = " " * choice.indent + choice.label
        gap = max(1, width - cell_len(label) - cell_len(choice.detail))
        return [
            (label, Style.null()),
            (" " * gap, Style.null()),
            (choice.detail, self.palette["dim"]),
        ]


class ChooserScreen(Modal[Value | None]):
    """A list over the screen; it answers with the chosen value, or None after Escape."""

    CSS = """
    ChooserScreen { align: center middle; background: transparent; }
    ChooserScreen > Vertical {
        width: 72; max-width: 100%; height: auto; max-height: 80%;
        border: solid $primary; background: $background;
    }
    ChooserScreen Input, ChooserScreen Input:focus {
        border: none; height: 1; padding: 0; background: $background;
    }
    ChooserScreen #title { height: 1; text-style: bold; }
    ChooserScreen ChoiceList { height: auto; }
    """
    AUTO_FOCUS = "Input"

    def __init__(self, title: str, choices: Sequence[Choice[Value]], *, start: int = 0) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._start = start
        self._list = ChoiceList(choices)

    def compose(self) -> ComposeResult:
        """Title, filter, list."""
        with Vertical():
            yield Static(Text(self._title), id="title")
            filter_line = PromptInput(placeholder="type to narrow", compact=True)
            filter_line.cursor_blink = False
            yield filter_line
            yield self._list

    def on_mount(self) -> None:
        """Stand on the choice that is in force."""
        self._fit_height()
        self.call_after_refresh(self._list.move_to, self._start)

    def _fit_height(self) -> None:
        height = min(len(self._choices), max(1, int(self.app.size.height * 0.8) - 4))
        self._list.styles.height = max(1, height)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self._narrow(event.value, 0)

    def show(self, choices: Sequence[Choice[Value]]) -> None:
        """Show the same choices with other details; what is typed and chosen stays."""
        self._choices = choices
        self._narrow(self.query_one(Input).value, None)

    def _narrow(self, typed: str, row: int | None) -> None:
        words = typed.casefold().split()
        self._list.choices = [each for each in self._choices if each.fits(words)]
        self._list.rows_changed(row)

    def on_virtual_list_chosen(self, event: VirtualList.Chosen) -> None:
        """Answer with the clicked choice."""
        event.stop()
        self._answer()

    def _answer(self) -> None:
        if self._list.row_count:
            self.dismiss(self._list.choices[self._list.cursor].value)

    def on_key(self, event: events.Key) -> None:
        """Move in the list while typing; leave with Escape."""
        steps = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1, "pagedown": 10, "pageup": -10}
        if event.key in steps:
            event.stop()
            self._list.move_by(steps[event.key])
        elif event.key == "enter":
            event.stop()
            self._answer()
        elif event.key == "escape":
            event.stop()
            self.dismiss(None)
