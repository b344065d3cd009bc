"""The names of the months in the languages of the region, and the words of dates."""

from __future__ import annotations

GREGORIAN = """
january february march april may june july august september october november december
jan feb mar apr may jun jul aug sep oct nov dec
- - - - - - - - sept - - -
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
янв фев мар апр - июн июл авг сен окт ноя дек
- февр - - - - - - сент - нояб -
январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры
январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри
yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr
- - - - - - - - sentyabr oktyabr - -
ýanwar fewral - - maý iýun iýul awgust sentýabr oktýabr noýabr dekabr
январ феврал - апрел - июн июл - сентябр октябр ноябр декабр
- - - - - iyun iyul avqust sentyabr oktyabr noyabr dekabr
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
- فوریهٔ - آپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر
جنوری فبروری مارچ اپریل - ژوین جولائی آگست سپتمبر - نوومبر -
januar februar märz april mai juni juli august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
"""
"""Twelve names a row; a hyphen for none. Case is folded."""

SOLAR_HIJRI = """
فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند
حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت
"""
"""Names of Iran and of Afghanistan; the first day of each month is the same in both."""

_WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday
mon tue wed thu fri sat sun tues thur thurs
понедельник вторник среда четверг пятница суббота воскресенье
пн вт ср чт пт сб вс
дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі
душанбе сешанбе чоршанбе панҷшанбе ҷумъа шанбе якшанбе
dushanba seshanba chorshanba payshanba juma shanba yakshanba
pazartesi salı çarşamba perşembe cuma cumartesi pazar
دوشنبه سه‌شنبه سه چهارشنبه چهار پنجشنبه پنج‌شنبه پنج جمعه شنبه یکشنبه یک‌شنبه یک
"""

_OTHER = """
am pm gmt utc est edt cet msk ist bst hrs hours h at on of the in and age yrs years yr year months
month days day weeks week hour mins min minutes minute ago old read reading time views view last
modified published publish posted post date dated updated update created uploaded issued release
released filed added first appeared publication written online print edition ru дата опубликовано
обновлено добавлено размещено создано публикации изменено г года год в время чтения мин санаи нашр
чоп шуд сол соли сана жарияланды жылы жылғы жыл күні жарыяланды жылдын chop etilgan sana yil yili
yildan e'lon qilindi yayınlanma tarihi güncelleme tarihinde yayınlandı tarih تاریخ انتشار نشر ساعت
به‌روزرسانی شمسی خورشیدی میلادی هجری هـ در روز سال 年 月 日 发布 时间 发布时间 日期 asia dushanbe
"""


def _table(rows: str) -> dict[str, int]:
    table: dict[str, int] = {}
    for row in rows.split("\n"):
        for number, name in enumerate(row.split(), 1):
            table.setdefault(name.casefold(), number)
    table.pop("-", None)
    return table


MONTHS = _table(GREGORIAN)
"""Name in folded case to 1 … 12, Gregorian."""
HIJRI_MONTHS = _table(SOLAR_HIJRI)
"""Name to 1 … 12, Solar Hijri."""
_ENGLISH = tuple(GREGORIAN.split("\n")[1].split())
_LEAST_LETTERS = 6


def misspelt(name: str) -> int:
    """Return the English month that a word of small letters is but for one letter; 0 for none."""
    if len(name) < _LEAST_LETTERS:
        return 0
    near = [number for number, month in enumerate(_ENGLISH, 1) if _but_for_one(name, month)]
    return near[0] if len(near) == 1 else 0


def _but_for_one(word: str, month: str) -> bool:
    """Whether two words differ by one letter: left out, put in, changed, or two of them swapped."""
    if word[0] != month[0] or abs(len(word) - len(month)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, month, strict=False)) if a != b), -1)
    if start < 0:
        return True
    one, other = word[start:], month[start:]
    swapped = one[1:2] + one[:1] + one[2:] == other
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or swapped


WEEKDAYS = frozenset(_WEEKDAYS.split())
DATE_WORDS = WEEKDAYS | frozenset(_OTHER.split()) | frozenset(MONTHS) | frozenset(HIJRI_MONTHS)
"""What may stand beside a date on a line that holds nothing but a date."""
