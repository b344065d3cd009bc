"""From findings to fields: the most trusted value of each, and the doubts that remain."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from careader.importing.model import Hints
from careader.importing.rules.dates import FoundDate, find_dates, in_order, latest_in, year_in
from careader.importing.rules.findings import DateFinding, Findings, Trust
from careader.importing.rules.lines import fold
from careader.importing.rules.names import names_in, person
from careader.importing.rules.profiles import Profiles
from careader.importing.rules.words import STAFF

_ADDRESS_DATE = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=[/-]|$|\.)")
_MAIL = re.compile(r"\s*[<(]?[\w.+-]+@[\w.-]+[>)]?")
WEAK_FORMATS = frozenset(("pdf", "docx"))
"""Formats whose own properties tell of the file and not of the article."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A field's value and the rule that gave it."""

    value: str
    rule: str = ""


def text_of(name: str, findings: Findings) -> Settled:
    """Return a field's most trusted value."""
    best = findings.best(name)
    return Settled(best.value, best.rule) if best else Settled("")


def publication(findings: Findings, profiles: Profiles) -> Settled:
    """Return the publication, with a doubt where another is named with as good a reason."""
    best = findings.best("publication")
    if best is None:
        return Settled("")
    others = {
        other.value
        for other in findings.others("publication", best.value)
        if other.trust >= Trust.PART and profiles.name(other.value) != best.value
    }
    if best.trust < Trust.PART:
        findings.doubt("publication", f"only the {best.rule} names it")
    elif (
        others
        and best.trust - max(o.trust for o in findings.others("publication", best.value)) < 10
    ):
        findings.doubt("publication", f"also named: {', '.join(sorted(others))}")
    return Settled(best.value, best.rule)


def authors(findings: Findings) -> tuple[tuple[str, ...], str]:
    """Return the authors in order, and the rule."""
    names = tuple(name for name, _ in findings.authors)
    return names, findings.authors[0][1] if names else ""


def date(findings: Findings, profiles: Profiles, prose: list[str]) -> Settled:
    """Return the date as precise as the document says; never a day that it does not state.

    Of two orders that of the publication, or that another date agrees with, is taken; else the
    year alone, with both in the doubt. What the text speaks of is evidence and no date.
    """
    _add_dates_of_address(findings)
    order = _order(findings, profiles)
    dates = [replace(found, date=in_order(found.date, order)) for found in findings.dates]
    dates = _agreed(dates)
    stated = [found for found in dates if found.date.value]
    if not stated:
        return _no_date(findings, dates, profiles, prose)
    best = max(stated, key=lambda found: found.trust)
    if best.date.other:
        findings.doubt("date", f"two orders possible: {best.date.value} or {best.date.other}")
        return Settled(best.date.certain, best.rule)
    best = _more_precise(best, stated)
    _doubt_others(best, stated, findings)
    if best.trust < Trust.PART:
        return _from_little(best, findings, profiles)
    return Settled(best.date.value, best.rule)


def _order(findings: Findings, profiles: Profiles) -> str:
    named = findings.best("publication")
    known = profiles.named(named.value) if named else None
    return known.order if known else ""


def _add_dates_of_address(findings: Findings) -> None:
    address = findings.best("url")
    found = _ADDRESS_DATE.search(address.value) if address else None
    if found and 1 <= int(found[2]) <= 12:
        value = "-".join(
            filter(None, (found[1], found[2].zfill(2), found[3] and found[3].zfill(2)))
        )
        if find_dates(value) or len(value) == 7:
            findings.offer_date(
                FoundDate(value, 0, 0, "iso"), "date in the address", Trust.PART - 5
            )


def _agreed(dates: list[DateFinding]) -> list[DateFinding]:
    """Read a date of two orders as another date of the document reads."""
    days = {found.date.value for found in dates if found.date.value and not found.date.other}
    settled = []
    for found in dates:
        one = found.date
        if not one.other or (one.value in days) == (one.other in days):
            settled.append(found)
            continue
        value = one.value if one.value in days else one.other
        agreed = replace(one, value=value, other="")
        settled.append(DateFinding(agreed, f"{found.rule}, agreeing with another", found.trust))
    return settled


def _more_precise(best: DateFinding, stated: list[DateFinding]) -> DateFinding:
    """Return a finer date that says the same and more."""
    finer = [
        found
        for found in stated
        if found.trust >= Trust.LATER + 1
        and not found.date.other
        and len(found.date.value) > len(best.date.value)
        and found.date.value.startswith(best.date.value)
    ]
    return max(finer, key=lambda found: found.trust) if finer else best


def _doubt_others(best: DateFinding, stated: list[DateFinding], findings: Findings) -> None:
    for other in stated:
        value = other.date.value
        if other.date.other or other.trust < Trust.NAMED or other.trust == Trust.LATER:
            continue
        if not value.startswith(best.date.value) and not best.date.value.startswith(value):
            findings.doubt("date", f"also stated: {value} ({other.rule})")


def _from_little(best: DateFinding, findings: Findings, profiles: Profiles) -> Settled:
    """Take a date of a copyright line, a change or a volume, and say so."""
    year = _year_of_volume(findings, profiles)
    if year and (best.trust == Trust.RIGHTS or year == best.date.value[:4]):
        return _of_volume(year, findings)
    value = best.date.value
    findings.doubt("date", f"only the {best.rule} gives it: {value}")
    return Settled(value, best.rule)


def _no_date(
    findings: Findings, dates: list[DateFinding], profiles: Profiles, prose: list[str]
) -> Settled:
    for found in dates:
        findings.doubt(
            "date", f"a date with a number for the month: {found.date.other} if it is Solar Hijri"
        )
    if year := _year_of_volume(findings, profiles):
        return _of_volume(year, findings)
    if findings.partial:
        findings.doubt("date", f"“{findings.partial}” is stated without a year")
    elif latest := latest_in(prose):
        findings.doubt("date", f"none is stated; the latest day the text speaks of is {latest}")
    return Settled("")


def _year_of_volume(findings: Findings, profiles: Profiles) -> str:
    named, volume = findings.best("publication"), findings.best("volume")
    known = profiles.named(named.value) if named else None
    return known.year_of(volume.value) if known and volume else ""


def _of_volume(year: str, findings: Findings) -> Settled:
    volume, named = findings.best("volume"), findings.best("publication")
    if volume and named:
        findings.doubt(
            "date", f"not stated; {year} is worked out from volume {volume.value} of {named.value}"
        )
    return Settled(year, "year of the volume")


def take_hints(hints: Hints, form: str, findings: Findings, profiles: Profiles) -> None:
    """Add what the container says: the page's own words for a web page, little for a PDF's."""
    weak = form in WEAK_FORMATS
    trust = Trust.HINTED if weak else Trust.LINE
    rule = f"properties of the {form or 'file'}"
    if hints.publication:
        findings.offer(
            "publication",
            profiles.name(hints.publication),
            rule,
            Trust.HINTED if weak else Trust.NAMED,
        )
    for name in ("volume", "issue", "section", "doi", "issn", "url"):
        findings.offer(name, getattr(hints, name), rule, trust)
    if not weak and (known := profiles.at(hints.url)):
        findings.offer("publication", known.name, "address of the page", Trust.PART)
    for found in _dates_of(hints.date):
        if not weak:
            findings.offer_date(found, rule, Trust.LABELLED if found.value else Trust.LINE)
        else:
            findings.doubt("date", f"the file was made on {found.value}")
    if not findings.authors:
        _take_authors(hints, weak, rule, findings, profiles)
    findings.tags += [tag for tag in hints.tags if tag not in findings.tags]


def _take_authors(
    hints: Hints, weak: bool, rule: str, findings: Findings, profiles: Profiles
) -> None:
    """Take the authors a container names.

    A file's own properties are doubted: they may name who typed it.
    """
    names = _authors(hints, profiles)
    if weak:
        names = tuple(name for name in names if person(name))
    findings.add_authors(names, rule)
    if names and weak and "author" not in findings.doubts:
        findings.doubt("author", "only the file's own properties name an author")


def _dates_of(stated: str) -> list[FoundDate]:
    """Return the date that a container states, which may be a year alone."""
    found = find_dates(stated)[:1]
    if found or not (year := year_in(stated)):
        return found
    return [FoundDate(year, 0, len(stated), "year")]


def _authors(hints: Hints, profiles: Profiles) -> tuple[str, ...]:
    """Return the persons among the authors that a container names."""
    found: list[str] = []
    for stated in hints.authors:
        text = _MAIL.sub("", stated).strip()
        if not text or fold(text) in STAFF or profiles.named(text) or "://" in text:
            continue
        names, rest = names_in(text)
        found += names if names and not rest else (text,)
    return tuple(dict.fromkeys(found))
