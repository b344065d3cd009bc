"""A quotation with its source, in a style: plain, Chicago note, Markdown, citation key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from careader.annotations.export.sources import citekey, name_of
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
    """Return author, title, publication and date, as far as they are known."""
    return _reference(article)


def _reference(article: Article, *last: str) -> str:
    """Return the source of an article and what comes after it, all that is known of both."""
    known = (article.publication, _volume(article), long_date(article.date), *last)
    return _named(article, ", ".join(filter(None, known)))


def _named(article: Article, where: str) -> str:
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
    """Return authors as a note names them: given names first, all up to three (CMOS 14.76)."""
    names = [_in_order(each) for each in authors]
    if len(names) > 3:
        return f"{names[0]} et al."
    if len(names) == 3:
        return f"{names[0]}, {names[1]}, and {names[2]}"
    return " and ".join(names)


def _in_order(author: str) -> str:
    """Return a name with what is given first: `Blagov, Sergei` is Sergei Blagov."""
    name = name_of(author)
    return f"{name.given} {name.family}".strip()


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
    """Return the passage and a note as the Chicago Manual of Style (17th edition) has it.

    14.171: a journal's volume and issue, then the date in brackets. 14.12: when a page was read
    is said where its date is unknown. 14.145: `n.d.` where nothing is. 14.8: a DOI before a URL.
    """
    placed = _paragraph(paragraph)
    link = f"https://doi.org/{article.doi}" if article.doi else article.url
    if article.volume or article.issue:
        where = ", ".join(filter(None, (_journal(article), placed, link)))
    else:
        date = long_date(article.date) or _undated(article)
        where = ", ".join(filter(None, (article.publication, date, placed, link)))
    return f"“{clean_line(quote)}”\n\n{_named(article, where).rstrip('.')}."


def _journal(article: Article) -> str:
    named = " ".join(filter(None, (article.publication, article.volume)))
    issue = f"no. {article.issue}" if article.issue else ""
    return f"{', '.join(filter(None, (named, issue)))} ({long_date(article.date) or 'n.d.'})"


def _undated(article: Article) -> str:
    """Return when an article without a date was read, which is when it was imported."""
    origin = article.extra.get("source")
    imported = origin.get("imported") if isinstance(origin, Mapping) else ""
    read = long_date(str(imported or "")[:10])
    return f"accessed {read}" if read and article.url else "n.d."


def _markdown(quote: str, article: Article, paragraph: int | None) -> str:
    quoted = "\n".join(f"> {line}".rstrip() for line in quote.splitlines())
    link, place = _link(article), _paragraph(paragraph)
    named = f"[{source(article)}]({link})" if link else source(article)
    return f"{quoted}\n>\n> — {named}{f', {place}' if place else ''}\n"


def _pandoc(quote: str, article: Article, paragraph: int | None) -> str:
    """Return a block quotation with a citation key (pandoc.org, "Citation syntax")."""
    quoted = "\n".join(f"> {line}".rstrip() for line in quote.splitlines())
    cited = ", ".join(filter(None, (f"@{citekey(article.id)}", _paragraph(paragraph))))
    return f"{quoted} [{cited}]\n"


_STYLES: dict[str, Callable[[str, Article, int | None], str]] = {
    "plain": _plain,
    "chicago": _chicago,
    "markdown": _markdown,
    "pandoc": _pandoc,
}
