"""What is wrong around the reader: said in one line when it begins, not again while it lasts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from careader.tui.messages import Trouble

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class Faults:
    """Looks for what is wrong. Runs in a worker thread and never touches a widget."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._said: set[str] = set()

    def look(self) -> None:
        """Say one thing that is wrong and was not said; the next one at the next look."""
        if self._screen.status.message and self._screen.status.failed:
            return  # somebody is reading why something else failed
        standing = list(self._standing())
        self._said.intersection_update(standing)
        for line in standing:
            if line not in self._said:
                self._said.add(line)
                self._screen.post_message(Trouble(line))
                return

    def _standing(self) -> Iterator[str]:
        workspace = self._screen.workspace
        root = workspace.library.root
        if workspace.library.gone:
            yield (
                f"The library has gone from {root}: moved, deleted or unmounted. What you see stays"
                " here, nothing is written until it is back"
            )
        elif workspace.notebook.store.gone:
            yield (
                f"The highlights have gone from {workspace.notebook.store.folder}. What you see"
                " stays here; `careader doctor --recover` writes yours again"
            )
        elif lost := workspace.notebook.store.lost:
            yield (
                f"{len(lost):,} of your highlights have gone from the disk;"
                " `careader doctor --recover` writes them again"
            )
        if workspace.index.trouble:
            yield workspace.index.trouble
        if workspace.state.problem:
            yield workspace.state.problem
