"""What a line says of an issue as a whole: the periodical, its number, the day it appeared."""

from __future__ import annotations

from careader.importing.rules.dates import beside, find_dates
from careader.importing.rules.findings import Findings, Trust
from careader.importing.rules.labels import read_label
from careader.importing.rules.lines import Line
from careader.importing.rules.profiles import Profiles

_TAKEN = ("publication", "volume", "issue", "issn")


def read_issue_line(line: Line, common: Findings, profiles: Profiles) -> None:
    """Add what a head, a running head or a contents page says of the issue to what is common."""
    if not line.short:
        return
    probe = Findings()
    dates = find_dates(line.shown)
    if dates and not beside(line.shown, dates):
        common.offer_date(dates[0], "date of the issue", Trust.ISSUE)
        return
    if known := profiles.named(line.shown):
        common.offer("publication", known.name, "name of the issue", Trust.ISSUE)
        return
    if not read_label(line, probe, profiles):
        return
    for name in _TAKEN:
        for found in probe.texts.get(name, []):
            common.offer(name, found.value, "head of the issue", Trust.ISSUE)
    for dated in probe.dates:
        common.offer_date(dated.date, "date of the issue", Trust.ISSUE)
