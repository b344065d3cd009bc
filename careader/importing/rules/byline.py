"""By-lines: who wrote it, and what some publications put on the same line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from careader.importing.rules.dates import FoundDate, find_dates
from careader.importing.rules.lines import Line, fold
from careader.importing.rules.names import names_in, person
from careader.importing.rules.profiles import Profiles
from careader.importing.rules.words import STAFF

LONGEST = 250
"""Characters of a by-line with every affiliation in it."""
_DOT = "\u0307"
"""What a Turkish İ leaves over an i when case is folded."""
_FARTHEST = 24
"""Characters of titles before a name: "Prof. Dr.", "Ambassador"."""
LONGEST_AFFILIATION = 12
"""Words of an affiliation; what is longer is a sentence."""

_BY = re.compile(
    r"(?:(?:written|posted|reported|reporting|story|text|article|interview|compiled|"
    r"prepared|submitted|contributed|analysis|commentary|op-ed|opinion|published|edited|"
    r"translated)\s+)?by\b\s*:?\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:authors?|author\(s\)|автор(?:ы|\(ы\))?(?:\s+(?:статьи|текста|материала))?|"
    r"подготовил[аи]?|беседовал[аи]?|муаллиф(?:он|лар)?|авторлары|авторлор|muallif(?:lar)?|"
    r"müəllif(?:lər)?|awtory?|yazar(?:lar)?|нویسنده|نویسنده|نویسندگان|نويسنده|نوشته|گزارشگر|"
    r"به قلم|作者|记者|撰文)\s*(?:[:：]|\s[–—-]\s)\s*",
    re.IGNORECASE,
)
_SIGN = re.compile("[:：–—-]")
_ISSUE_OF = re.compile(r"\bissue\s+of\s+(?:the\s+)?(.{3,60}?)\s*$", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,200})[)\]]")
_WHERE = re.compile(
    r"\s+(?:in|at|from|special to|exclusive(?:ly)? (?:to|for)|writing from)\s+", re.IGNORECASE
)
_PLACE = re.compile(
    r"\s+(?:in|from|at)\s+[^\W\d_a-zа-яё][\w'’.-]*(?:\s(?!(?i:and|und|in|from|at|for)\b)"
    r"[^\W\d_a-zа-яё][\w'’.-]*){0,2}(?=\s*(?:[,;(]|\band\b|&|$))"
)
"""Where a reporter sits, before the next reporter's name or the end."""
_HELPED = re.compile(
    r",?\s*(?:\(|\b)(?:with|and|plus)\s+(?:(?:additional|further|contributing)\s+)?(?:reporting|"
    r"contributions?|contributing|files|inputs?|assistance|research|help|agencies|agency inputs)\b"
    r".*$",
    re.IGNORECASE,
)
_FOR = re.compile(r"\s+(?:for|специально для|для)\s+(.{3,60})$", re.IGNORECASE)
_OPEN_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*$")
_ON = re.compile(r"(?:\s+on|\s*[|/·•–—-]|,|\()\s*$")
_SEPARATED = re.compile(r"\s+[|/·•]\s+|\s+[–—-]\s+(?=[^\W\d_a-zа-яё])")
_UNFINISHED = re.compile(r"(?:\s(?:and|и|və|ve|va|ва|و)|,|&)$")
_ROMAN = re.compile(r"[IVX]{1,4}\.\s")
_SENTENCE_END = re.compile(r"[^\W\d_]{3,}[.!?]$")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a by-line says. No authors where it names nobody: "Staff writer", "By empty"."""

    authors: tuple[str, ...]
    affiliation: str = ""
    dates: tuple[FoundDate, ...] = ()
    publication: str = ""
    agency: str = ""
    """The publication where it signs instead of a person: "By Trend"."""


def is_unfinished(text: str) -> bool:
    """Whether a by-line goes on in the next line."""
    return bool(_UNFINISHED.search(text.rstrip())) or text.count("(") > text.count(")")


def labelled(line: Line, profiles: Profiles) -> Byline | None:
    """Return what a line with a label ("By", "Автор:") says; None when it is no by-line."""
    text = line.shown
    if not line.short or len(text) > LONGEST:
        return None
    label = _LABEL.match(text) if _SIGN.search(text[:60]) else None
    label = label or _BY.match(text)
    if not label or label.end() == len(text):
        return None
    if label.re is _BY and not _looks_named(text[label.end() :]):
        return None
    return _read(_UNFINISHED.sub("", text[label.end() :].rstrip()), profiles)


def _looks_named(rest: str) -> bool:
    """Whether what follows "by" can be names and no clause."""
    if _SENTENCE_END.search(rest) and not rest.endswith(("Jr.", "Sr.")) and len(rest.split()) > 3:
        return False
    return rest[:1].isupper() or not rest[:1].isascii() or fold(rest.split(maxsplit=1)[0]) in STAFF


def bare(line: Line, profiles: Profiles) -> Byline | None:
    """Return the persons a line names and nothing else, with affiliations in brackets or a date."""
    text = line.shown
    if not line.short or len(text) > LONGEST or line.level or _SENTENCE_END.search(text):
        return None
    if profiles.named(text):
        return None
    if _WHERE.search(_BRACKET.sub("", text)):
        return None
    found = _read(text, profiles)
    if found is None or not found.authors or _dangling(found) or _is_word(found.authors):
        return None
    if not _names_first(text, found.authors[0]):
        return None
    return None if text.isupper() and (len(text.split()) > 3 or _ROMAN.match(text)) else found


def _is_word(authors: tuple[str, ...]) -> bool:
    """Whether the only name is one word of an alphabet with capitals, as a heading may be."""
    return len(authors) == 1 and " " not in authors[0] and authors[0].upper() != authors[0].lower()


def _names_first(text: str, name: str) -> bool:
    """Whether a line begins with a name: "Iran and Tajikistan: Two Bodies, Two Minds" does not."""
    first = fold(name.split(maxsplit=1)[0]).replace(_DOT, "")
    return first in fold(text).replace(_DOT, "")[:_FARTHEST]


def _dangling(found: Byline) -> bool:
    """Whether more stands on a line without a label than names and where they work."""
    return len(found.affiliation.split()) > LONGEST_AFFILIATION // 2 + 2


def names_staff(line: Line) -> bool:
    """Whether the line is a by-line that names nobody."""
    return line.short and line.folded in STAFF


def _read(text: str, profiles: Profiles) -> Byline | None:
    dates = tuple(find_dates(text))
    publication = _issue_of(text)
    body = _before(text, dates)
    for_whom = _FOR.search(body)
    if for_whom and person(body[: for_whom.start()].split(",")[0]):
        known = profiles.named(for_whom[1])
        publication = publication or (known.name if known else "")
        body = body[: for_whom.start()]
    pieces = _SEPARATED.split(body)
    publication = publication or next((p.name for p in map(profiles.named, pieces[1:]) if p), "")
    publication = publication or _in_brackets(body, profiles)
    names = pieces[0]
    if " " in names.strip() and not names.istitle():
        names = _HELPED.sub("", _PLACE.sub("", names))
    return _byline(_WHERE.split(names)[0], dates, publication, profiles)


def _in_brackets(text: str, profiles: Profiles) -> str:
    """Return the publication that stands in brackets behind a name: "(China Daily)"."""
    if "(" not in text and "[" not in text:
        return ""
    return next((p.name for p in map(profiles.named, _BRACKET.findall(text)) if p), "")


def _byline(
    body: str, dates: tuple[FoundDate, ...], publication: str, profiles: Profiles
) -> Byline | None:
    authors, rest = names_in(body)
    known = profiles.named(rest) if rest else None
    if not authors:
        return _single(body, dates, publication, profiles)
    if any(len(piece.split()) > LONGEST_AFFILIATION for piece in rest.split(", ")):
        return None
    if known and not publication:
        publication = known.name
    return Byline(authors, rest, dates, publication)


def _single(
    body: str, dates: tuple[FoundDate, ...], publication: str, profiles: Profiles
) -> Byline | None:
    """Return a by-line that names an office, nobody, or one by a pen name of one word."""
    bare_ = _BRACKET.sub("", body).strip(" .,*_|–—-")
    known = profiles.named(bare_) or profiles.named(bare_.split("'s ")[0].split("’s ")[0])
    if fold(bare_) in STAFF or known:
        return Byline((), "", dates, publication, known.name if known else "")
    if len(bare_.split()) == 1 and bare_.isupper() and len(bare_) <= 5:
        return Byline((), "", dates, publication)
    if len(bare_.split()) == 1 and len(bare_) > 1 and person(f"Nn {bare_}"):
        return Byline((bare_,), "", dates, publication)
    return None


def _issue_of(text: str) -> str:
    """Return the publication of "(… issue of the X)"."""
    for bracket in _BRACKET.findall(text):
        if named := _ISSUE_OF.search(bracket):
            return named[1]
    return ""


def _before(text: str, dates: tuple[FoundDate, ...]) -> str:
    """Return a by-line up to its date, which seldom has an author behind it."""
    if not dates:
        return text
    before = _ON.sub("", text[: dates[0].start].rstrip()).rstrip(" (,|–—-")
    before = _OPEN_BRACKET.sub("", before)
    return before if any(map(str.isalpha, before)) else text[dates[-1].end :].lstrip(" ,|–—-)")
