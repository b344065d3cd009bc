"""Lines that hold a date and little else: a publication, a place, a section, a name."""

from __future__ import annotations

import re

from careader.importing.rules import byline
from careader.importing.rules.dates import FoundDate, beside, find_dates, partial_date, year_in
from careader.importing.rules.findings import Findings, Trust
from careader.importing.rules.labels import date_trust
from careader.importing.rules.lines import Line
from careader.importing.rules.profiles import Profiles
from careader.importing.rules.prose import is_sentence

LONGEST = 120
"""Characters of such a line."""

_PLACE = re.compile(r"(?:[^\W\d_][\w.'’-]*[\s/]?){1,3}\s*[,.–—-]?\s*")
_WIRE = re.compile(r"([A-Z]{2,5}) (\d{2})(\d{4}) ([A-Z][a-z]{2}) (\d{2})\s?N{0,4}$")
"""How wire services of the Gulf close a report: agency, day and hour, month, year, end."""
_FROM = re.compile(r"(?i:from|via|in)\s+(?=[A-ZА-ЯЁ])")
_AROUND = " |,.:–—-·•»›/()©"
_TIMES = re.compile(
    r"(?<!\d)\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?(?!\w))?|(?<!\d)\d{4}\s?GMT\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<!\d)[012]?\d:[0-5]\d(?!\d)")
_MOST_BESIDE = 4
"""Words beside a date with the time of day: a section, a place, a kind of material."""
_POSTED_BY = re.compile(
    r"(?:posted|published|written|submitted|created|added)(?:\s+(?:on|at|in))?\s+by\s+(.{3,80})$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\bfrom\s+(?:[^\W\d_]+\s+)?\d.{0,20}\sto\s.{0,12}\d", re.IGNORECASE)
"""A title such as "From 4 to 20 March 2014" names days and dates nothing."""
_PIECES = re.compile(r"[|·•»›]|\s[–—-]\s")
_ROW = re.compile(r"[|·•,]|\s[–—-]\s")
_MOST_FROM = 6


def reads_date(line: Line, findings: Findings, profiles: Profiles) -> bool:
    """Take the date of a line that holds a date and little else; whether it is such a line."""
    text = line.shown
    if len(text) > LONGEST or line.opaque or not any(map(str.isnumeric, text)):
        return False
    if wire := _WIRE.match(text):
        text = f"{wire[1]} {wire[2]} {wire[4]} 20{wire[5]}"
    dates = find_dates(text)
    if dates and _RANGE.search(text):
        return False
    if not dates:
        return _reads_part(text, findings, profiles)
    rest = beside(text, dates)
    if rest and not _reads_rest(text, dates, rest, findings, profiles):
        return False
    findings.offer_date(dates[0], *date_trust(text))
    return True


def _reads_rest(
    text: str, dates: list[FoundDate], rest: str, findings: Findings, profiles: Profiles
) -> bool:
    """Take what stands beside a date where that is no more than such a line may hold."""
    outside = f"{text[: dates[0].start]}|{text[dates[-1].end :]}"
    outside = _TIMES.sub(" ", outside).strip(_AROUND)
    if _names_publication(outside, rest, findings, profiles):
        return True
    if rest in profiles.sections or rest in profiles.site.lines:
        return dates[0].start > 0 or "|" in text or bool(_CLOCK.search(text))
    found = byline.labelled(Line(outside), profiles) or byline.bare(Line(outside), profiles)
    if found is not None:
        findings.add_authors(found.authors, "name beside the date")
        findings.offer("publication", found.agency, "by-line", Trust.WORKED_OUT)
        return True
    before = text[: dates[0].start]
    if len(rest.split()) <= 3 and before and _PLACE.fullmatch(before):
        return True
    if _CLOCK.search(text) and len(rest.split()) <= _MOST_BESIDE and not is_sentence(text):
        return True
    return _reads_pieces(outside, findings, profiles)


def _reads_pieces(outside: str, findings: Findings, profiles: Profiles) -> bool:
    """Take a publication and a by-line from a row such as "Bishkek - 24.kg, by Ann Bell"."""
    probe = Findings()
    for piece in filter(None, (p.strip(" ,.()©") for p in _ROW.split(outside))):
        if known := profiles.named(piece):
            probe.offer("publication", known.name, "beside the date", Trust.LINE)
        elif found := byline.labelled(Line(piece), profiles):
            probe.add_authors(found.authors, "name beside the date")
        elif any(map(str.isalpha, piece)) and not _PLACE.fullmatch(piece):
            return False
    if not probe.texts and not probe.authors:
        return False
    findings.texts.update(probe.texts)
    findings.authors += probe.authors
    return True


def _names_publication(outside: str, rest: str, findings: Findings, profiles: Profiles) -> bool:
    pieces = [piece.strip(_AROUND) for piece in _PIECES.split(outside)]
    for piece in (*pieces, outside, rest):
        if piece and profiles.named(piece):
            findings.offer("publication", profiles.name(piece), "beside the date", Trust.LINE)
            return True
    source = _FROM.match(pieces[0])
    if not source and (source := _POSTED_BY.match(outside.replace("|", " "))):
        found = byline.bare(Line(source[1]), profiles)
        findings.add_authors(found.authors if found else (), "name beside the date")
        return True
    name = pieces[0][source.end() :] if source else ""
    if not name or len(name.split()) > _MOST_FROM or not name[0].isupper():
        return False
    findings.offer("publication", profiles.name(name), "“From” beside the date", Trust.NAMED)
    return True


def _reads_part(text: str, findings: Findings, profiles: Profiles) -> bool:
    """Take a year alone, or note a day and month that lack theirs."""
    rest = beside(text, [])
    year = year_in(text)
    if year:
        known = profiles.named(rest)
        if rest and not known:
            return False
        if known:
            findings.offer("publication", known.name, "beside the year", Trust.LINE)
        findings.offer_date(FoundDate(year, 0, 4, "year"), "year alone on a line", Trust.PART)
        return True
    return _reads_partial(text, findings, profiles)


def is_place(text: str) -> bool:
    """Whether a text is a place and its country: "Baku, Azerbaijan"."""
    # Imported here: the names are 3 ms that most pages need not spend.
    from careader.countries.names import code_of

    pieces = [piece.strip(" .") for piece in text.split(",")]
    if "|" in text or len(text) >= LONGEST // 2:
        return False
    return len(pieces) > 1 and bool(code_of(pieces[-1]))


def _reads_partial(text: str, findings: Findings, profiles: Profiles) -> bool:
    partial = partial_date(text)
    if not partial:
        return False
    outside = text.replace(partial, " ").strip(" ,.|–—-")
    known = profiles.named(outside)
    if known is None and any(map(str.isalpha, outside)) and not is_place(outside):
        return False
    if known:
        findings.offer("publication", known.name, "beside the date", Trust.LINE)
    findings.partial = partial
    return True
