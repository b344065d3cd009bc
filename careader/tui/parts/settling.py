"""Settling doubts: which of an article's, how, and the file after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.errors import CareaderError
from careader.importing.settling import Kind, Way, text_of, ways
from careader.model import Article
from careader.tui.screens.chooser import Choice, ChooserScreen
from careader.tui.terminal import outside

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class Settling:
    """What the command on doubts does."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen

    def choose_doubt(self) -> None:
        """Offer the doubts of the article; of one, what can be done about it at once."""
        article = self._screen.opening.chosen
        if article is None:
            return
        if not article.doubts:
            self._screen.say("Nothing about this article is in doubt")
        elif len(article.doubts) == 1:
            self._choose_way(article, next(iter(article.doubts)))
        else:
            choices = [Choice(f"{key}: {what}", key) for key, what in article.doubts.items()]
            self._screen.app.push_screen(
                ChooserScreen("What is in doubt", choices),
                lambda key: self._choose_way(article, key) if key else None,
            )

    def _choose_way(self, article: Article, key: str) -> None:
        choices = [Choice(way.label, way) for way in ways(article, key)]
        self._screen.app.push_screen(
            ChooserScreen(f"{key}: {article.doubts[key]}", choices),
            lambda way: self._go(article, key, way) if way is not None else None,
        )

    def _go(self, article: Article, key: str, way: Way) -> None:
        """Settle a doubt in the way that was chosen."""
        if way.kind is Kind.FILE:
            self._screen.opening.edit_file(article)
        elif way.kind is Kind.CONFIRM:
            self._settle(article, key, None)
        elif way.kind is Kind.TAKE:
            self._settle(article, key, way.value)
        else:
            before = text_of(article, key)
            after = outside.edit_text(self._screen.app, before).strip()
            if after == before:
                self._screen.say(f"Not changed: “{key}” is still in doubt")
            else:
                self._settle(article, key, after)

    def _settle(self, article: Article, key: str, text: str | None) -> None:
        screen = self._screen
        try:
            after = screen.workspace.settle(article.id, key, text)
        except CareaderError as error:
            screen.say(str(error), failed=True)
            return
        left = len(after.doubts)
        screen.say("Settled" if not left else f"Settled; {left} still in doubt")
        screen.rescan()
