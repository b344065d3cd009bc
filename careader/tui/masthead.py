"""What stands above the text of an article: title, authors, source, abstract, doubts."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from careader.model import Article

HeadLine = tuple[str, str]
"""The role of the line in the palette (empty for plain text), and the text."""


def lines(article: Article, about: Sequence[str], width: int) -> list[HeadLine]:
    """Return the lines above the text, wrapped to `width` cells, with a blank line at the end.

    `about` holds the codes of the countries that the article is about.
    """
    head = [("title", line) for line in wrap_words(article.title, width)]
    byline = ", ".join(article.authors)
    head += [("byline", line) for line in wrap_words(byline, width)]
    for source in (source_line(article, about), article.url, doi_line(article)):
        head += [("dim", line) for line in wrap_words(source, width)]
    for name, doubt in article.doubts.items():
        head += [("doubt", line) for line in wrap_words(f"? {name}: {doubt}", width)]
    if article.abstract:
        head.append(("", ""))
        head += [("abstract", line) for line in wrap_words(article.abstract, width)]
    return [*head, ("", "")]


def source_line(article: Article, about: Sequence[str]) -> str:
    """Return publication, section, volume, issue, date and countries on one line."""
    volume = f"vol. {article.volume}" if article.volume else ""
    issue = f"no. {article.issue}" if article.issue else ""
    parts = (
        article.publication,
        article.section,
        volume,
        issue,
        article.date or "undated",
        " ".join(about),
    )
    return " · ".join(filter(None, parts))


def doi_line(article: Article) -> str:
    """Return the DOI, unless the address above it is the DOI's."""
    return f"doi:{article.doi}" if article.doi and article.doi not in article.url else ""


def wrap_words(text: str, width: int) -> list[str]:
    """Return a single-paragraph text as lines of at most `width` cells; a longer word is cut."""
    from rich.cells import chop_cells

    rows: list[str] = []
    row = ""
    for word in text.split():
        joined = f"{row} {word}" if row else word
        if cell_len(joined) <= width:
            row = joined
            continue
        if row:
            rows.append(row)
        # A word of nothing but zero-width characters has no cells to chop.
        *whole, row = chop_cells(word, max(1, width)) or [word]
        rows += whole
    return [*rows, row] if row else rows
