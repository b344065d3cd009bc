"""Lines that say with a label what they hold: publication, volume, DOI, source, key words."""

from __future__ import annotations

import re

from careader.importing.rules.dates import FoundDate, find_dates, year_in
from careader.importing.rules.findings import Findings, Trust
from careader.importing.rules.lines import Line, words_of
from careader.importing.rules.profiles import Profiles, host_of
from careader.importing.rules.prose import is_capitals, is_sentence

LONGEST = 260

_DOI = re.compile(r"(?<![\w.])(10\.\d{4,9}/[^\s\"'<>()\[\]{}]{2,80})")
_ISSN = re.compile(
    r"\b[ep]?-?ISSN(?:\s?\([^)]{1,30}\))?\s*:?\s*(\d{4})[-–](\d{3}[\dXx])\b", re.IGNORECASE
)
_ISBN = re.compile(r"\s*(?:ISBN|УДК|ББК|UDC|JEL|ГРНТИ|ВАК)\b", re.IGNORECASE)
_PUBLICATION = re.compile(
    r"(?:publication|published by|journal|magazine|newspaper|издание|журнал|газета|"
    r"نشریه)\s*[:：]\s*(.{2,120}?)\s*(?=$|[,;]?\s*\b(?:vol(?:ume)?|issue|no)\b\.?\s*:?)",
    re.IGNORECASE,
)
_VOLUME = re.compile(
    r"\b(?:vol(?:ume)?|том|т|band|cilt|جلد)\b\.?\s*:?\s*(\d{1,4}|[IVXLC]{1,7})\b", re.IGNORECASE
)
_ISSUE = re.compile(
    r"(?<!\w)(?:issue|no|number|nr|num|выпуск|вып|№|n[°º]|#|sayı|"
    r"شماره)\.?\s*:?\s*(\d{1,4}(?:\s?[-–/]\s?\d{1,4})?)(?!\w)",
    re.IGNORECASE,
)
_PAGES = re.compile(r"[,;]?\s*\b(?:pp?|pages|с|стр)\b\.?\s*\d+(?:\s*[-–—]\s*\d+)?", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:sources?|via|first published (?:in|by|on)|originally published (?:in|by|on)|"
    r"источник|манбаъ?|сарчашма|manba|mənbə|kaynak|çeşme|дереккөзі?|булак|منبع|منابع|"
    r"به نقل از|来源)\s*(?:[:：]|\s[–—-]\s)\s*(.{2,160})$",
    re.IGNORECASE,
)
_ORIGINALLY = re.compile(
    r"(?:this (?:article|piece|story|text|commentary|post|report)\s+(?:was\s+|has\s+been\s+|"
    r"is\s+)?|it was\s+)?(?:was\s+)?(?:originally|first|previously)?\s*(?:published|"
    r"appeared|posted|reprinted|republished)\s+(?:originally\s+|"
    r"first\s+)?(?:with (?:the )?permission (?:of|from)|in|by|on|at|from)\s+(.{2,160})$",
    re.IGNORECASE,
)
_PUBLISHED_IN = re.compile(
    r"(?:published in|posted in|filed under|section|rubric|рубрика|раздел|бахш|"
    r"بخش)\s*:?\s+(.{2,60})$",
    re.IGNORECASE,
)
_TAGS = re.compile(
    r"(?:key\s?words|tags|topics|ключевые слова|теги|метки|тэги|калидвожаҳо|kalit so'zlar|"
    r"açar sözlər|anahtar kelimeler|etiketler|کلید ?واژه ?ها|واژگان کلیدی|برچسب ?ها|"
    r"关键词)\s*[:：—–-]\s*(.{2,})$",
    re.IGNORECASE,
)
_CATEGORY = re.compile(r"(?:category|categories)\s*[:：]\s*(.{2,})$", re.IGNORECASE)
_URL = re.compile(
    r"(?:url|link|original(?: link| url| article)?|ссылка|адрес|permalink|"
    r"لینک)?\s*[:：]?\s*<?(https?://[^\s<>]{4,500}?)>?\s*$",
    re.IGNORECASE,
)
_LABELLED_DATE = re.compile(
    r"(?:date|published|posted|publication date|published on|posted on|released|"
    r"first published|опубликовано|дата(?: публикации)?|размещено|добавлено|нашр шуд|"
    r"санаи нашр|жарияланды|tarix|yayın tarihi|تاریخ(?: انتشار| نشر)?|发布时间)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:last\s+)?(?:updated?|modified|revised|changed)\b|обновлено|изменено|güncelleme|"
    r"به\s?روزرسانی",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|copyright|"
    r"\(c\))?\s*(?:(?:\d{4}\s*[-–]\s*)?(\d{4}))?[,.\s]*(?:by\s+)?([^.©|\n]{2,80})?",
    re.IGNORECASE,
)
_HELD_SINCE = re.compile(r"[,\s]((?:19|20)\d\d)\W{0,3}$")
_FIRST_DATE_END = re.compile(r"\s*(?:[,|–—-]|\bon\b|\()\s*$")


def read_label(line: Line, findings: Findings, profiles: Profiles, *, tail: bool = False) -> bool:
    """Take what a labelled line says into the findings; whether it was one."""
    text = line.shown
    if not line.short or len(text) > LONGEST:
        return False
    return any(reader(text, findings, profiles, tail) for reader in _READERS)


def _doi(text: str, findings: Findings, profiles: Profiles, tail: bool) -> bool:
    found = _DOI.search(text)
    if not found:
        return False
    rest = _DOI_MARK.sub(" ", _WEB.sub(" ", text).replace(found[0], " "))
    cited = _citation(rest, findings, profiles, tail)
    if not cited and len(text) > len(found[0]) + 60:
        return False
    findings.offer("doi", found[1].rstrip(".,;"), "DOI", Trust.STATED)
    return cited or words_of(rest) in _DOI_WORDS


_DOI_WORDS = frozenset(("", "doi", "doi doi", "doi org", "dx doi org"))
_DOI_MARK = re.compile(r"\b(?:doi|(?:dx\.)?doi\.org)\b\s*[:/]?", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s\"'<>()]+")


def _numbers(text: str, findings: Findings, profiles: Profiles, tail: bool) -> bool:
    issn = _ISSN.search(text)
    if issn:
        findings.offer("issn", f"{issn[1]}-{issn[2].upper()}", "ISSN", Trust.STATED)
    return bool(issn and len(text) < 100 and not is_sentence(text)) or bool(_ISBN.match(text))


def _publication(text: str, findings: Findings, profiles: Profiles, tail: bool) -> bool:
    label = _PUBLICATION.match(text)
    if not label:
        return False
    findings.offer("publication", profiles.name(label[1]), "label Publication", Trust.STATED)
    rest = text[label.end() :]
    _volume_and_issue(rest, findings, "label Volume")
    for found in find_dates(rest)[:1]:
        findings.offer_date(found, "beside the publication", Trust.LINE)
    return True


def _volume_and_issue(text: str, findings: Findings, rule: str) -> str:
    """Take volume and issue; return what stands before them."""
    volume, issue = _VOLUME.search(text), _ISSUE.search(text)
    if volume:
        findings.offer("volume", volume[1], rule, Trust.STATED)
    if issue:
        findings.offer("issue", issue[1].replace(" ", ""), rule, Trust.STATED)
    starts = [match.start() for match in (volume, issue) if match]
    return text[: min(starts)] if starts else text


def _citation(text: str, findings: Findings, profiles: Profiles, tail: bool) -> bool:
    """Read "Caucasus Survey, Vol. 3, No. 1 (2015), pp. 1-14" and "No. 68, 23 December 2014"."""
    if not (_VOLUME.search(text) or _ISSUE.search(text)) or is_sentence(text):
        return False
    bare = _PAGES.sub("", text)
    dates = find_dates(bare)
    before = bare[: dates[0].start] if dates else bare
    name = _volume_and_issue_named(before, bare)
    if len(name.split()) > 8 or _leftover(bare, name, dates):
        return False
    whole = bool(_VOLUME.search(bare) and _ISSUE.search(bare))
    known = profiles.named(name) or _SERIES.search(name)
    if not (known or whole or (dates and not name)):
        return False
    _volume_and_issue(bare, findings, "citation line")
    _named_in_citation(name, whole, findings, profiles)
    if dates:
        findings.offer_date(dates[0], "issue line", Trust.ISSUE)
    elif year := year_in(bare):
        findings.offer_date(FoundDate(year, 0, 4, "year"), "citation line", Trust.PART)
    return True


def _numbered(text: str, findings: Findings, profiles: Profiles, tail: bool) -> bool:
    """Read "SWP Comments 27" and "RAD 107/12": a known series and its number, no more."""
    found = _SERIES_NUMBER.fullmatch(text.strip(" .,()"))
    known = profiles.named(found[1]) if found else None
    if not found or known is None or len(found[2]) == 4:
        return False
    findings.offer("publication", known.name, "series and number", Trust.STATED)
    findings.offer("issue", found[2], "series and number", Trust.STATED)
    return True


_SERIES_NUMBER = re.compile(
    r"(.{3,60}?)[\s,]+(?:no\.?|nr\.?|n[°º]|#|№|issue)?\s?(\d{1,4})(?:/\d{2,4})?", re.IGNORECASE
)


def _volume_and_year(text: str, findings: Findings, profiles: Profiles, tail: bool) -> bool:
    """Read "Central Asian Affairs 6 (2019) 99-121"."""
    found = _VOLUME_YEAR.fullmatch(text.strip(" .,"))
    if not found or _VOLUME.search(text) or _ISSUE.search(found[1]):
        return False
    if not (profiles.named(found[1]) or _SERIES.search(found[1])):
        return False
    findings.offer("publication", profiles.name(found[1]), "citation line", Trust.LINE)
    findings.offer("volume", found[2], "citation line", Trust.STATED)
    findings.offer("issue", found[3] or "", "citation line", Trust.STATED)
    findings.offer_date(FoundDate(found[4], 0, 4, "year"), "citation line", Trust.PART)
    return True


_VOLUME_YEAR = re.compile(
    r"(.{4,70}?),?\s(\d{1,3})(?:[:/.]\s?(\d{1,2}(?:[-–]\d)?))?\s?\(((?:19|20)\d\d)\)"
    r"(?:[,:]?\s?(?:pp?\.?\s?)?\d{1,4}\s?[-–—]\s?\d{1,4})?"
)


def _volume_and_issue_named(before: str, whole: str) -> str:
    starts = [m.start() for m in (_VOLUME.search(whole), _ISSUE.search(whole)) if m]
    name = before[: min(starts)].strip(" ,;:|–—-·•(")
    return re.sub(r"[,.\s(]+(?:19|20)\d\d\)?(?:\s?г\.?)?$", "", name)


def _leftover(text: str, name: str, dates: list[FoundDate]) -> bool:
    """Whether a citation says more than name, numbers and date: then it is none."""
    rest = text[len(name) :] if name and text.startswith(name) else text
    for found in reversed(dates):
        rest = rest.replace(text[found.start : found.end], " ")
    rest = _ISSUE.sub(" ", _VOLUME.sub(" ", rest))
    return any(word not in _CITING for word in words_of(rest.replace(name, " ")).split())


_CITING_WORDS = "doi pp p pages page vol no issue n and in of the с стр от за"
_CITING = frozenset(_CITING_WORDS.split())


_SERIES = re.compile(
    r"\b(?:papers?|series|reports?|briefs?|briefings?|memos?|journal|review|bulletin|digest|"
    r"analyst|monitor|studies|survey|quarterly|annual|affairs|magazine|gazette|вестник|"
    r"журнал|бюллетень|обзор|записки)\b",
    re.IGNORECASE,
)


def _named_in_citation(name: str, whole: bool, findings: Findings, profiles: Profiles) -> None:
    name = re.sub(r"[,\s(]*\d{4}\)?$", "", name).strip(" ,;")
    if not name or not any(map(str.isalpha, name)):
        return
    known = profiles.named(name)
    if known or _SERIES.search(name) or (whole and _is_name(name)):
        plain = name.title() if is_capitals(name) and not known else name
        findings.offer("publication", profiles.name(plain), "citation line", Trust.LINE)


def _source(text: str, findings: Findings, profiles: Profiles, tail: bool) -> bool:
    label = _SOURCE.match(text)
    if not label or is_sentence(label[1]) or len(label[1].split()) > 14:
        return False
    if label[1][:1].islower() and not profiles.named(label[1]) and "." not in label[1]:
        return False
    rule = f"label {text.split(':', maxsplit=1)[0].split('：', maxsplit=1)[0].strip()}"
    _published_by(label[1], findings, profiles, rule, Trust.LABELLED)
    return True


def _originally(text: str, findings: Findings, profiles: Profiles, tail: bool) -> bool:
    label = _ORIGINALLY.match(text)
    if not label or len(label[1].split()) > 16:
        return False
    dates = find_dates(label[1])
    if dates and not label[1][: dates[0].start].strip():
        return False  # "Posted on March 5": a date line
    named = _published_by(label[1], findings, profiles, "originally published", Trust.NAMED)
    return named or tail


def _published_by(text: str, findings: Findings, profiles: Profiles, rule: str, trust: int) -> bool:
    """Take publication, date and address of "Eurasianet on 3 March 2010, https://…"."""
    address = re.search(r"https?://\S+", text)
    if address:
        findings.offer("url", address[0].rstrip(".,;)>"), rule, trust)
        text = text.replace(address[0], " ")
    dates = find_dates(text)
    if dates:
        findings.offer_date(dates[0], rule, trust - 5)
        text = text[: dates[0].start]
    text = re.sub(
        r"\s+in$", "", _volume_and_issue(_PAGES.sub("", text), findings, rule).strip(" ,")
    )
    name = _FIRST_DATE_END.sub("", text.strip().rstrip(".")).strip(" ,(|–—-")
    known = profiles.named(name) or (profiles.at(name) if "." in name else None)
    if not known and address and not name:
        known = profiles.at(address[0])
        name = known.name if known else host_of(address[0])
    if profiles.named(name):
        findings.offer("publication", profiles.name(name), rule, trust)
    elif known:
        findings.offer("publication", known.name, rule, trust)
    elif len(name.split()) <= 10 and (rule != "originally published" or _is_name(name)):
        findings.offer("publication", name, rule, trust)
    return bool(known or dates or address or _is_name(name))


def _is_name(text: str) -> bool:
    """Whether all words but the small ones have capitals."""
    words = [word for word in text.split() if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words) and not text.endswith(".")


def _section(text: str, findings: Findings, profiles: Profiles, tail: bool) -> bool:
    label = _PUBLISHED_IN.match(text)
    if not label or find_dates(text) or is_sentence(text) or _VOLUME.search(text):
        return False
    if owner := profiles.owner(words_of(label[1])):
        findings.offer("publication", owner.name, "name of its section", Trust.WORKED_OUT)
    known = profiles.named(label[1])
    name = "publication" if known and words_of(label[1]) not in profiles.sections else "section"
    findings.offer(
        name, profiles.name(label[1]) if known else label[1], "label Published in", Trust.LABELLED
    )
    return True


def _tags(text: str, findings: Findings, profiles: Profiles, tail: bool) -> bool:
    label = _TAGS.match(text)
    if not label:
        return False
    tags = (tag.strip(" .#*_") for tag in re.split(r"\s*[,;،•|/]\s*", label[1]))
    findings.tags += [tag for tag in tags if tag and len(tag) <= 60 and tag not in findings.tags]
    return True


def take_keywords(lines: list[Line], findings: Findings, profiles: Profiles) -> list[Line]:
    """Return the lines without a heading "Keywords" and the key words below it."""
    for index, line in enumerate(lines[:-1]):
        following = lines[index + 1]
        if line.words not in _KEYWORDS or not following.short or is_sentence(following.shown):
            continue
        if _SEVERAL.search(following.shown):
            _tags(f"Keywords: {following.shown}", findings, profiles, False)
            return lines[:index] + lines[index + 2 :]
    return lines


_KEYWORDS = frozenset(("keywords", "key words", "ключевые слова", "کلیدواژه ها", "کلید واژه ها"))
_SEVERAL = re.compile(r"[;,،·•]\s?\w")


def _category(text: str, findings: Findings, profiles: Profiles, tail: bool) -> bool:
    return bool(_CATEGORY.match(text)) and not is_sentence(text)


def _url(text: str, findings: Findings, profiles: Profiles, tail: bool) -> bool:
    found = _URL.match(text)
    if not found:
        return False
    address = found[1].rstrip(".,;)>")
    if address.partition("//")[2].strip("/").count("/"):
        findings.offer("url", address, "address line", Trust.LINE)
    if known := profiles.at(address):
        findings.offer("publication", known.name, "address line", Trust.PART)
    return True


_READERS = (
    _doi,
    _publication,
    _source,
    _section,
    _originally,
    _tags,
    _category,
    _url,
    _numbered,
    _citation,
    _volume_and_year,
    _numbers,
)


def read_rights(text: str, findings: Findings, profiles: Profiles) -> None:
    """Take the year and the holder of "© 2014 The Jamestown Foundation"."""
    found = _RIGHTS.search(text)
    if not found:
        return
    if found[1] and "1900" <= found[1] <= "2099":
        findings.offer_date(FoundDate(found[1], 0, 4, "year"), "copyright line", Trust.RIGHTS)
    if not found[1] and (year := _HELD_SINCE.search(text)):
        findings.offer_date(FoundDate(year[1], 0, 4, "year"), "copyright line", Trust.RIGHTS)
    if found[2] and (known := profiles.named(found[2])):
        findings.offer("publication", known.name, "copyright line", Trust.RIGHTS)


def date_trust(text: str) -> tuple[str, int]:
    """Return the rule and the trust of a line that holds a date, by the label it has."""
    if _UPDATED.search(text) and not _LABELLED_DATE.search(_UPDATED.sub("", text)):
        return "date of a change", Trust.LATER
    if _LABELLED_DATE.search(text):
        return "labelled date", Trust.LABELLED
    return "date line", Trust.LINE
