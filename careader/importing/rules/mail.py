"""The head of an electronic letter: sender, day and subject, which the letter's text follows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from careader.importing.rules.dates import find_dates
from careader.importing.rules.findings import Findings, Trust
from careader.importing.rules.lines import Line
from careader.importing.rules.names import person
from careader.importing.rules.profiles import Profiles

MOST = 14
"""Lines of the head of a letter."""

_FIELD = re.compile(
    r"(from|to|cc|bcc|date|sent|subject|reply-to|list-id|message-id|от|кому|дата|тема)\s?:\s*(.*)$",
    re.IGNORECASE,
)
_NEEDED = ({"from", "от"}, {"subject", "тема"}, {"date", "sent", "to", "дата", "кому"})
_REPLY = re.compile(r"(?:(?:re|fwd?|fw|aw|wg)\s*:\s*|\[[^\]]{1,40}\]\s*)+", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*[<(\[]?[\w.+-]+@[\w.-]+[>)\]]?")


def read_mail(lines: Sequence[Line], findings: Findings, profiles: Profiles) -> list[Line]:
    """Return the text of a letter, its subject as a heading above it; others as they are.

    Its day goes to the findings, and who sent it: a publication, or a person.
    """
    head: dict[str, str] = {}
    end = 0
    for index, line in enumerate(lines[:MOST]):
        field = _FIELD.match(line.shown) if line.short else None
        if field:
            head.setdefault(field[1].lower(), field[2])
            end = index + 1
        elif head and line.gap:
            break
    if not all(needed & head.keys() for needed in _NEEDED):
        return list(lines)
    _take(head, findings, profiles)
    subject = _REPLY.sub("", head.get("subject") or head.get("тема", "")).strip()
    titled = [Line(f"# {subject}", lines[0].number)] if subject else []
    return [*titled, *lines[end:]]


def _take(head: dict[str, str], findings: Findings, profiles: Profiles) -> None:
    for name in ("date", "sent", "дата"):
        for found in find_dates(head.get(name, ""))[:1]:
            findings.offer_date(found, "date of the letter", Trust.LABELLED)
    sender = _ADDRESS.sub("", head.get("from") or head.get("от", "")).strip(" \"'")
    if profiles.named(sender) or (sender and not person(sender)):
        findings.offer("publication", profiles.name(sender), "sender of the letter", Trust.NAMED)
