"""What several commands take: a query and the filters set beside it, checked as they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

import click
from click.shell_completion import CompletionItem

from careader.cli.group import Function, library_of_call, unmarked
from careader.errors import UsageError
from careader.model import SearchRequest

SYNTAX = """\
\b
QUERY: words, ANDed, each found in all its forms, and
  "exact phrase"  "near words"~5  OR  NOT  -word  ( )  wild*  fuzzy~
  title: author: pub: tag: lang: country: about: date:2010..2012
  note: highlight: is:unread is:read is:starred has:highlight has:note
"""
"""The query language in short, for the end of a command's help."""


def _places(
    ctx: click.Context, parameter: click.Parameter, names: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the codes of countries and the keys of groups, given by code or any of their names."""
    from careader.cli.session import use_own_countries
    from careader.countries.names import place_of

    if names:
        use_own_countries()
    places = []
    for name in names:
        place = place_of(name)
        if place is None:
            message = f"no country or group of countries is called “{name}”"
            raise click.BadParameter(message, ctx, parameter)
        places.append(place)
    return tuple(places)


def codes(
    ctx: click.Context, parameter: click.Parameter, names: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the codes of countries given by code or name."""
    from careader.countries.names import code_of

    found = []
    for name in names:
        code = code_of(name)
        if code is None:
            raise click.BadParameter(f"no country is called “{name}”", ctx, parameter)
        found.append(code)
    return tuple(found)


def _date(ctx: click.Context, parameter: click.Parameter, text: str | None) -> str:
    """Return a date of any precision as it was given; empty for none."""
    from careader.search.dates import days_of

    if text is not None and days_of(text) is None:
        message = f"“{text}” is no date: 2012, 2012-10 and 2012-10-17 are"
        raise click.BadParameter(message, ctx, parameter)
    return (text or "").strip()


def complete_article(
    ctx: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the ids that begin so, with their titles; none when the library cannot be read."""
    from careader.cli.session import open_unscanned
    from careader.errors import CareaderError

    try:
        catalogue = open_unscanned(library_of_call(ctx)).catalogue
    except CareaderError:
        return []
    begun = (each for each in catalogue if each.id.startswith(incomplete))
    return [CompletionItem(each.id, help=each.title) for each in begun]


def _color(ctx: click.Context, parameter: click.Parameter, word: str | None) -> str:
    """Return the colour that its name or its meaning names; empty for none."""
    from careader.cli.session import settings
    from careader.colors import color_of, named
    from careader.config import COLORS

    if word is None:
        return ""
    meanings = settings()[0].colors
    color = color_of(word, meanings)
    if color is None:
        known = ", ".join(named(each, meanings) for each in COLORS)
        raise click.BadParameter(f"no colour is “{word}”; there are {known}", ctx, parameter)
    return color


def _complete_color(
    ctx: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the colours that begin so, and those whose meaning does."""
    from careader.cli.session import settings
    from careader.config import COLORS
    from careader.errors import CareaderError

    try:
        meanings = settings()[0].colors
    except CareaderError:
        meanings = {}
    words = {**{color: meanings.get(color, "") for color in COLORS}, **_turned(meanings)}
    return [CompletionItem(w, help=other) for w, other in words.items() if w.startswith(incomplete)]


def _turned(meanings: Mapping[str, str]) -> dict[str, str]:
    return {meaning: color for color, meaning in meanings.items()}


def color_option(about: str) -> Callable[[Function], Function]:
    """Give a command its colour; `about` is what the help says of it."""
    return click.option(
        "--color", metavar="COLOR", callback=_color, shell_complete=_complete_color, help=about
    )


def query_argument(*, required: bool = False) -> Callable[[Function], Function]:
    """Give a command its query: all words that are no option, joined."""
    return click.argument(
        "query",
        nargs=-1,
        required=required,
        callback=lambda _, __, words: " ".join(unmarked(words)),
    )


about_option = click.option(
    "--about",
    multiple=True,
    metavar="COUNTRY",
    callback=_places,
    help="Only articles about this country, by code or any name, or about one of a group "
    "(central-asia); several: about all of them.",
)

country_option = click.option(
    "--country",
    multiple=True,
    metavar="COUNTRY",
    callback=_places,
    help="Only articles that mention this country or are about it, or name an organisation "
    "(SCO); several: all of them.",
)

any_option = click.option(
    "--any",
    "any_of",
    is_flag=True,
    help="One of the countries of --about and --country is enough.",
)

from_option = click.option(
    "--from",
    "date_from",
    metavar="DATE",
    callback=_date,
    help="Only articles of this date or later: 2012, 2012-10 or 2012-10-17.",
)

to_option = click.option(
    "--to",
    "date_to",
    metavar="DATE",
    callback=_date,
    help="Only articles of this date or earlier; 2012 includes its December.",
)


def asked(function: Function) -> Callable[..., Any]:
    """Give a command the query and the filters beside it, together as its `request`."""

    @wraps(function)
    def command(*, any_of: bool, date_from: str, date_to: str, **others: Any) -> Any:
        query, about, country = (others.pop(name) for name in ("query", "about", "country"))
        request = request_of(
            query,
            about=about,
            country=country,
            any_of=any_of,
            date_from=date_from,
            date_to=date_to,
        )
        return function(request=request, **others)

    # The last to be put on stands first in the help.
    given: Callable[..., Any] = command
    for option in (to_option, from_option, any_option, country_option, about_option):
        given = option(given)
    return query_argument()(given)


def request_of(
    query: str,
    *,
    about: Sequence[str] = (),
    country: Sequence[str] = (),
    any_of: bool = False,
    date_from: str = "",
    date_to: str = "",
) -> SearchRequest:
    """Return what a call asks for; raises UsageError when its dates leave no day."""
    if date_from and date_to and _is_after(date_from, date_to):
        raise UsageError(f"--from {date_from} is later than --to {date_to}")
    return SearchRequest(
        query=query,
        about=frozenset(about),
        mentions=frozenset(country),
        any_of=any_of,
        date_from=date_from,
        date_to=date_to,
    )


def _is_after(first: str, last: str) -> bool:
    from careader.search.dates import days_of

    begins, ends = days_of(first), days_of(last)
    return begins is not None and ends is not None and begins[0] > ends[1]
