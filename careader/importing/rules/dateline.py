"""Datelines: what a news report says of its agency and its day before its first word."""

from __future__ import annotations

import re

from careader.importing.rules.dates import find_dates, partial_date
from careader.importing.rules.findings import Findings, Trust
from careader.importing.rules.lines import Line
from careader.importing.rules.profiles import Profiles

LONGEST = 120
"""Characters of a dateline up to its dash or colon."""

_END = re.compile(r"\s(?:--|[–—-])\s|:\s|\s?\|\s|\.\s(?=[A-ZА-ЯЁ«“\"])|/\s(?=[A-ZА-ЯЁ])")
_PLACE = re.compile(
    r"(?:[A-ZА-ЯЁҚҒҲӮҶӢ][\w.'’-]*[\s,./]{1,2}){1,4}|"
    r"[^\W\d_][\w'’-]{2,20}(?:\s[^\W\d_][\w'’-]{2,20})?[.,/]\s?|"
    r"[\u0600-\u06ff\u200c ]{2,30}\s[–—-]\s"
)
_AGENCY = re.compile(r"\(\s?([^()]{2,40}?)\s?\)|[(/«]\s?([^()/«»]{2,40}?)\s?[)/»]")
LONGEST_LEAD = 800
"""Characters of a first paragraph in which an agency names itself."""
_REPORTS = re.compile(
    r",\s([A-ZА-ЯЁ][\w./-]{1,24}(?:\s[A-ZА-ЯЁ][\w.-]{1,20})?)\s(?:reports?|reported|learned|"
    r"correspondent|сообщает|передает|передаёт)\b"
)
_STUCK = re.compile(r"[A-ZА-ЯЁ-]{3,20}\.\s([A-ZА-ЯЁ.-]{3,20})\s")
"""A place and an agency with nothing behind it: "ASTANA. KAZINFORM Kazakhstan will …"."""
_PIECE = re.compile(r"\s*[,./|]\s+|\s+[–—-]\s+")


def read_dateline(line: Line, findings: Findings, profiles: Profiles) -> None:
    """Take agency and date of "DUSHANBE, January 5, 2015, Asia-Plus --"; the line stays whole."""
    start = line.shown[: LONGEST + 1]
    if (stuck := _STUCK.match(start)) and (known := profiles.agency(stuck[1])):
        findings.offer("publication", known.name, "dateline", Trust.NAMED)
        return
    if not _PLACE.match(start):
        return
    for end in _END.finditer(start):
        head = start[: end.start()]
        if _reads(head, findings, profiles):
            if not findings.best("publication"):
                _take_reporter(line, findings, profiles)
            return


def _reads(head: str, findings: Findings, profiles: Profiles) -> bool:
    agency = _agency(head, profiles)
    dates = find_dates(head)
    partial = "" if dates else partial_date(head)
    if not agency and not ((dates or partial) and _is_all_dateline(head)):
        return False
    if agency:
        findings.offer("publication", agency, "dateline", Trust.NAMED)
    if dates:
        findings.offer_date(dates[0], "dateline", Trust.NAMED)
    elif partial:
        findings.partial = findings.partial or partial
    return True


def _take_reporter(line: Line, findings: Findings, profiles: Profiles) -> None:
    """Take the agency that a first sentence names as its own: "…, Trend reports."."""
    for found in _REPORTS.finditer(line.shown[:LONGEST_LEAD]):
        if known := profiles.agency(found[1]):
            findings.offer("publication", known.name, "first sentence", Trust.WORKED_OUT)
            return


def _agency(head: str, profiles: Profiles) -> str:
    pieces = [match[1] or match[2] for match in _AGENCY.finditer(head)] + _PIECE.split(head)
    for piece in pieces:
        name = piece.strip(" ./–—-|()«»")
        if known := profiles.agency(name) or profiles.agency(piece.strip()):
            return profiles.name(name) if profiles.named(name) else known.name
    return ""


def _is_all_dateline(head: str) -> bool:
    """Whether a place in capitals and a date are all there is."""
    letters = [word for word in re.split(r"[\s,.]+", head) if word]
    return bool(letters) and letters[0].isupper() and len(letters[0]) > 2 and len(letters) <= 6
