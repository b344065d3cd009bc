"""Opening articles: which, where in them, what was read, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from careader.errors import CareaderError
from careader.model import AnchorState, Article, Offsets
from careader.state.position import Position
from careader.tui import about
from careader.tui.opened import Opened
from careader.tui.screens.chooser import Choice, ChooserScreen
from careader.tui.screens.sheet import SheetScreen, text_width
from careader.tui.spot import IN_TEXT, Spot
from careader.tui.terminal import outside

if TYPE_CHECKING:
    from careader.text.reading import ReadingText
    from careader.tui.screens.main import MainScreen

_JUMPS_KEPT = 100

_GONE = (
    "The article has gone from the library: moved or deleted. Its text stays here, and what you "
    "marked in it is on the disk"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in an article, to come back to."""

    article: str
    spot: Spot


class Opening:
    """What the commands about articles do."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._jumps: list[Place] = []

    # --- opening

    def open_row(self, row: int, *, focus: bool = False) -> None:
        """Open a row of the list; its search hits are painted."""
        screen = self._screen
        results = screen.results
        if results is None or not 0 <= row < results.total:
            return
        screen.articles.move_to(row)
        wanted = results.hit(row).highlight
        if self.open(results.article(row).id, focus=focus) and wanted:
            self._go_to_highlight(wanted)

    def _go_to_highlight(self, highlight_id: str) -> None:
        """Go to the passage that a search for notes or highlights found."""
        screen = self._screen
        placed = screen.opened.placed if screen.opened is not None else ()
        for each in placed:
            if each.highlight.id == highlight_id and each.state is not AnchorState.ORPHAN:
                screen.reader.current = highlight_id
                screen.highlights.select(highlight_id)
                # After the layout, and after whatever opening has asked to be done then.
                screen.call_after_refresh(screen.reader.go_to, each.start)

    def open(self, article_id: str, *, at: Spot | None = None, focus: bool = False) -> bool:
        """Open an article where it was left, or at a spot. Say whether it could be opened."""
        screen, workspace = self._screen, self._screen.workspace
        if screen.opened is not None and screen.opened.article.id == article_id:
            self._arrive(at, focus=focus)
            return True
        try:
            article, reading = workspace.read(article_id)
        except CareaderError as error:
            screen.say(str(error), failed=True)
            return False
        self.remember_place()
        hits, found = self._hits(article.title, reading)
        placed = workspace.notebook.placed(article_id, reading)
        screen.opened = Opened(article, reading, placed, hits, found, self._about(article))
        screen.marking.forget()
        workspace.state.mark_read(article_id)
        screen.unread = workspace.unread_ids()
        self._arrive(
            Spot(*workspace.resume(article_id, reading)[:3]) if at is None else at, focus=focus
        )
        if at is None and hits:
            self._stand_on_first_hit()
        screen.reviewing.announce()
        return True

    def _about(self, article: Article) -> tuple[str, ...]:
        """Return what an article is about as far as the list knows: nothing is opened for it."""
        results = self._screen.results
        row = results.row_of(article.id) if results is not None else None
        return article.countries if results is None or row is None else results.about(row)

    def _hits(self, title: str, reading: ReadingText) -> tuple[tuple[Offsets, ...], str]:
        """Return what is painted in a text, and what that is."""
        screen, results = self._screen, self._screen.results
        if screen.painting:
            return screen.filtering.mentions(title, reading), screen.filtering.painted_names()
        if results is None or not results.has_words:
            return (), screen.request.query.strip()
        from careader.search.hits import find_hits

        return find_hits(reading.text, results.query), screen.request.query.strip()

    def paint_again(self) -> None:
        """Paint in the open article what is to be painted now."""
        opened = self._screen.opened
        if opened is not None:
            hits, found = self._hits(opened.article.title, opened.reading)
            self._screen.opened = replace(opened, hits=hits, found=found)

    def _arrive(self, at: Spot | None, *, focus: bool) -> None:
        screen = self._screen
        if focus:
            screen.focus_pane("reading")
        if at is not None:
            # At once: a key typed ahead must not be taken back by it. A pane that has no size yet
            # keeps the spot until it has.
            screen.reader.stand_on(at)

    def _stand_on_first_hit(self) -> None:
        screen = self._screen

        def stand() -> None:
            if screen.opened is not None and screen.opened.hits:
                start, _ = screen.reader.on_screen
                number = next((n for n, hit in enumerate(screen.opened.hits) if hit[0] >= start), 0)
                screen.reader.show_hit(number)

        if screen.reader.layout_ is not None:
            stand()
        else:
            screen.call_after_refresh(stand)

    def reload(self) -> None:
        """Show the open article as it is now: its file or its highlights changed."""
        screen = self._screen
        if screen.opened is None:
            return
        try:
            article, reading = screen.workspace.read(screen.opened.article.id)
        except CareaderError as error:
            known = screen.workspace.article(screen.opened.article.id)
            screen.say(_GONE if known is None else str(error), failed=True)
            return
        if reading.text == screen.opened.reading.text:
            reading = screen.opened.reading
        spot = screen.reader.spot
        placed = screen.workspace.notebook.placed(article.id, reading)
        changed = reading is not screen.opened.reading
        hits = self._hits(article.title, reading)[0] if changed else screen.opened.hits
        was = Position(*spot).quoting(screen.opened.reading.text)
        screen.opened = replace(
            screen.opened,
            article=article,
            about=self._about(article),
            reading=reading,
            placed=placed,
            hits=hits,
        )
        if changed:
            screen.reader.stand_on(Spot(*screen.workspace.found_again(was, reading)[:3]))

    def remember_place(self) -> None:
        """Keep where the reader is in the open article, for the next time."""
        screen = self._screen
        if screen.opened is not None and screen.reader.layout_ is not None:
            place = Position(*screen.reader.spot).quoting(screen.opened.reading.text)
            screen.workspace.state.remember_place(screen.opened.article.id, place)

    # --- from one to the next

    def step(self, step: int) -> None:
        """Open the next or previous article of the list, without leaving the pane."""
        screen = self._screen
        row = screen.articles.cursor + step
        if screen.opened is None:
            row = screen.articles.cursor
        if screen.results is None or not 0 <= row < screen.results.total:
            screen.say("No further article in the list")
            return
        self.open_row(row)
        screen.say(f"Article {row + 1:,} of {screen.results.total:,}")

    def tell_end(self) -> None:
        """Say that the article ends here, and how to go on."""
        screen = self._screen
        row = screen.articles.cursor + 1
        if screen.results is None or row >= screen.results.total:
            screen.say("The end of the article, and of the list")
            return
        key = screen.keys.key_of("article.next")
        screen.say(f"The end; {key} goes on: {screen.results.article(row).title}")

    def next_unread(self) -> None:
        """Open the next article of the list that was never opened."""
        screen = self._screen
        if screen.results is None:
            return
        for row in range(screen.articles.cursor, screen.results.total):
            if screen.results.article(row).id in screen.unread:
                self.open_row(row)
                return
        screen.say("Nothing unread below in the list")

    # --- jumping

    def jump(self, article_id: str, offset: int) -> None:
        """Go to a passage, leaving a trace to come back by."""
        self.leave_trace()
        if self.open(article_id, at=Spot(offset, 0, IN_TEXT)):
            screen = self._screen
            screen.focus_pane("reading")
            screen.call_after_refresh(screen.reader.go_to, offset)

    def leave_trace(self) -> None:
        """Remember this place for `Backspace`."""
        screen = self._screen
        if screen.opened is not None:
            self._jumps.append(Place(screen.opened.article.id, screen.reader.spot))
            del self._jumps[:-_JUMPS_KEPT]

    def back(self) -> None:
        """Go back to the place last jumped from."""
        if not self._jumps:
            self._screen.say("Nowhere to go back to")
            return
        place = self._jumps.pop()
        self.open(place.article, at=place.spot)

    # --- one article

    @property
    def chosen(self) -> Article | None:
        """The article meant: the one under the cursor in the list, else the open one."""
        screen = self._screen
        if screen.pane == "articles" or screen.opened is None:
            return screen.articles.current
        return screen.opened.article

    def choose_heading(self) -> None:
        """Offer the headings; the one the reader is in is marked."""
        screen = self._screen
        if screen.opened is None:
            return
        outline = screen.opened.reading.outline
        if not outline:
            screen.say("This article has no headings")
            return
        here = screen.reader.place
        start = max((n for n, each in enumerate(outline) if each.offset <= here), default=0)
        top = min(each.level for each in outline)
        choices = [
            Choice(each.text, each.offset, indent=2 * (each.level - top)) for each in outline
        ]
        screen.app.push_screen(
            ChooserScreen("Contents", choices, start=start), self._heading_chosen
        )

    def _heading_chosen(self, offset: int | None) -> None:
        if offset is not None and self._screen.opened is not None:
            self.jump(self._screen.opened.article.id, offset)

    def show_about(self) -> None:
        """Show what is known about the article."""
        if self.chosen is not None:
            lines = about.lines(
                self.chosen, self._screen.workspace, text_width(self._screen.size.width)
            )
            self._screen.app.push_screen(SheetScreen("About this article", lines))

    def edit(self) -> None:
        """Hand the article's file to the user's editor, then read it again."""
        if self.chosen is not None:
            self.edit_file(self.chosen)

    def edit_file(self, article: Article) -> None:
        """Hand an article's file to the user's editor, then read it again."""
        path = self._screen.workspace.library.root / article.path
        problem = outside.edit_file(self._screen.app, path)
        if problem:
            self._screen.say(problem, failed=True)
        self._screen.rescan()

    def toggle_star(self) -> None:
        """Star the article, or take the star away."""
        article, state = self.chosen, self._screen.workspace.state
        if article is None:
            return
        if article.id in state.starred_ids():
            state.unstar(article.id)
            self._screen.say("Star taken away")
        else:
            state.star(article.id)
            self._screen.say("Starred: is:starred finds it")

    def toggle_read(self) -> None:
        """Mark the article unread, or read."""
        article, workspace = self.chosen, self._screen.workspace
        if article is None:
            return
        if article.id in workspace.unread_ids():
            workspace.state.mark_read(article.id)
        else:
            workspace.state.mark_unread(article.id)
        self._screen.unread = workspace.unread_ids()
