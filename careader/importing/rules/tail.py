"""The end of an article: where its text stops and its site, its issue or its rights begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from careader.importing.rules import byline, chrome, dated
from careader.importing.rules.findings import DateFinding, Findings, Trust
from careader.importing.rules.labels import read_label, read_rights
from careader.importing.rules.lines import Line, fold
from careader.importing.rules.notes import number_of
from careader.importing.rules.profiles import Profiles
from careader.importing.rules.prose import is_capitals, is_text
from careader.importing.rules.sections import is_part

MOST_AFTER = 0.5
"""A site's heading opens the site's matter only when what follows has at most this part of all
prose; above it, the heading stood in the middle of the text."""

LEAST_OTHERS = 2
"""Lines that are no prose between a site's heading and prose that is the site's too."""

_LONG = 160
"""Characters of a line that is no line of a list of links."""

_LONGEST_SIGNATURE = 60

_NUMBER = re.compile(r"\[?\d{1,3}[\].)]?\s+")

_ABOUT = re.compile(r"(?:about|imprint of|über) the (\S.{2,80})$", re.IGNORECASE)
_SOURCE = re.compile(r"(?:sources?|источники?)\s*:", re.IGNORECASE)
_FIGURE = re.compile(r"(?:table|figure|fig|chart|graph|map|таблица|рис|график)\b", re.IGNORECASE)
_IMPRINT = re.compile(
    r"(?:editors?|layout|phone|telefax|reprint possible|to subscribe|any opinions expressed|"
    r"issn|isbn|©|copyright)\b",
    re.IGNORECASE,
)


def cut_tail(
    lines: Sequence[Line], findings: Findings, profiles: Profiles, title: str = ""
) -> list[Line]:
    """Return the lines without the site below them; what dropped ones say is in the findings.

    A line that only says the title or an author again is the site's too.
    """
    said = {fold(title), *(fold(name) for name, _ in findings.authors)} - {""}
    end = min(_site_begins(lines, profiles), _site_below_text(lines, said, profiles))
    _read_dropped(lines[end:], findings, profiles)
    kept = list(lines[:end])
    while kept and not _belongs_to_figure(kept):
        if kept[-1].folded not in said and not _is_dropped(kept[-1], findings, profiles):
            break
        kept.pop()
    _read_signature(kept, findings, profiles)
    return kept


def _read_signature(kept: list[Line], findings: Findings, profiles: Profiles) -> None:
    """Take the author of a text that nobody signs but for a name alone on its last line."""
    if findings.authors or len(kept) < 2 or not is_text(kept[-2]) or is_text(kept[-1]):
        return
    name = kept[-1].shown.split(",")[0]
    found = None if kept[-1].level or kept[-1].bulleted else byline.bare(Line(name), profiles)
    if found is not None and len(kept[-1].shown) <= _LONGEST_SIGNATURE:
        findings.add_authors(found.authors, "name alone at the end")
        findings.doubt("author", "a name stands alone below the text; it may be another's")
        kept.pop()


def _belongs_to_figure(lines: Sequence[Line]) -> bool:
    """Whether the last line says where the figures of a table or a chart above it are from."""
    above = lines[-4:-1]
    return bool(_SOURCE.match(lines[-1].shown)) and any(
        line.opaque or _FIGURE.match(line.shown) for line in above
    )


def _site_begins(lines: Sequence[Line], profiles: Profiles) -> int:
    """Return the index of the first line that opens a site's matter for good."""
    weights = [len(line.shown) if is_text(line) or line.opaque else 0 for line in lines]
    total = sum(weights) or 1
    before = 0
    for index, line in enumerate(lines):
        enough = before >= total * (1 - MOST_AFTER)
        if enough and chrome.opens_tail(line, profiles) and _goes_on(index, lines, profiles):
            return index
        before += weights[index]
    return len(lines)


def _site_below_text(lines: Sequence[Line], said: set[str], profiles: Profiles) -> int:
    """Return the index of the first line of the site below which no text stands any more.

    Whatever short lines follow it are the site's too: names of other articles, of sections.
    """
    end = len(lines)
    while end and not _is_kept(lines[end - 1], profiles):
        if is_part(lines[end - 1]) and not all(_is_link(line) for line in lines[end:]):
            break
        end -= 1
    if not end:
        return len(lines)
    for index in range(end, len(lines)):
        line = lines[index]
        if line.folded in said:
            return index
        if chrome.is_edge_line(line, profiles) and not _says_source(line):
            return index
    return len(lines)


def _is_kept(line: Line, profiles: Profiles) -> bool:
    """Whether a line is text, a note, a list, the heading of a part: what the site is not."""
    if line.opaque or is_text(line):
        return not chrome.is_edge_line(line, profiles)
    if number_of(line):
        return not _is_link(line)
    return line.bulleted or len(line.shown) > _LONG


def _is_link(line: Line) -> bool:
    """Whether a line is an address, with or without a number: the links of a printed page."""
    return chrome.is_address(Line(_NUMBER.sub("", line.text)))


def _says_source(line: Line) -> bool:
    return bool(_SOURCE.match(line.shown))


def _goes_on(index: int, lines: Sequence[Line], profiles: Profiles) -> bool:
    """Whether what follows is the site's: no prose at all, or none before several other lines.

    A heading of the text that reads like a site's ("Comments") has its prose at once below it.
    """
    for run, line in enumerate(lines[index + 1 :]):
        if line.opaque or (is_text(line) and not chrome.is_site_line(line, profiles)):
            return run >= LEAST_OTHERS
    return True


def _read_dropped(lines: Sequence[Line], findings: Findings, profiles: Profiles) -> None:
    """Take source and rights from below the text; dates and names there are other articles'."""
    for line in lines:
        if chrome.is_rights(line):
            read_rights(line.shown, findings, profiles)
        elif _says_source(line):
            read_label(line, findings, profiles, tail=True)
        _read_owner(line, findings, profiles)


def _read_owner(line: Line, findings: Findings, profiles: Profiles) -> None:
    """Take the publication of a line that only its site has."""
    if (
        line.short
        and (known := profiles.owner(line.words))
        and line.words.startswith(profiles.chrome)
    ):
        findings.offer("publication", known.name, "line of its site", Trust.PART)


def _is_dropped(line: Line, findings: Findings, profiles: Profiles) -> bool:
    """Whether the last line is no text: it says where the text is from, or belongs to the site."""
    if chrome.are_links(line):
        return True
    if not line.short:
        return False
    if chrome.is_rights(line):
        read_rights(line.shown, findings, profiles)
        return True
    if chrome.is_address(line):
        read_label(line, findings, profiles, tail=True)
        return True
    if chrome.is_edge_line(line, profiles):
        _read_owner(line, findings, profiles)
        return True
    if read_label(line, findings, profiles, tail=True):
        return True
    return _is_signature(line, findings, profiles)


def _is_signature(line: Line, findings: Findings, profiles: Profiles) -> bool:
    """Whether the text is signed with a label, dated, or named by its publication."""
    found = byline.labelled(line, profiles)
    if found is not None and not findings.authors:
        findings.add_authors(found.authors, "by-line at the end")
        return True
    if _is_dated(line, findings, profiles):
        return True
    if profiles.named(line.shown) and not line.level:
        findings.offer(
            "publication", profiles.name(line.shown), "name alone at the end", Trust.NAMED
        )
        return True
    return False


def _is_dated(line: Line, findings: Findings, profiles: Profiles) -> bool:
    """Whether the last line dates the text; a date there counts where the head has none."""
    probe = Findings()
    if not dated.reads_date(line, probe, profiles) or line.level:
        return False
    for found in probe.texts.get("publication", []):
        findings.offer("publication", found.value, "beside the date at the end", Trust.NAMED)
    if not findings.dates:
        findings.dates += [
            DateFinding(one.date, "date at the end", Trust.NAMED) for one in probe.dates
        ]
    return True


def colophon(lines: Sequence[Line], profiles: Profiles) -> tuple[int, str]:
    """Return the index of the line that opens a periodical's imprint, and the periodical's name.

    "ABOUT THE RUSSIAN ANALYTICAL DIGEST" opens one; "About the Author" does not.
    """
    for index, line in enumerate(lines):
        if not line.short or len(line.shown) > 100:
            continue
        about = _ABOUT.match(line.shown)
        if not about:
            continue
        known = profiles.named(about[1])
        if known or (is_capitals(line.shown) and _is_imprint(lines[index + 1 : index + 30])):
            return index, profiles.name(about[1] if known else about[1].title())
    return len(lines), ""


def _is_imprint(lines: Sequence[Line]) -> bool:
    return any(_IMPRINT.match(line.shown) for line in lines)
