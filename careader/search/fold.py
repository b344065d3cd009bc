"""One spelling for the many of a word: case, accents, apostrophes and the letters of the region."""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = "'’‘ʻʼʽʹ′`´＇"
"""What stands for an apostrophe inside a word; Uzbek oʻ and gʻ are typed with any of them."""

_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u0640"
_MARKS += "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200c\u200d\ufe00-\ufe0f"
_SIGNS = "\u0900-\u0903\u093a-\u094f\u0962\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
WITHIN = _MARKS + _SIGNS
"""Regular-expression ranges of what continues a word without being a letter: vowel signs, ZWNJ."""

CJK = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Regular-expression ranges of the scripts written without spaces: Han and Kana."""

_PAIRS = """
ёе әа ғг қк ңн өо ұу үу һх ҳх ҷч іи їи єе ґг ўу
ıi əa øo łl đd ðd æae œoe þth
يی ىی كک ةه ؤو ئی ٱا أا إا آا ۀه ھه
"""
_KIN = str.maketrans(
    {pair[0]: pair[1:] for pair in _PAIRS.split()} | dict.fromkeys(APOSTROPHES, "")
)
_DROPPED = re.compile(f"(?:^[{_SIGNS}]+|[{_MARKS}_]|[^\\w{_SIGNS}])+")
_POSSESSIVE = re.compile(f"(?<=[^\\W\\d])[{APOSTROPHES}]s$")


def fold(word: str) -> str:
    """Return the spelling under which a word is indexed and looked for.

    Lower case, accents gone (but й stays й: it is a letter of its own), ё is е, the letters that
    Kazakh, Kyrgyz, Tajik, Uzbek and Ukrainian add to Cyrillic are their Russian neighbours, Arabic
    letters their Persian ones, apostrophes are dropped and so is the English possessive.
    """
    word = word.casefold()
    word = _POSSESSIVE.sub("", word)
    if word.isascii():
        return word.replace("'", "").replace("`", "")
    word = unicodedata.normalize("NFKD", word).replace("и\u0306", "й").casefold()
    return unicodedata.normalize("NFC", _DROPPED.sub("", word).translate(_KIN))
