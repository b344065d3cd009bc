"""The tags of a highlight: typed in the line at the foot, completed from those in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.annotations import tags as words
from careader.tui.purpose import Purpose

if TYPE_CHECKING:
    from careader.model import Highlight
    from careader.tui.screens.main import MainScreen

_NAMED = 4
"""Tags that the empty line suggests."""


class Tagging:
    """What the command about tags does."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._highlight: Highlight | None = None

    def ask(self, highlight: Highlight) -> None:
        """Open the line with the tags of a highlight."""
        self._highlight = highlight
        known = self._in_use()
        hint = "with blanks between; Tab completes"
        if known:
            hint += f": {', '.join(known[:_NAMED])}"
        asking = self._screen.asking
        line = " ".join(highlight.tags)
        asking.ask(Purpose.TAGS, f"{line} " if line else "", hint)
        asking.complete_with(lambda typed: words.completed(typed, known))

    def _in_use(self) -> list[str]:
        workspace = self._screen.workspace
        return words.in_use(workspace.notebook.all(), workspace.catalogue.column("tags"))

    def entered(self, line: str) -> None:
        """Keep the tags that were typed."""
        self._screen.asking.stop()
        highlight, self._highlight = self._highlight, None
        tags = words.tags_of(line)
        if highlight is not None and tags != highlight.tags:
            self._screen.annotating.change(highlight, "Tags saved", tags=tags)
