"""The links of an article: chosen from a list, then opened or copied, and shown in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.model import Article
from careader.text.inline import allowed_target
from careader.text.reading import ReadingText, Span
from careader.tui.screens.chooser import Choice, ChooserScreen
from careader.tui.screens.sheet import SheetScreen, text_width
from careader.tui.terminal import outside

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class Links:
    """What the commands about links do."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    def choose(self) -> None:
        """Offer the article's address and its links; the first from here on is marked."""
        screen = self._screen
        if screen.opened is None:
            return
        choices = link_choices(screen.opened.article, screen.opened.reading)
        if not choices:
            screen.say("This article has no links")
            return
        start = first_from(screen.opened.reading, screen.reader.place, choices)
        title = "Open a link" if self._opener else "Copy a link"
        screen.app.push_screen(ChooserScreen(title, choices, start=start), self._chosen)

    @property
    def _opener(self) -> list[str]:
        return outside.opener_command(self._screen.workspace.config.opener)

    def _chosen(self, address: str | None) -> None:
        if address is not None:
            self.follow(address)

    def follow(self, address: str) -> None:
        """Open an address with the reader's own program, or copy it where there is none."""
        screen = self._screen
        if not self._opener:
            self._copy(address)
            return
        problem = outside.open_address(screen.app, self._opener, address)
        if problem:
            self._copy(address, f"{problem}; the address is copied")
        else:
            screen.say(f"Opened {address}")

    def _copy(self, address: str, what: str = "") -> None:
        screen = self._screen
        what = what or f"Copied {address}"
        if len(what) < screen.size.width:
            screen.copying.copy(address, what)
            return
        screen.copying.copy(address, "Copied the address")
        width = text_width(screen.size.width)
        rows = [address[at : at + width] for at in range(0, len(address), width)]
        screen.app.push_screen(SheetScreen("The address, copied", [[(row, "")] for row in rows]))

    def tell(self, span: Span) -> None:
        """Say where a link that was clicked leads; opening it takes a key."""
        key = self._screen.keys.key_of("link.choose")
        self._screen.say(f"{key} takes it: {span.target}")


def link_choices(article: Article, reading: ReadingText) -> list[Choice[str]]:
    """Return the article's own addresses and then its links, each address once, in order."""
    own = {
        allowed_target(article.url): "This article",
        allowed_target(f"https://doi.org/{article.doi}") if article.doi else "": "Its DOI",
    }
    found = {address: name for address, name in own.items() if address}
    for span in reading.links:
        found.setdefault(span.target, " ".join(reading.text[span.start : span.end].split()))
    return [
        Choice(name if name and name != address else address, address, address * (name != address))
        for address, name in found.items()
    ]


def first_from(reading: ReadingText, place: int, choices: list[Choice[str]]) -> int:
    """Return the number of the choice that stands first in the text from an offset on."""
    ahead = next((span.target for span in reading.links if span.end > place), None)
    return next((n for n, each in enumerate(choices) if each.value == ahead), 0)
