"""The date of a clipping, as a Kindle writes it in the language of the device."""

from __future__ import annotations

import re

_MONTHS = {
    1: "january januar janvier enero gennaio janeiro января januari ocak stycznia",
    2: "february februar février febrero febbraio fevereiro февраля februari şubat lutego",
    3: "march märz mars marzo março марта maart mart marca",
    4: "april avril abril aprile апреля nisan kwietnia",
    5: "may mai mayo maggio maio мая mei mayıs maja",
    6: "june juni juin junio giugno junho июня haziran czerwca",
    7: "july juli juillet julio luglio julho июля temmuz lipca",
    8: "august août agosto августа augustus ağustos sierpnia augusti",
    9: "september septembre septiembre settembre setembro сентября eylül września",
    10: "october oktober octobre octubre ottobre outubro октября ekim października",
    11: "november novembre noviembre novembro ноября kasım listopada",
    12: "december dezember décembre diciembre dicembre dezembro декабря aralık grudnia",
}
_NUMBERS = {name: number for number, names in _MONTHS.items() for name in names.split()}
_WORD = re.compile(r"[^\W\d_]+")
_TIME = re.compile(
    r"(?P<before>上午|下午|午前|午後)?\s*(?P<hour>\d{1,2})[:.時时](?P<minute>\d\d)(?:[:.分](?P<second>\d\d))?"
    r"秒?\s*(?P<after>[AaPp]\.?\s?[Mm]\b)?"
)
_EASTERN = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def moment_in(text: str) -> str:
    """Return the time in the end of a clipping's label; empty when it cannot be read.

    A Kindle writes its local time without a zone; it is kept as if it were UTC.
    """
    day = _day(text)
    if day is None:
        return ""
    year, month, date = day
    if not (1900 < year < 10_000 and 1 <= month <= 12 and 1 <= date <= 31):
        return ""
    hour, minute, second = _time(text)
    return f"{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}.000Z"


def _day(text: str) -> tuple[int, int, int] | None:
    eastern = _EASTERN.search(text)
    if eastern:
        return int(eastern[1]), int(eastern[2]), int(eastern[3])
    words = (_NUMBERS.get(word.casefold()) for word in _WORD.findall(text))
    month = next(filter(None, words), None)
    numbers = [int(number) for number in re.findall(r"\d+", _TIME.sub(" ", text))]
    year = next((number for number in numbers if 1900 < number < 10_000), None)
    date = next((number for number in numbers if 1 <= number <= 31), None)
    return (year, month, date) if year and month and date else None


def _time(text: str) -> tuple[int, int, int]:
    match = _TIME.search(text)
    if match is None:
        return 0, 0, 0
    hour, minute = int(match["hour"]), int(match["minute"])
    half = (match["before"] or match["after"] or "").casefold()[:2]
    if half in ("pm", "p.", "p ", "下午", "午後") and hour < 12:
        hour += 12
    elif half in ("am", "a.", "a ", "上午", "午前") and hour == 12:
        hour = 0
    return min(hour, 23), min(minute, 59), min(int(match["second"] or 0), 59)
