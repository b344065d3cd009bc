"""Filtering by country: include, exclude, pairs, groups; painting where an article names them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from careader.countries.names import GROUPS, is_code, label_of
from careader.model import Offsets, SearchRequest
from careader.tui.country_rows import CountryView, excluded, included
from careader.tui.purpose import Purpose

if TYPE_CHECKING:
    from careader.search.results import Results
    from careader.text.reading import ReadingText
    from careader.tui.screens.main import MainScreen


class Filtering:
    """What the commands of the countries pane do."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._last = ""
        """The country or group that was included last."""

    # --- the filter

    def cycle(self) -> None:
        """Include, exclude, or leave out of the filter what is under the cursor."""
        row = self._screen.countries.current
        if row is None:
            return
        request = self._screen.request
        free = _without(request, row.code)
        if row.code in included(request):
            self._want(_with(free, row.code, self._view, include=False))
        elif free != request:
            self._want(free)
        else:
            self._last = row.code
            self._want(_with(free, row.code, self._view, include=True))

    def toggle_any(self) -> None:
        """Change between all of the countries included and any of them."""
        request = replace(self._screen.request, any_of=not self._screen.request.any_of)
        self._want(request)
        self._screen.show_titles()
        few = "Any" if request.any_of else "All"
        self._screen.say(f"{few} of the countries included")

    def toggle_mention(self) -> None:
        """Change between what articles are about and what they mention; the filter goes along."""
        screen, request = self._screen, self._screen.request
        view = screen.country_view = replace(self._view, by_mention=not self._view.by_mention)
        self._want(_by(request, view.by_mention))
        screen.show_titles()
        screen.say("By what articles mention" if view.by_mention else "By what articles are about")

    def choose_pair(self) -> None:
        """Offer what goes with the country under the cursor, most articles of both first."""
        row, results = self._screen.countries.current, self._results
        if row is None or results is None:
            return
        from careader.tui.screens.chooser import Choice, ChooserScreen

        crossings = results.crossings(mentioned=self._view.by_mention, pool=True)
        beside = {code: n for code, n in crossings.beside(row.code).items() if code != row.code}
        if not beside:
            self._screen.say(f"No article has {row.name} and another country")
            return
        choices = [Choice(label_of(code), code, f"{n:,}") for code, n in beside.items()]
        start = list(beside).index(self._last) if self._last in beside else 0

        def chosen(other: str | None) -> None:
            if other is not None:
                self.show_pair(row.code, other)

        title = f"{row.name} and …"
        self._screen.app.push_screen(ChooserScreen(title, choices, start=start), chosen)

    def show_pair(self, one: str, other: str) -> None:
        """Filter by two countries, both of them, and by no other."""
        request = _without(_without(self._screen.request, one), other)
        both = replace(request, about=frozenset((one, other)), mentions=frozenset(), any_of=False)
        self._want(_by(both, self._view.by_mention))
        self._screen.show_titles()
        self._screen.say(" and ".join(dict.fromkeys(map(label_of, (one, other)))))

    def _want(self, request: SearchRequest) -> None:
        self._screen.searching.want(request)

    @property
    def _view(self) -> CountryView:
        return self._screen.country_view

    @property
    def _results(self) -> Results | None:
        """The results on the screen; None until the first search is done."""
        from careader.search.results import Results

        results = self._screen.results
        return results if isinstance(results, Results) else None

    # --- the list

    def toggle_order(self) -> None:
        """Change between the order of counts and that of names."""
        view = self._screen.country_view = replace(self._view, by_name=not self._view.by_name)
        self._screen.countries.move_to(0)
        self._screen.show_titles()
        self._screen.say("Sorted by name" if view.by_name else "Sorted by count")

    def go_to_groups(self) -> None:
        """Go to the groups below the countries, or back to the countries."""
        pane = self._screen.countries
        in_groups = pane.current is not None and pane.current.kind != ""
        row = pane.first(group=not in_groups)
        if row is None:
            self._screen.say("None of these articles is of a group")
        else:
            pane.move_to(row)
            pane.move_top(row)

    def ask_narrow(self) -> None:
        """Open the line for what the countries are called."""
        self._screen.bring("countries")
        self._screen.asking.ask(
            Purpose.NARROW, self._view.narrow, "a name in any language: taj, Киргизия, SCO"
        )

    def narrow(self, text: str) -> None:
        """List only what is called so."""
        self._screen.country_view = replace(self._view, narrow=text.strip())
        self._screen.countries.move_to(0)
        self._screen.show_titles()

    # --- the picture

    def show_picture(self, *, years: bool) -> None:
        """Show how the countries and years of the articles meet."""
        results = self._results
        if results is None:
            return
        from careader.tui.screens.picture import PictureScreen

        picture = PictureScreen(results, by_mention=self._view.by_mention, years=years)
        self._screen.app.push_screen(picture, self._picture_left)

    def _picture_left(self, request: SearchRequest | None) -> None:
        if request is None:
            return
        by_mention = bool(request.mentions) and not request.about
        self._screen.country_view = replace(self._view, by_mention=by_mention)
        self._want(request)
        self._screen.show_titles()
        self._screen.focus_pane("articles")

    # --- painting

    def toggle_paint(self) -> None:
        """Paint where articles name the filtered countries, or stop it."""
        screen = self._screen
        screen.painting = not screen.painting
        screen.opening.paint_again()
        if screen.painting and screen.opened is not None:
            count = len(screen.opened.hits)
            named = f"{count:,} mention{'s' * (count != 1)}" if count else "not named here"
            screen.say(f"{self.painted_names()}: {named}")

    def painted_names(self) -> str:
        """Return whose mentions are painted."""
        chosen = sorted(map(label_of, included(self._screen.request)))
        return ", ".join(chosen) or "Every country"

    def mentions(self, title: str, reading: ReadingText) -> tuple[Offsets, ...]:
        """Return where an article names the countries included; every country for none."""
        from careader.countries.article import countries_of

        found = countries_of(title, reading).mentions
        chosen = included(self._screen.request)
        wanted = {code for place in chosen for code in _codes(place)}
        spans = (*found.spans, *found.organisation_spans)
        return tuple(sorted((a, b) for a, b, code in spans if not chosen or code in wanted))


def _codes(place: str) -> tuple[str, ...]:
    """Return what stands for a place in a text: a region has no mentions but its countries'."""
    group = None if is_code(place) else GROUPS.get(place)
    return group.members if group is not None and group.kind == "region" else (place,)


def _by(request: SearchRequest, mention: bool) -> SearchRequest:
    """Return the request with every country filtered by mention, or by what articles are about."""
    chosen, left_out, none = included(request), excluded(request), frozenset[str]()
    return replace(
        request,
        about=none if mention else chosen,
        not_about=none if mention else left_out,
        mentions=chosen if mention else none,
        not_mentions=left_out if mention else none,
    )


def _without(request: SearchRequest, place: str) -> SearchRequest:
    gone = {place}
    return replace(
        request,
        about=request.about - gone,
        not_about=request.not_about - gone,
        mentions=request.mentions - gone,
        not_mentions=request.not_mentions - gone,
    )


def _with(request: SearchRequest, place: str, view: CountryView, *, include: bool) -> SearchRequest:
    name = "mentions" if view.by_mention else "about"
    name = name if include else f"not_{name}"
    more: dict[str, frozenset[str]] = {name: getattr(request, name) | {place}}
    return replace(request, **more)  # type: ignore[arg-type]
