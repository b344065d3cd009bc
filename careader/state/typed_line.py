"""The line at the foot while something is typed in it: a file, offered when its session died."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from careader.state.drafts import Draft, Drafts

FOLDER = "lines"


class TypedLine:
    """The one line that a session types in, of one library. Nothing raises."""

    def __init__(self, state_folder: Path) -> None:
        self._drafts = Drafts(state_folder, FOLDER)
        self._now: Draft | None = None

    def typed(self, line: Draft) -> None:
        """Keep what stands in the line now."""
        self._now = replace(line, id=self._now.id) if self._now is not None else line
        self._drafts.save(self._now)

    def closed(self) -> None:
        """Forget it: it was entered, or left on purpose."""
        if self._now is not None:
            self._drafts.drop(self._now)
            self._now = None

    def sync(self) -> None:
        """Wait until it is on the disk: the terminal is going away."""
        if self._now is not None:
            self._drafts.keep(self._now)

    def take_left(self) -> Draft | None:
        """Return the newest line that a dead session left, and forget all of them."""
        own = self._now.id if self._now is not None else ""
        left = [each for each in self._drafts.all() if each.id != own]
        for each in left:
            self._drafts.drop(each)
        return left[-1] if left else None
