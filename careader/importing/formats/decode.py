"""Bytes to text: what the file declares, what its bytes allow, what its letters make likely."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from careader.importing.formats.failure import ImportFailure
from careader.text.clean import clean

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = (
    re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.I),
    re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I),
    re.compile(rb"""^Content-Type:[^\n]{0,200}?charset="?([\w.:-]{2,40})""", re.I | re.M),
)
_DECLARED_WITHIN = 4096
_CANDIDATES = [
    "cp1251", "koi8_r", "koi8_u", "koi8_t", "cp866", "iso8859_5", "mac_cyrillic", "kz1048",
    "cp1256", "iso8859_6", "cp1252", "cp1254", "cp1250", "iso8859_2", "cp1253", "cp1255",
    "cp1257", "mac_roman", "gb18030", "big5", "cp932", "euc_jp", "cp949",
]  # fmt: skip
"""Encodings that are guessed among. Rarer ones are left out, for they take others' texts
(charset-normalizer 3.5 reads all KOI8 as Shift JIS when it may)."""
_LATIN = ("cp1252", "cp1254", "cp1250", "iso8859_2", "cp1257", "mac_roman", "cp1253")
"""Encodings for Latin letters, the most widely used first."""
_MARKS_OF_ALL = "’‘“”„«»–—…·§°©\u00a0№€"
_LATIN_LETTERS = [
    frozenset(_MARKS_OF_ALL + letters)
    for letters in (
        "éèêëàâçîïôûùüœæÿ", "äöüß", "áéíóúüñ¿¡", "ãõçáàâéêíóôúü", "àèéìíòóù", "åäöæøéü",
        "ığşçöüâîû", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "čćđšž", "áéíóöőúüű", "ăâîșşțţ",
        "ąčęėįšųūž", "āčēģīķļņšūž", "õäöüšž", "ýžşňöüçä",
    )
]  # fmt: skip
"""Per language: the letters beside a to z, and the marks of all languages."""
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_WIDER = {  # as the WHATWG's Encoding Standard: labels in use for what is really a larger set
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
}
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff\ue000-\uf8ff]")
_MAX_CONTROLS = 0.02
"""Share of control characters above which bytes are no text; garbage has a tenth."""
_SHORT = 100
"""Characters that a text counts as when it is shorter, so that one stray control is no program."""
_MAX_BROKEN = 0.01
"""Share of characters that are no UTF-8 in what still is UTF-8, damaged."""
_SAMPLE = 128 * 1024
"""Bytes that an encoding is guessed from."""
_MOJIBAKE = re.compile("[ÃÂÐÑØÙâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]")
_MOJIBAKE_LEAST = 3
_NOT_TEXT = "not text: neither a document nor readable in any encoding"


class Decoded(NamedTuple):
    """Text and where it came from."""

    text: str
    encoding: str
    doubt: str = ""
    """Why the text may be wrong; empty when the encoding is known."""


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """Return bytes as clean text, its encoding and a doubt where that was guessed.

    In this order: a byte order mark, NULs that only UTF-16 and 32 have, UTF-8, what the bytes or
    the caller declare, a guess. Raises ImportFailure when it is no text.
    """
    found = (
        _by_mark(data)
        or _wide(data)
        or _utf8(data, declared)
        or _as_declared(data, declared)
        or _guess(data)
    )
    if found is None or _controls(found.text) > _MAX_CONTROLS:
        raise ImportFailure(_NOT_TEXT)
    text, doubt = _mended(found.text)
    return Decoded(clean(text), found.encoding, found.doubt or doubt)


def _controls(text: str) -> float:
    """Return the share of characters that no text has, of its beginning."""
    head = text[:_SAMPLE]
    return sum(1 for _ in _NO_TEXT.finditer(head)) / max(_SHORT, len(head))


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return Decoded(text, encoding, _damage(text))
    return None


def _damage(text: str) -> str:
    broken = text.count("\ufffd")
    return f"{broken} characters could not be read" if broken else ""


def _wide(data: bytes) -> Decoded | None:
    """Read UTF-16 or UTF-32 without a mark, known by the NULs of spaces and line ends."""
    head = data[:_SAMPLE]
    if b"\x00" not in head:
        return None
    head = head[: len(head) // 4 * 4]
    found = [
        (_wide_score(head, each), each)
        for each in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
    ]
    score, encoding = max(found)
    if score < 0.9:
        return None
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, _damage(text[:-1]))


def _wide_score(head: bytes, encoding: str) -> float:
    """Return how much of a reading is letters of one alphabet, digits, spaces and common marks."""
    text = head.decode(encoding, "replace")
    spaceless = len(text) > 40 and " " not in text and "\n" not in text
    if not text or spaceless or _controls(text) > _MAX_CONTROLS:
        return 0.0
    good = sum(1 for each in text if each.isalnum() or each.isspace() or each in _COMMON_MARKS)
    blocks = {ord(each) >> 8 for each in text}
    return good / len(text) - max(0, len(blocks) - 12) / 100


_COMMON_MARKS = frozenset(".,;:!?'\"()[]{}<>/\\-–—«»“”‘’…@#%&*+=_|$°№،؛؟")


def _utf8(data: bytes, declared: str) -> Decoded | None:
    escapes = b"\x1b" in data and _codec(declared or _declared_in(data))[:11] in (
        "iso2022_jp",
        "iso2022_kr",
    )
    if escapes:
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    wide = sum(1 for each in text[:_SAMPLE] if each > "\x7f") - broken
    if broken <= max(1, _MAX_BROKEN * len(text)) and wide > 2 * broken:
        return Decoded(text, "utf-8", _damage(text))
    return None


def _declared_in(data: bytes) -> str:
    head = data[:_DECLARED_WITHIN]
    found = next((match for each in _DECLARED if (match := each.search(head))), None)
    return found[1].decode("ascii", "replace") if found else ""


def _codec(label: str) -> str:
    """Return Python's name for a declared encoding of text, empty when it is unknown."""
    try:
        info = codecs.lookup(label.strip().lower().removeprefix("x-"))
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(info.name, info.name) if info._is_text_encoding else ""


_NO_TEXT_CODECS = frozenset(
    (
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "utf_7",
        "undefined",
        "mbcs",
        "oem",
    )
)


def _as_declared(data: bytes, declared: str) -> Decoded | None:
    encoding = _codec(declared or _declared_in(data))
    if (
        not encoding
        or encoding.replace("-", "_") in _NO_TEXT_CODECS
        or encoding.startswith(("utf-8", "utf-16", "utf-32"))
    ):
        return None
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if broken > _MAX_BROKEN * len(text):
        return None
    return Decoded(text, encoding, _damage(text))


def _guess(data: bytes) -> Decoded | None:
    """Guess by the letters; the doubt says so unless hardly anything else is possible."""
    # Imported here: most files are UTF-8, and it takes 20 ms.
    from charset_normalizer import from_bytes

    sample = _TAG.sub(b" ", data[:_SAMPLE])
    best = from_bytes(sample, cp_isolation=_CANDIDATES, preemptive_behaviour=False).best()
    if best is None:
        return None
    encoding = _latin(sample, best.encoding)
    text = data.decode(encoding, "replace")
    sure = best.chaos == 0 and best.coherence >= 0.5 and len(data) >= 200
    return Decoded(text, encoding, "" if sure else f"its encoding was guessed: {encoding}")


def _latin(sample: bytes, encoding: str) -> str:
    """Return the likeliest encoding of a text in Latin letters, by the letters beside a to z.

    charset-normalizer takes French for Central European as soon as one word could be; here a
    language's own letters decide, and the more widely used encoding where they do not.
    """
    if encoding not in _LATIN:
        return encoding
    scores = {each: _letters_of_one_language(sample, each) for each in _LATIN}
    best = max(scores.values())
    return next(each for each in _LATIN if scores[each] >= best - 0.02)


def _letters_of_one_language(sample: bytes, encoding: str) -> float:
    """Return the largest share of the signs beyond ASCII that one language uses."""
    signs = [each for each in sample.decode(encoding, "replace").lower() if each > "\x7f"]
    found = (sum(each in letters for each in signs) for letters in _LATIN_LETTERS)
    return max(found) / max(1, len(signs))


def _mended(text: str) -> tuple[str, str]:
    """Undo UTF-8 that was once read as a single-byte encoding and saved again."""
    if sum(1 for _ in _MOJIBAKE.finditer(text[:_SAMPLE])) < _MOJIBAKE_LEAST:
        return text, ""
    import ftfy  # only for text that looks broken: it takes 50 ms

    mended = "\n".join(ftfy.fix_encoding(line) for line in text.split("\n"))
    return mended, "broken letters (mojibake) were mended" if mended != text else ""
