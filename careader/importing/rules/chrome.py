"""The lines of a site, each recognised by evidence of its own: no sentence goes with them."""

from __future__ import annotations

import re

from careader.importing.rules.lines import Line, words_of
from careader.importing.rules.profiles import Profiles
from careader.importing.rules.prose import is_sentence

LONGEST_LABELLED = 200
"""Characters; a line "Read more: …" longer than this is prose."""
LONGEST_START = 90
"""Characters; a line that begins as a site's do and is longer is prose."""

_ADDRESS = re.compile(
    r"(?:(?:https?://|www\.)\S+|[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30})+|"
    r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|ru|kz|kg|tj|uz|tm|az|af|ir|asia|info|int|eu|de|uk|"
    r"ch)(?:/\S*)?)",
    re.IGNORECASE,
)
_TICKER = re.compile(r"[A-Z]{3}\s?/\s?[A-Z]{3}\s*=?\s*[\d.,]+")
_CRUMBS = re.compile(r"[^.!?]{1,60}(?:\s[>»›→]\s[^.!?]{1,80}){1,6}$")
_RULE = re.compile(r"(?:[-*_=~·.•—–]\s?){3,}$")
_COUNT = re.compile(r"(?:\d[\d\s.,:]*)+$")
_RIGHTS = re.compile(
    r"©|\(c\)\s|copyright\s*(?:©|\(c\)|\d{4}|by\b|notice)|все права защищены|all rights reserved",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:©\s*(?:photo\s*[:/]|sputnik|reuters|afp|ap\b|ria|тасс|epa)|(?:photo|image|picture|"
    r"фото|акс|foto|surat|عکس)\s*(?:credit|by|courtesy)?\s*[:/|])",
    re.IGNORECASE,
)
_CREDIT_IN_BRACKETS = re.compile(
    r"[(\[](?:source|photo|image|picture|credit|courtesy|источник|фото|عکس)\b[^()\[\]]{2,80}[)\]]",
    re.IGNORECASE,
)
_LABEL = re.compile(r"([^:：]{3,24})[:：]\s*(?=\S)")
_MEDIA = re.compile(r"\d{1,2}:\d{2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)+$")
_HANDLE = re.compile(r"(?:[#@]\w{2,40}[\s,]*)+$")


def is_rule(line: Line) -> bool:
    """Whether the line is drawn: dashes, stars, underscores."""
    return bool(_RULE.match(line.text)) and not any(map(str.isalnum, line.text))


def is_address(line: Line) -> bool:
    """Whether the line holds nothing but a link, an address or a mail address."""
    return line.short and bool(_ADDRESS.fullmatch(line.shown.strip("<>() ")))


def is_site_line(line: Line, profiles: Profiles) -> bool:
    """Whether the line is a site's wherever it stands, in the middle of the text too."""
    if not line.short:
        return False
    words = line.words
    if words in profiles.site.lines or _is_figure(line):
        return True
    return _is_label(line, profiles) or _is_named(line, words, profiles)


def _is_figure(line: Line) -> bool:
    """Whether it is a rate of exchange, the length of a recording, a row of hash tags."""
    text = line.shown
    return bool(_TICKER.match(text) or _MEDIA.match(text) or _HANDLE.match(text))


def _is_label(line: Line, profiles: Profiles) -> bool:
    """Whether it announces another article: "Read more: …"."""
    label = _LABEL.match(line.shown)
    if not label or len(line.shown) > LONGEST_LABELLED:
        return False
    if words_of(label[1]) not in profiles.site.label:
        return False
    return not is_sentence(line.shown[label.end() :])


def _is_named(line: Line, words: str, profiles: Profiles) -> bool:
    """Whether a publication is known for the line, or a photograph is credited."""
    if words.startswith(profiles.chrome) and words:
        return True
    credit = _CREDIT.match(line.shown) or _CREDIT_IN_BRACKETS.fullmatch(line.shown)
    return bool(credit) and len(line.shown) <= LONGEST_LABELLED and not is_sentence(line.shown)


def _begins_as_site(line: Line, words: str, profiles: Profiles) -> bool:
    if len(line.shown) > LONGEST_START or is_sentence(line.shown) or line.shown.endswith("?"):
        return False
    return any(
        words.startswith(start) and words[len(start) : len(start) + 1] in ("", " ")
        for start in profiles.site.starts
    )


def is_edge_line(line: Line, profiles: Profiles) -> bool:
    """Whether the line is a site's where it stands above the title or below the text."""
    if is_site_line(line, profiles) or is_address(line) or is_rule(line):
        return True
    if not line.short:
        return False
    text = line.shown
    return (
        _begins_as_site(line, line.words, profiles)
        or line.words in profiles.site.tail
        or line.words in profiles.site.edge
        or bool(_COUNT.match(text))
        or bool(_CRUMBS.match(text))
        or is_rights(line)
    )


def is_rights(line: Line) -> bool:
    """Whether the line says whose the text is."""
    return line.short and bool(_RIGHTS.match(line.shown.lstrip("([ ")))


def opens_tail(line: Line, profiles: Profiles) -> bool:
    """Whether a site's matter begins here: what follows such a line is seldom the article's."""
    return line.short and line.words in profiles.site.tail
