"""The parts of the main screen that do what commands ask, each made when it is first used.

The first frame needs none of them, and importing them all takes 40 ms.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from careader.tui.parts.adjusting import Adjusting
    from careader.tui.parts.annotating import Annotating
    from careader.tui.parts.asking import Asking
    from careader.tui.parts.background import Background
    from careader.tui.parts.copying import Copying
    from careader.tui.parts.filtering import Filtering
    from careader.tui.parts.footnotes import Footnotes
    from careader.tui.parts.gathering import Gathering
    from careader.tui.parts.importing import Importing
    from careader.tui.parts.keys import Keys
    from careader.tui.parts.linking import Linking
    from careader.tui.parts.links import Links
    from careader.tui.parts.listing import Listing
    from careader.tui.parts.marking import Marking
    from careader.tui.parts.noting import Noting
    from careader.tui.parts.opening import Opening
    from careader.tui.parts.reviewing import Reviewing
    from careader.tui.parts.searching import Searching
    from careader.tui.parts.settling import Settling
    from careader.tui.parts.tagging import Tagging
    from careader.tui.parts.unfinished import Unfinished
    from careader.tui.screens.main import MainScreen
    from careader.tui.terminal.mouse import Mouse


class Parts(Screen[None]):
    """Who does what, beside the state that `MainScreen` keeps."""

    @property
    def _screen(self) -> MainScreen:
        return cast("MainScreen", self)

    @cached_property
    def background(self) -> Background:
        """Slow work."""
        from careader.tui.parts.background import Background

        return Background(self._screen)

    @cached_property
    def keys(self) -> Keys:
        """The keyboard."""
        from careader.tui.parts.keys import Keys

        return Keys(self._screen)

    @cached_property
    def asking(self) -> Asking:
        """The line for typing."""
        from careader.tui.parts.asking import Asking

        return Asking(self._screen)

    @cached_property
    def searching(self) -> Searching:
        """Searching, finding, filtering."""
        from careader.tui.parts.searching import Searching

        return Searching(self._screen)

    @cached_property
    def filtering(self) -> Filtering:
        """Filtering by country."""
        from careader.tui.parts.filtering import Filtering

        return Filtering(self._screen)

    @cached_property
    def opening(self) -> Opening:
        """Opening articles and going from one to another."""
        from careader.tui.parts.opening import Opening

        return Opening(self._screen)

    @cached_property
    def footnotes(self) -> Footnotes:
        """Footnotes shown and gone to."""
        from careader.tui.parts.footnotes import Footnotes

        return Footnotes(self._screen)

    @cached_property
    def links(self) -> Links:
        """Links opened and copied."""
        from careader.tui.parts.links import Links

        return Links(self._screen)

    @cached_property
    def mouse(self) -> Mouse:
        """Whether the terminal reports the mouse."""
        from careader.tui.terminal.mouse import Mouse

        return Mouse(self._screen)

    @cached_property
    def importing(self) -> Importing:
        """Documents from outside."""
        from careader.tui.parts.importing import Importing

        return Importing(self._screen)

    @cached_property
    def settling(self) -> Settling:
        """What an import was not sure of."""
        from careader.tui.parts.settling import Settling

        return Settling(self._screen)

    @cached_property
    def marking(self) -> Marking:
        """Caret, selection, labels."""
        from careader.tui.parts.marking import Marking

        return Marking(self._screen)

    @cached_property
    def adjusting(self) -> Adjusting:
        """The ends of a highlight."""
        from careader.tui.parts.adjusting import Adjusting

        return Adjusting(self._screen)

    @cached_property
    def gathering(self) -> Gathering:
        """Hits made highlights."""
        from careader.tui.parts.gathering import Gathering

        return Gathering(self._screen)

    @property
    def walks_hits(self) -> bool:
        """Whether hits are being made highlights."""
        return "gathering" in self.__dict__ and self.gathering.active

    @cached_property
    def annotating(self) -> Annotating:
        """Highlights and notes."""
        from careader.tui.parts.annotating import Annotating

        return Annotating(self._screen)

    @cached_property
    def copying(self) -> Copying:
        """The clipboard."""
        from careader.tui.parts.copying import Copying

        return Copying(self._screen)

    @cached_property
    def noting(self) -> Noting:
        """Writing notes."""
        from careader.tui.parts.noting import Noting

        return Noting(self._screen)

    @cached_property
    def tagging(self) -> Tagging:
        """The tags of highlights."""
        from careader.tui.parts.tagging import Tagging

        return Tagging(self._screen)

    @cached_property
    def linking(self) -> Linking:
        """Links between notes and passages."""
        from careader.tui.parts.linking import Linking

        return Linking(self._screen)

    @cached_property
    def listing(self) -> Listing:
        """What the highlights pane lists."""
        from careader.tui.parts.listing import Listing

        return Listing(self._screen)

    @cached_property
    def unfinished(self) -> Unfinished:
        """What was being typed when a line dropped."""
        from careader.tui.parts.unfinished import Unfinished

        return Unfinished(self._screen)

    @cached_property
    def reviewing(self) -> Reviewing:
        """Highlights whose article changed."""
        from careader.tui.parts.reviewing import Reviewing

        return Reviewing(self._screen)
