"""The language of a text, by its script, its own letters and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from careader.importing.rules.prose import script_of

SAMPLE = 4_000
"""Characters of prose that are looked at."""

_LATIN = {
    "en": "the of and to in that is was for with on as by it from at which has not are",
    "ru-latn": "",
    "de": "der die und das ist nicht mit den von dem des eine auf für zu im ein sich",
    "fr": "le la les des et est une dans que pour qui sur par pas au du en",
    "es": "el la los las de que y en una por con para del se no es",
    "tr": "ve bir bu için ile olarak olan daha gibi göre sonra çok kadar da de ise değil",
    "az": "və bir bu üçün ilə olan daha kimi görə sonra da də isə deyil edib olub ki",
    "uz": "va bir bu uchun bilan ham deb edi yil esa emas u bu bo'lib bo'lgan keyin kerak",
    "tk": "we bir bu üçin bilen hem diýip boldy ýyl däl soň bolan bolup hakynda",
    "kk-latn": "jáne bul úshin men bolyp",
}
_CYRILLIC = {
    "ru": "и в не на что с по это как из его для он она от был но о а до же также",
    "uk": "і в не на що з та у до як за від це але його про для він її або також",
    "kk": "және бұл мен үшін деп бір болып бар да де емес жылы ал осы кейін бірақ әлі",
    "ky": "жана бул менен үчүн деп бир болуп бар эле эмес жылы ал ушул кийин бирок али же",
    "tg": "ва ки на дар аз ба бо ин он барои аст ҳам буд кард шуд мешавад мекунад",
    "uz": "ва бир бу учун билан ҳам деб эди йил эса эмас у бўлиб бўлган кейин",
    "be": "і ў не на што з па гэта як яго для ён яна але",
}
_LETTERS = {
    "kk": "әғқңөұүһі",
    "ky": "ңөү",
    "tg": "ҳҷқғӣӯ",
    "uz": "ўқғҳ",
    "uk": "іїєґ",
    "be": "ўі",
}
"""Letters that Russian has not; two alphabets that share some are told apart by words."""
_ARABIC = {
    "fa": "و در به از که این را است با برای آن های می شده کرد خود تا یک بود",
    "ar": "في من على إلى أن التي الذي هذا هذه عن مع كان قد بين بعد وقد لا ما",
    "ps": "د په او چې له کې یې ته دی سره هغه وي شوي څخه دا کړي",
    "ur": "کے کی میں ہے سے اور کو نے کا پر ہیں یہ کہ تھا ہو",
    "ug": "ۋە بىلەن بۇ بىر ئۈچۈن ئۇ دەپ",
}
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|')*")
_DARI_WORDS = """
ولایت ولسوالی پولیس شفاخانه پوهنتون جنوری فبروری مارچ جولای اگست سپتمبر اکتوبر نومبر دسمبر سرحدی
باشندگان معاش افغانی والی شورای سارنوالی تعلیم قوماندان قوای اردوی خزان لیسه ولایات میدان
"""
_DARI = frozenset(_DARI_WORDS.split())


def language_of(paragraphs: Iterable[str]) -> str:
    """Return the ISO 639 code of the language of prose; empty when nothing tells it."""
    text = (
        "\n".join(paragraphs)[:SAMPLE]
        .casefold()
        .replace("ʻ", "'")
        .replace("‘", "'")
        .replace("’", "'")
    )
    script = script_of(text)
    if script == "latin":
        return _by_words(text, _LATIN, _latin_letters(text))
    if script == "cyrillic":
        return _cyrillic(text)
    if script == "arabic":
        return _arabic(text)
    return {
        "han": "zh",
        "kana": "ja",
        "hangul": "ko",
        "georgian": "ka",
        "armenian": "hy",
        "hebrew": "he",
        "greek": "el",
    }.get(script, "")


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


def _by_words(text: str, languages: dict[str, str], bonus: dict[str, float]) -> str:
    counts = _words(text)
    total = max(1, counts.total())
    scores = {
        code: sum(counts[word] for word in words.split()) / total + bonus.get(code, 0)
        for code, words in languages.items()
    }
    best = max(scores, key=lambda code: scores[code])
    return best.partition("-")[0] if scores[best] >= 0.02 else ""


def _latin_letters(text: str) -> dict[str, float]:
    """Return how much single letters speak for the Turkic languages, which share many words."""
    total = max(1, len(text))

    def share(letters: str) -> float:
        return sum(text.count(letter) for letter in letters) / total

    return {
        "az": 6 * share("ə"),
        "tk": 6 * (share("ýňžä") if "ý" in text else 0),
        "tr": 3 * share("ığş") if "ə" not in text and "ý" not in text else -1,
        "uz": 8 * (text.count("o'") + text.count("g'")) / total,
    }


def _cyrillic(text: str) -> str:
    total = max(1, len(text))
    bonus = {
        code: 4 * sum(text.count(letter) for letter in letters) / total
        for code, letters in _LETTERS.items()
    }
    others = sum(map(text.count, "әғқңөұүһіҳҷӣӯўїєґ"))
    bonus["ru"] = 4 * (text.count("ы") + text.count("щ")) / total if others < total / 300 else -1
    for code, needed in (("kk", "әі"), ("tg", "ҷӣӯ"), ("uz", "ў"), ("uk", "їіє"), ("be", "ў")):
        if not any(letter in text for letter in needed):
            bonus[code] = -1
    return _by_words(text, _CYRILLIC, bonus)


def _arabic(text: str) -> str:
    text = text.replace("ي", "ی").replace("ك", "ک") if "ی" in text or "ک" in text else text
    bonus = {
        "fa": (text.count("پ") + text.count("گ") + text.count("چ")) / max(1, len(text)),
        "ps": 3 * sum(map(text.count, "ړځڅښږټډڼۍې")) / max(1, len(text)),
        "ur": 3 * sum(map(text.count, "ٹڈڑںےہھ")) / max(1, len(text)),
        "ug": 3 * sum(map(text.count, "ۇۆۈېە")) / max(1, len(text)),
    }
    code = _by_words(text, _ARABIC, bonus)
    if code == "fa" and sum(_words(text)[word] for word in _DARI) >= 3:
        return "prs"
    return code
