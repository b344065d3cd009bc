"""A quotation with its source, in a style: plain, Chicago note, Markdown."""

from __future__ import annotations

from collections.abc import Callable

from careader.model import Article
from careader.text.clean import clean_line

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def cite(
    quote: str, article: Article, *, style: str = "plain", paragraph: int | None = None
) -> str:
    """Return a quotation with its source.

    Args:
        quote: The passage as marked.
        article: Where it stands.
        style: One of `config.CITATION_STYLES`.
        paragraph: Its paragraph, counted from 1; web articles have no pages.
    """
    return _STYLES[style](quote.strip(), article, paragraph)


def source(article: Article) -> str:
    """Return author, title, publication and date as a Chicago note names them."""
    return _reference(article)


def _reference(article: Article, *last: str) -> str:
    """Return the source of an article and what comes after it, all that is known of both."""
    known = (article.publication, _volume(article), long_date(article.date), *last)
    where = ", ".join(filter(None, known))
    title = article.title.rstrip(".")
    authors = _names(article.authors)
    named = f"“{title},” {where}" if where else f"“{title}”"
    return f"{authors}, {named}" if authors else named


def long_date(date: str) -> str:
    """Return a date of any precision as it is written out: `October 17, 2012`."""
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return year
    name = _MONTHS[int(month) - 1]
    return f"{name} {int(day)}, {year}" if day.isdigit() else f"{name} {year}"


def _names(authors: tuple[str, ...]) -> str:
    if len(authors) > 3:
        return f"{authors[0]} et al."
    if len(authors) < 2:
        return "".join(authors)
    return f"{', '.join(authors[:-1])} and {authors[-1]}"


def _volume(article: Article) -> str:
    volume = f"vol. {article.volume}" if article.volume else ""
    issue = f"no. {article.issue}" if article.issue else ""
    return ", ".join(filter(None, (volume, issue)))


def _paragraph(paragraph: int | None) -> str:
    return f"para. {paragraph}" if paragraph else ""


def _link(article: Article) -> str:
    return article.url or (f"https://doi.org/{article.doi}" if article.doi else "")


def _plain(quote: str, article: Article, paragraph: int | None) -> str:
    reference = _reference(article, _paragraph(paragraph), _link(article))
    return f"“{clean_line(quote)}” ({reference})"


def _chicago(quote: str, article: Article, paragraph: int | None) -> str:
    reference = _reference(article, _paragraph(paragraph), _link(article))
    return f"“{clean_line(quote)}”\n\n{reference}."


def _markdown(quote: str, article: Article, paragraph: int | None) -> str:
    quoted = "\n".join(f"> {line}".rstrip() for line in quote.splitlines())
    link, place = _link(article), _paragraph(paragraph)
    named = f"[{source(article)}]({link})" if link else source(article)
    return f"{quoted}\n>\n> — {named}{f', {place}' if place else ''}\n"


_STYLES: dict[str, Callable[[str, Article, int | None], str]] = {
    "plain": _plain,
    "chicago": _chicago,
    "markdown": _markdown,
}
