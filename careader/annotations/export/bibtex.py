"""The sources of passages as BibTeX, in UTF-8 (biber and every BibTeX of this century read it)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from careader.annotations.export import Passage
from careader.annotations.export.sources import citekey, kind_of, name_of, sources
from careader.model import Article
from careader.text.clean import clean_line

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - macros
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
}


def render(passages: Sequence[Passage]) -> str:
    """Return one entry for each quoted article."""
    return "\n".join(map(_entry, sources(passages)))


def _entry(article: Article) -> str:
    kind = "misc" if kind_of(article) == "page" else "article"
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(article))
    return f"@{kind}{{{citekey(article.id)},\n{fields}\n}}\n"


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    year, _, rest = article.date.partition("-")
    month, _, day = rest.partition("-")
    texts = {
        "title": f"{{{escaped(article.title)}}}",  # a second pair of braces keeps its capitals
        "author": " and ".join(map(_author, article.authors)),
        "journal": escaped(article.publication),
        "year": year,
        "day": day.lstrip("0"),
        "volume": escaped(article.volume),
        "number": escaped(article.issue),
        "issn": escaped(article.issn),
        "doi": _verbatim(article.doi),
        "url": _verbatim(article.url),
        "language": escaped(article.lang),
    }
    yield from ((name, f"{{{value}}}") for name, value in texts.items() if value)
    if month.isdigit() and 1 <= int(month) <= 12:
        yield "month", _MONTHS[int(month) - 1]


def _author(author: str) -> str:
    name = name_of(author)
    if name.given:
        return f"{escaped(name.family)}, {escaped(name.given)}"
    return f"{{{escaped(name.family)}}}"


def escaped(text: str) -> str:
    """Return text that TeX sets as it is."""
    return "".join(_SPECIAL.get(character, character) for character in clean_line(text))


def _verbatim(text: str) -> str:
    """Return an address: BibTeX takes it as it is, but counts braces."""
    return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
