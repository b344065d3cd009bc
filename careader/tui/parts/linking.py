"""Links between notes and passages: offered while one is typed, followed, followed back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from careader.annotations.links import backlinks, links_in, words_of
from careader.text.clean import clean_line
from careader.tui.screens.chooser import Choice, ChooserScreen

if TYPE_CHECKING:
    from careader.model import Highlight
    from careader.tui.screens.main import MainScreen


class Linking:
    """What the commands about links do."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._back: tuple[tuple[Highlight, ...], Mapping[str, tuple[Highlight, ...]]] = ((), {})

    @property
    def backlinks(self) -> Mapping[str, tuple[Highlight, ...]]:
        """The highlights whose notes link to each, by its id; found once for each change."""
        every = self._screen.workspace.notebook.all()
        if self._back[0] is not every:
            self._back = (every, backlinks(every))
        return self._back[1]

    def title_of(self, article_id: str) -> str:
        """Return the title of an article, its id when it is not there."""
        article = self._screen.workspace.article(article_id)
        return clean_line(article.title if article is not None else article_id)

    # --- while a note is written

    def choices(self, noted: Highlight) -> Sequence[Choice[Highlight]]:
        """Return what a note can link to: passages of the open article, then the latest first."""
        opened = self._screen.opened
        here = opened.article.id if opened is not None else ""
        every = sorted(
            (each for each in self._screen.workspace.notebook.all() if each.id != noted.id),
            key=lambda each: (each.article == here, each.id),
            reverse=True,
        )
        titles = {each.article: "" for each in every}
        titles = {article_id: self.title_of(article_id) for article_id in titles}
        return [
            Choice(words_of(each, titles[each.article]), each, titles[each.article][:30])
            for each in every
        ]

    # --- following

    def follow(self) -> None:
        """Go where the note of the highlight links to, or to a note that links to it.

        Several are offered.
        """
        current = self._screen.annotating.current
        if current is None:
            return
        highlight = current.highlight
        choices = [*self._out(highlight), *self._in(highlight)]
        if not choices:
            self._screen.say("No link leads from this note, and none to its passage")
        elif len(choices) == 1:
            self._go(choices[0].value)
        else:
            self._screen.app.push_screen(ChooserScreen("Links", choices), self._go)

    def _out(self, highlight: Highlight) -> list[Choice[str]]:
        found = []
        for link in links_in(highlight.note):
            target = self._screen.workspace.notebook.get(link.id)
            if target is not None:
                title = self.title_of(target.article)
                found.append(Choice(f"→ {words_of(target, title)}", link.id, title[:30]))
            elif link.is_ours:
                found.append(Choice(f"→ {link.words or link.id}", link.id, "leads nowhere"))
        return found

    def _in(self, highlight: Highlight) -> list[Choice[str]]:
        sources = self.backlinks.get(highlight.id, ())
        return [
            Choice(f"← {words_of(each)}", each.id, self.title_of(each.article)[:30])
            for each in sources
        ]

    def _go(self, highlight_id: str | None) -> None:
        if highlight_id is None:
            return
        target = self._screen.workspace.notebook.get(highlight_id)
        if target is None:
            self._screen.say("This link leads nowhere: the highlight was deleted or never there")
            return
        self._screen.annotating.jump_to(self._screen.workspace.placed_one(target))
