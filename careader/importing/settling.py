"""Settling what an import was not sure of: what can be done about a doubt, and what then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple

from careader.errors import CareaderError
from careader.library.dates import parse_date
from careader.library.fields import ALIASES, TEXTS
from careader.model import Article
from careader.text.clean import clean_line

_LISTS = {"author": "authors", "countries": "countries", "tags": "tags"}
"""Front matter keys that hold several values, and their fields in `model.Article`."""

_OF_THE_FILE = frozenset(("front matter", "encoding", "id"))
"""Doubts that say how the file lies: only mending the file settles them."""

_DATE = re.compile(r"(?<![\d-])\d{4}(?:-\d{2}(?:-\d{2})?)?(?![\d-])")
_TWO_ORDERS = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_LANG = re.compile("[a-z]{2,3}")


class Kind(StrEnum):
    """What can be done about a doubt."""

    TAKE = "take"
    """Another value is right: it is in `Way.value`."""
    CONFIRM = "confirm"
    """It is right as it stands."""
    EDIT = "edit"
    """A person writes the value."""
    FILE = "file"
    """The file itself has to be looked at."""


class Way(NamedTuple):
    """One way to settle a doubt."""

    kind: Kind
    label: str
    value: str = ""


class Unfit(CareaderError):
    """What was written makes no sense for the field; the message says what would."""


def ways(article: Article, key: str) -> tuple[Way, ...]:
    """Return what can be done about the doubt under a front matter key, the likeliest first."""
    if key in _OF_THE_FILE:
        return (Way(Kind.FILE, "mend it in the file"),)
    value = text_of(article, key)
    found = [Way(Kind.TAKE, f"it is {date}", date) for date in _dates(article, key)]
    found.append(Way(Kind.CONFIRM, f"“{value}” is right" if value else _confirmed(key)))
    if is_field(key):
        found.append(Way(Kind.EDIT, "write it in the editor"))
        if value:
            found.append(Way(Kind.TAKE, "it is not known: leave it empty"))
    else:
        found.append(Way(Kind.FILE, "look at the file in the editor"))
    return tuple(found)


def _confirmed(key: str) -> str:
    return "nothing is known of it" if is_field(key) else "it is right as it is"


def _dates(article: Article, key: str) -> Sequence[str]:
    """Return the dates that a doubt about the date names, then their years."""
    if key != "date":
        return ()
    doubt = article.doubts.get(key, "")
    named = _DATE.findall(_TWO_ORDERS.sub(" ", doubt))
    for one, _, two, year in _TWO_ORDERS.findall(doubt):
        named += [f"{year}-{one:0>2}-{two:0>2}", f"{year}-{two:0>2}-{one:0>2}"]
    dates = [*map(parse_date, named), *(each[:4] for each in named)]
    return [date for date in dict.fromkeys(dates) if date and date != article.date]


def is_field(key: str) -> bool:
    """Whether a doubt is about a field of front matter, which can be written anew."""
    return key in TEXTS or key in _LISTS or key in ("date", "lang")


def text_of(article: Article, key: str) -> str:
    """Return the value of a field as a person edits it, several with `; ` between them."""
    value = getattr(article, _field(key)) if is_field(_key(key)) else ""
    return value if isinstance(value, str) else "; ".join(value)


def _key(key: str) -> str:
    return ALIASES.get(key, key)


def _field(key: str) -> str:
    return _LISTS.get(_key(key), _key(key))


def settled(article: Article, key: str, text: str | None = None) -> Article:
    """Return an article without the doubt under a key, and with a new value where one is given.

    Args:
        article: The article as its file is.
        key: What is in doubt.
        text: The value as `text_of` gives it; empty for none; None keeps what stands.

    Raises:
        Unfit: The value makes no sense for the field.
    """
    doubts = {name: what for name, what in article.doubts.items() if name != key}
    given: dict[str, Any] = {} if text is None else {_field(key): _value(_key(key), text)}
    return replace(article, doubts=doubts, **given)


def _value(key: str, text: str) -> str | tuple[str, ...]:
    """Return what a text means for a field; raises Unfit."""
    text = clean_line(text)
    if key in _LISTS:
        values = [each.strip() for each in re.split("[;,]" if key != "author" else ";", text)]
        named = [_code(each) if key == "countries" else each for each in values if each]
        return tuple(dict.fromkeys(named))
    if key == "date":
        return _date(text)
    if key == "lang" and text and not _LANG.fullmatch(text.lower()):
        raise Unfit(f"“{text}” is no language: two or three letters, as en or tg")
    if key == "title" and not text:
        raise Unfit("an article needs a title")
    return text.lower() if key == "lang" else text


def _date(text: str) -> str:
    date = parse_date(text) if text else ""
    if date is None:
        raise Unfit(f"“{text}” is not one date: 2012, 2012-10 and 2012-10-17 are")
    return date


def _code(name: str) -> str:
    from careader.countries.names import code_of

    code = code_of(name)
    if code is None:
        raise Unfit(f"no country is called “{name}”")
    return code
