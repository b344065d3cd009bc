"""The lines of a site, each recognised by evidence of its own: no sentence goes with them."""

from __future__ import annotations

import re

from careader.importing.rules.lines import Line, words_of
from careader.importing.rules.menus import is_menu
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
_LINKED_ITEM = re.compile(
    r"\s{0,12}[-*+]\s+(?:!?\[(?:[^\[\]]|!\[[^\[\]]*\]\([^()\s]*\)){0,160}\]\([^()\s]{0,500}\)[\s|,•·]*)+"
)
_TICKER = re.compile(r"[A-Z]{3}\s?/\s?[A-Z]{3}\s*=?\s*[\d.,]+")
_INNER_END = re.compile(r"[^\W\d_]{3,}[.!?](?:\s|$)")
_RULE = re.compile(r"(?:[-*_=~·.•—–]\s?){3,}$")
_PAGING = re.compile(
    r"(?:page\s*)?(?:\d{1,2}\s*[|/]?\s*){1,12}(?:continue[ds]?|next(?: page)?|last|далее)\W*$|"
    r"(?:continued|next page|previous page)\b[\d\s|/»>]*$|page\s\d{1,2}\sof\s\d{1,2}$",
    re.IGNORECASE,
)
_COUNT = re.compile(r"[\d\s.,:/+|<>×«»‹›]+$|[xX×]$|[\d.,]+\s?[KkMm]$")
_RIGHTS = re.compile(
    r"©|\(c\)\s|copyright\s*(?:©|\(c\)|\d{4}|by\b|notice)|все права защищены|all rights reserved",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:(?:image|photo|picture|map)\s(?:attribution|source|credits?|courtesy)\b|©\s*(?:photo\s*[:/]|sputnik|reuters|afp|ap\b|ria|тасс|epa)|(?:photo|image|picture|"
    r"фото|акс|foto|surat|عکس)\s*(?:credit|by|courtesy)?\s*[:/|])",
    re.IGNORECASE,
)
_CREDIT_IN_BRACKETS = re.compile(
    r"[(\[](?:source|photo|image|picture|credit|courtesy|источник|фото|عکس)\b[^()\[\]]{2,80}[)\]]",
    re.IGNORECASE,
)
_AGENCIES = (
    r"(?:AFP|AP|Getty Images|Getty|Reuters|EPA(?:-EFE)?|TASS|ITAR-TASS|RIA Novosti|Sputnik|Xinhua|"
    r"Shutterstock|Depositphotos|iStock|Anadolu|AA|Kremlin(?:\.ru)?|Bloomberg|"
    r"Wikimedia(?: Commons)?|RFE/RL|Eurasianet|ТАСС|РИА Новости)"
)
_CRUMBS = re.compile(
    r"[^.!?]{1,60}(?:\s(?:[>»›→]|>>)\s[^.!?]{1,80}){1,6}$|"
    r"(?:home|main|main page|главная|ana ?sayfa|start)(?:\s?/\s?[^/]{1,90}){1,6}$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    rf"\((?:(?:source|photo|image|picture|credit|courtesy|фото|источник)\b[^()]{{0,60}}|"
    rf"{_AGENCIES}\s?/[^()]{{2,50}}|[^()]{{2,50}}/\s?{_AGENCIES})\)\.?$",
    re.IGNORECASE,
)
_POSTAL = re.compile(
    r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b|\b(?:suite|floor|p\.?o\.? box|tel|telephone|phone|fax|"
    r"telefax|e-?mail)\b\.?\s?[:#+\d(]|\b(?:тел|факс)\.?\s?[:+\d(]",
    re.IGNORECASE,
)
_AGENCY_CREDIT = re.compile(
    rf"[^.!?]{{2,70}}/\s?{_AGENCIES}(?:\s?/\s?{_AGENCIES})*\)?$|"
    rf"{_AGENCIES}\s?/\s?[^.!?]{{2,50}}$|"
    r"(?:shutterstock|depositphotos|istock|wikimedia)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
_CLICK = re.compile(r"\bclick here\b", re.IGNORECASE)
LONGEST_NOTICE = 300
"""Characters of a notice of the site; the same words in a longer paragraph are the article's."""
_NOTICE = re.compile(
    r"(?:you (?:are receiving|received|can unsubscribe|are subscribed)|this e-?mail was sent|"
    r"(?:we|this (?:web)?site) uses? cookies|by continuing to (?:use|browse)|"
    r"your e-?mail (?:address )?will (?:not )?be|required fields are|"
    r"fill in your details|you are commenting using|notify me of|"
    r"(?:please )?(?:sign up|subscribe|register) (?:to|for|here|now)\b|"
    r"(?:like|follow|join|find) us on|get (?:the latest|our (?:free|weekly|daily))|"
    r"support [\w ]{3,30}: help|your (?:tax.deductible )?(?:gift|donation|support) (?:can|will|to)|"
    r"(?:a version of )?this (?:article|copy|version) (?:is for your|appeared in print)|"
    r"copyright is held|do you have any feedback|"
    r"if you (?:find|found|notice|spot|see) (?:an? )?(?:error|mistake|typo)|"
    r"(?:please )?(?:donate|consider (?:donating|supporting)|become a (?:member|patron|supporter))|"
    r"enjoying this article|already have an account|"
    r"no (?:part|material)\b.{0,80}\b(?:reproduced|republished|copied)|"
    r"(?:republication|reproduction|reprinting|redistribution)\b.{0,120}\b(?:permission|consent|"
    r"prohibited)|all (?:rights|content|materials?)\b.{0,60}\breserved|"
    r"подпи(?:шитесь|сывайтесь) на|(?:при|любое|полное).{0,60}(?:использовани|перепечатк|"
    r"цитировани|копировани).{0,120}(?:ссылк|разрешен|запрещ|обязательн)|"
    r"мы используем (?:файлы )?cookie|нашли ошибку|если вы нашли ошибку|заметили ошибку)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"([^:：]{3,24})[:：]\s*(?=\S)")
_MEDIA = re.compile(r"\d{1,2}:\d{2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)+$")
_INITIALS = re.compile(
    r"[A-Z]{1,4}\s?/\s?[A-Z]{1,4}$|[a-z]{2,4}\.[a-z]{2,4}$|\(?END\)?$|[#*]{2,4}$|(?:【[^】]{1,20}】){2,}$"
)
"""How an agency signs what it sends: "AJ/PA", "(END)"."""
_CORRESPONDENCE = re.compile(
    r"(?:contact|corresponding author|correspondence(?: to)?|e-?mail\s?:).{0,120}@\S+$",
    re.IGNORECASE,
)
_ARROW = re.compile(r"[^.!?«]{2,60}\s[»›→]+$|[«‹←]+\s[^.!?»]{2,60}$")
"""A link to what comes before or after, to a section."""
_HANDLE = re.compile(r"(?:[#@]\w{2,40}[\s,]*)+$")


def is_rule(line: Line) -> bool:
    """Whether the line is drawn: dashes, stars, underscores."""
    return bool(_RULE.match(line.text)) and not any(map(str.isalnum, line.text))


def is_address(line: Line) -> bool:
    """Whether the line holds nothing but a link, an address or a mail address."""
    return line.short and bool(_ADDRESS.fullmatch(line.shown.strip("<>() ")))


def are_links(line: Line) -> bool:
    """Whether a block of Markdown is a list of links and nothing else, or a picture alone."""
    if line.opaque:
        return all(map(_LINKED_ITEM.fullmatch, line.text.split("\n")))
    return not line.shown and "](" in line.text


def is_site_line(line: Line, profiles: Profiles) -> bool:
    """Whether the line is a site's wherever it stands, in the middle of the text too."""
    if not line.short:
        return False
    words = line.words
    if words in profiles.site.lines or _is_figure(line) or _is_owned(line):
        return True
    if _are_site_lines(line, profiles):
        return True
    return _is_label(line, profiles) or _is_named(line, words, profiles)


def _are_site_lines(line: Line, profiles: Profiles) -> bool:
    """Whether a row, its pieces two spaces apart, has lines of the site only."""
    raw = line.raw.strip()
    return "  " in raw and all(
        words_of(piece) in profiles.site.lines for piece in raw.split("  ") if piece.strip()
    )


def _is_owned(line: Line) -> bool:
    """Whether a line in the midst of a text says whose the text is: "© 2018 Southseries"."""
    text = line.shown
    return text.startswith("©") and len(text) <= LONGEST_START and not is_sentence(text)


def _is_figure(line: Line) -> bool:
    """Whether it is a rate of exchange, the length of a recording, a row of hash tags."""
    text = line.shown
    return any(pattern.match(text) for pattern in (_TICKER, _MEDIA, _HANDLE, _CORRESPONDENCE))


def is_notice(line: Line) -> bool:
    """Whether whole sentences are the site's: of cookies, newsletters, rights."""
    text = line.shown
    return len(text) <= LONGEST_NOTICE and bool(_NOTICE.match(text.lstrip("([*_ ")))


def _is_label(line: Line, profiles: Profiles) -> bool:
    """Whether it announces another article: "Read more: …"."""
    label = _LABEL.match(line.shown)
    if not label or len(line.shown) > LONGEST_LABELLED:
        return False
    if words_of(label[1]) not in profiles.site.label or label[1][0].isdigit():
        return False  # a note's number before "See also:"
    return not is_sentence(line.shown[label.end() :])


def _is_named(line: Line, words: str, profiles: Profiles) -> bool:
    """Whether a publication is known for the line, or a photograph is credited."""
    if words.startswith(profiles.chrome) and words:
        return True
    if "lick" in line.shown and _CLICK.search(line.shown):
        return True
    text = line.shown.strip("()[] ") if "/" in line.shown else line.shown
    credit = (
        _is_credited(line.shown)
        or _CREDIT.match(line.shown)
        or _CREDIT_IN_BRACKETS.fullmatch(line.shown)
        or _AGENCY_CREDIT.fullmatch(text)
    )
    return bool(credit) and len(line.shown) <= LONGEST_LABELLED and not is_sentence(line.shown)


def _is_credited(text: str) -> bool:
    """Whether a picture is named and credited, in no sentence: "Kant airbase (Source: mil.ru)"."""
    if not text.endswith((")", ").")) or len(text) > LONGEST_LABELLED:
        return False
    found = _CAPTION.search(text[-90:])
    return found is not None and text[-90:][: found.start()].rstrip()[-1:] not in tuple(".!?…")


def _begins_as_site(line: Line, words: str, profiles: Profiles) -> bool:
    if len(line.shown) > LONGEST_START or is_sentence(line.shown) or line.shown.endswith("?"):
        return False
    return any(
        words.startswith(start) and words[len(start) : len(start) + 1] in ("", " ")
        for start in profiles.site.starts
    )


def is_edge_line(line: Line, profiles: Profiles) -> bool:
    """Whether the line is a site's where it stands above the title or below the text."""
    if is_site_line(line, profiles) or is_address(line) or is_rule(line) or are_links(line):
        return True
    if not line.short:
        return False
    text = line.shown
    return (
        _begins_as_site(line, line.words, profiles)
        or line.words in profiles.site.tail
        or line.words in profiles.site.edge
        or bool(_COUNT.match(text))
        or bool(_PAGING.match(text))
        or bool(_CRUMBS.match(text))
        or bool(_INITIALS.match(text))
        or bool(_ARROW.match(text))
        or (not text[0].islower() and bool(_POSTAL.search(text)) and not _INNER_END.search(text))
        or is_menu(line)
        or is_notice(line)
        or is_rights(line)
    )


def is_rights(line: Line) -> bool:
    """Whether the line says whose the text is."""
    text = line.shown
    return line.short and bool(_RIGHTS.match(text) or _RIGHTS.match(text.lstrip("([ ")))


def opens_tail(line: Line, profiles: Profiles) -> bool:
    """Whether a site's matter begins here: what follows such a line is seldom the article's."""
    return line.short and line.words in profiles.site.tail
