"""Ids and paths of imported articles: made from title and date, never an input's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from careader.library.walk import ARTICLES

MAX_ID = 80
"""Characters of an id, its number among namesakes included."""

MAX_WORDS = 40
"""Characters of title in an id: enough to tell articles apart, and typed without copying."""

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_RUSSIAN = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya"
_ARABIC = "ابپتثجچحخدذرزژسشصضطظعغفقکكگلمنوهیيىةءئؤأإآ"
_PERSIAN = (
    "a b p t s j ch h kh d z r z zh s sh s z t z - gh f q k k g l m n v h i i a e - y v a i a"
)
_OTHERS = (
    # Ukrainian, Kazakh, Kyrgyz, Tajik, Uzbek and Turkmen Cyrillic.
    "ё yo і i ї i є ye ґ g ў u ә a ғ gh қ q ң ng ө o ұ u ү u һ h ҳ h ҷ j ӣ i ӯ u җ j "
    # Latin letters that are no letter with an accent.
    "ı i ə a ø o ł l đ d ð d þ th æ ae œ oe ß ss"
)
_NO_SOUND = "-"


def _letters() -> dict[str, str]:
    """Return our letters for those of Russian, Persian and the languages of the region."""
    pairs = [
        *zip(_CYRILLIC, _RUSSIAN.split(), strict=True),
        *zip(_ARABIC, _PERSIAN.split(), strict=True),
        *zip(_OTHERS.split()[::2], _OTHERS.split()[1::2], strict=True),
    ]
    return {letter: "" if ours == _NO_SOUND else ours for letter, ours in pairs}


_TABLE = str.maketrans(_letters())
_JOINED = re.compile("['’‘ʻʼʽ`´\u0640\u200c\u200d\u0300-\u036f\u064b-\u065f\u0670]")
_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the",
     "to", "with", "i", "v", "na", "s", "o", "k", "po", "dar", "az", "va", "ba", "be")
)  # fmt: skip
"""Words that no id ends with when its title had to be cut: English, Russian, Persian."""


def slug(text: str) -> str:
    """Return a text's words as `a-z0-9` with hyphens; empty for scripts we have no letters for.

    Accents are dropped, Cyrillic and Persian are transliterated by a small table of ours, digits
    of any script become ours. Short vowels, which Persian does not write, are missing.
    """
    text = unicodedata.normalize("NFC", text).casefold().translate(_TABLE)
    text = _JOINED.sub("", unicodedata.normalize("NFKD", text)).translate(_TABLE)
    return re.sub("[^a-z0-9]+", "-", "".join(map(_ascii, text))).strip("-")


def _ascii(char: str) -> str:
    if char.isascii():
        return char
    digit = unicodedata.decimal(char, None)
    return " " if digit is None else str(digit)


def shortened(words: str, limit: int) -> str:
    """Return a slug cut at a hyphen to so many characters, without small words at its end."""
    if len(words) <= limit:
        return words
    kept = words[: limit + 1].rpartition("-")[0] or words[:limit]
    while (cut := kept.rpartition("-"))[0] and cut[2] in _SMALL:
        kept = cut[0]
    return kept


def new_id(title: str, date: str, taken: Container[str] = frozenset()) -> str:
    """Return an id that none in `taken` (case folded) has: `russia-struggles-…-2012-10-17`.

    Words of the title, then the date as far as it is known; of namesakes the second is `…-2`.
    """
    words = shortened(slug(title), MAX_WORDS) or "article"
    base = "-".join(filter(None, (words, date)))
    number, candidate = 1, base
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{base[: MAX_ID - len(str(number)) - 1]}-{number}"
    return candidate


def path_of(id_: str, date: str) -> str:
    """Return where an article of that id and date is put: `articles/2012/…md`."""
    return f"{ARTICLES}/{date[:4] or 'undated'}/{id_}.md"
