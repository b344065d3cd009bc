"""Texts in Russian, Persian and Chinese, made of words by chance: public text without a licence.

Names of territories, languages and currencies come from Unicode's CLDR (through babel), the rest
of the vocabulary is below. The sentences mean nothing; their letters, lengths, punctuation and
repetitions are a newspaper's.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """What sentences of a language are made of."""

    code: str
    who: Sequence[str]
    does: Sequence[str]
    what: Sequence[str]
    when: Sequence[str]
    how: Sequence[str]
    joins: Sequence[str]
    blank: str = " "
    comma: str = ", "
    stop: str = "."
    quotes: tuple[str, str] = ("«", "»")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


RUSSIAN = Language(
    "ru",
    who=_words(
        "министр иностранных дел|посол|председатель парламента|местный чиновник|наблюдатель|группа "
        "экспертов|пограничная служба|министерство энергетики|купец из долины|совет старейшин|"
        "союз перевозчиков|профессор университета|делегация|редакция газеты|сельский учитель|"
        "водитель грузовика|глава района|центральный банк|международная комиссия|строительная "
        "компания|инженер плотины|торговая палата|семья переселенцев|начальник станции|врач"
    ),
    does=_words(
        "подтверждает|отрицает|ожидает|предлагает|считает необходимым|откладывает|обсуждает|"
        "подписал|отклонил|пересматривает|объявил|продлевает|описывает|осуждает|поддерживает|"
        "проверяет|строит|закрывает|открывает вновь|оплачивает|требует|вспоминает|сравнивает|"
        "переносит на осень|ещё не одобрил|уже получил|надеется сохранить"
    ),
    what=_words(
        "соглашение о воде|цены на хлопок|новый переход через границу|железную дорогу|поставки "
        "газа|линию электропередачи|кредит на двадцать лет|таможенный тариф|закон о языке|учебник "
        "истории|план водохранилища|пропуск для пастухов|долг прошлых лет|аренду аэродрома|рынок у "
        "моста|расписание поездов|квоту на рыбу|проект трубопровода|перепись населения|ремонт "
        "канала|пошлину на сахар|лагерь геологов|письмо без подписи|карту ледников|урожай пшеницы"
    ),
    when=_words(
        "в прошлом году|после долгих переговоров|к концу зимы|на этой неделе|ещё до реформы|в "
        "середине девяностых|накануне встречи|вопреки обещаниям|по данным статистики|в ходе "
        "визита|через три месяца|с начала сезона|впервые за десять лет|поздней осенью|по слухам"
    ),
    how=_words(
        "без особой надежды|в обмен на уступки|под давлением соседей|при поддержке банка|несмотря "
        "на засуху|за закрытыми дверями|почти незаметно|с большим опозданием|по просьбе жителей|"
        "из-за нехватки топлива|в согласии с договором|наперекор совету|ради спокойствия"
    ),
    joins=_words("хотя|потому что|однако|между тем как|а|и всё же|так что|если только"),
)
PERSIAN = Language(
    "fa",
    who=_words(
        "وزیر امور خارجه|سفیر|رئیس مجلس|یک مقام محلی|ناظران|گروه کارشناسان|نگهبانان مرزی|وزارت "
        "نیرو|بازرگانی از دره|شورای ریش‌سفیدان|اتحادیهٔ رانندگان|استاد دانشگاه|هیئت نمایندگی|سردبیر "
        "روزنامه|آموزگار روستا|فرماندار|بانک مرکزی|کمیسیون بین‌المللی|شرکت ساختمانی|مهندس سد|اتاق "
        "بازرگانی|خانواده‌ای مهاجر|رئیس ایستگاه|پزشک شهر"
    ),
    does=_words(
        "را تأیید می‌کند|را رد کرد|را پیشنهاد می‌دهد|را لازم می‌داند|را به تعویق انداخت|را بررسی "
        "می‌کند|را امضا کرد|را نپذیرفت|را بازبینی خواهد کرد|را اعلام کرد|را تمدید می‌کند|را شرح "
        "داده است|را محکوم کرد|را پشتیبانی می‌کند|را می‌سازد|را می‌بندد|را دوباره گشود|را "
        "می‌پردازد|را می‌خواهد|را به یاد می‌آورد|را هنوز نپذیرفته است|را تا پاییز نگه می‌دارد"
    ),
    what=_words(
        "توافق‌نامهٔ آب|بهای پنبه|گذرگاه تازهٔ مرزی|راه‌آهن شمالی|صادرات گاز|خط انتقال برق|وام "
        "بیست‌ساله|تعرفهٔ گمرکی|قانون زبان|کتاب تاریخ|طرح آب‌انبار|پروانهٔ چوپانان|بدهی سال‌های "
        "گذشته|اجارهٔ فرودگاه|بازار کنار پل|برنامهٔ قطارها|سهمیهٔ ماهی|خط لولهٔ تازه|سرشماری|تعمیر "
        "آبراه|مالیات شکر|اردوگاه زمین‌شناسان|نامهٔ بی‌امضا|نقشهٔ یخچال‌ها|برداشت گندم"
    ),
    when=_words(
        "سال گذشته|پس از گفتگوهای دراز|تا پایان زمستان|در این هفته|پیش از اصلاحات|در میانهٔ دههٔ "
        "نود|در آستانهٔ دیدار|برخلاف وعده‌ها|بنا بر آمار رسمی|در جریان سفر|سه ماه بعد|از آغاز "
        "فصل|برای نخستین بار|در پاییز دیررس|به گفتهٔ مردم"
    ),
    how=_words(
        "بی آنکه امیدی باشد|در برابر امتیازهایی|زیر فشار همسایگان|با پشتیبانی بانک|با وجود "
        "خشکسالی|پشت درهای بسته|بی سر و صدا|با تأخیر بسیار|به خواست ساکنان|به سبب کمبود سوخت|"
        "مطابق پیمان|برای آرامش منطقه"
    ),
    joins=_words("هرچند|زیرا|اما|در حالی که|و|با این همه|تا آنجا که|مگر آنکه"),
    comma="، ",
)
CHINESE = Language(
    "zh",
    who=_words(
        "外交部长|大使|议会主席|当地官员|观察人士|专家小组|边防部门|能源部|山谷来的商人|长老会议|运输"
        "工会|大学教授|代表团|报纸编辑|乡村教师|卡车司机|区长|中央银行|国际委员会|建筑公司|水坝工程师|"
        "商会|移民家庭|站长|城里的医生|牧民首领|气象站|航空公司"
    ),
    does=_words(
        "确认了|否认了|期待着|提出|认为必须修改|推迟了|正在讨论|签署了|拒绝了|将重新审议|宣布|延长了|"
        "详细描述了|谴责|支持|检查了|建造|关闭了|重新开放|支付了|要求得到|仍然记得|比较了|尚未批准|已"
        "经收到|希望保留"
    ),
    what=_words(
        "水资源协议|棉花价格|新的过境点|北方铁路|天然气供应|输电线路|二十年期贷款|关税税率|语言法|历史"
        "课本|水库计划|牧民通行证|往年的债务|机场租约|桥边的市场|列车时刻表|捕鱼配额|管道项目|人口普查|"
        "运河修缮工程|食糖进口税|地质队营地|没有署名的信|冰川地图|小麦收成|边境贸易章程"
    ),
    when=_words(
        "去年|经过长时间谈判|到冬末|本周|改革之前|九十年代中期|会晤前夕|与承诺相反|据官方统计|访问期"
        "间|三个月后|自季初以来|十年来首次|深秋时节|据传"
    ),
    how=_words(
        "不抱多大希望地|以让步为交换|在邻国压力下|在银行支持下|不顾旱情|闭门|几乎不为人知地|拖延很久才|"
        "应居民请求|因燃料短缺|按照条约|为了地区安宁"
    ),
    joins=_words("虽然|因为|但是|与此同时|而且|尽管如此|以至于|除非"),
    blank="",
    comma="，",
    stop="。",
    quotes=("“", "”"),
)
LANGUAGES = (RUSSIAN, PERSIAN, CHINESE)


def made_text(language: Language, length: int, seed: int) -> str:
    """Return a text of about so many characters: paragraphs in lines of their own."""
    writer = _Writer(language, random.Random(seed))
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < length:
        paragraphs.append(writer.paragraph())
    return "\n".join(paragraphs)[:length]


class _Writer:
    """Says something in a language, whatever the dice want."""

    def __init__(self, language: Language, dice: random.Random) -> None:
        self._language = language
        self._dice = dice
        self._names = _names(language.code)

    def paragraph(self) -> str:
        sentences = (self._sentence() for _ in range(self._dice.randint(2, 8)))
        return self._language.blank.join(sentences)

    def _sentence(self) -> str:
        language, dice = self._language, self._dice
        clauses = [self._clause() for _ in range(dice.choice((1, 1, 2, 2, 3)))]
        text = clauses[0]
        for clause in clauses[1:]:
            text += language.comma + dice.choice(language.joins) + language.blank + clause
        if dice.random() < 0.15:
            text += f"{language.blank}({self._name()}{language.comma}{dice.randint(1890, 2026)})"
        return text[:1].upper() + text[1:] + language.stop

    def _clause(self) -> str:
        language, dice = self._language, self._dice
        parts = [dice.choice(language.who)]
        if dice.random() < 0.5:
            parts.append(self._name())
        end = [dice.choice(language.does), dice.choice(language.what)]
        if language.code == "fa":
            end.reverse()
        for words, chance in ((language.when, 0.5), (language.how, 0.4)):
            if dice.random() < chance:
                parts.insert(dice.randint(0, 1), dice.choice(words))
        if dice.random() < 0.5:
            end.insert(1, self._quoted(self._name()) if dice.random() < 0.2 else self._name())
        if dice.random() < 0.2:
            end.append(str(dice.randint(2, 9_000)))
        return language.blank.join([*parts, *end])

    def _quoted(self, name: str) -> str:
        before, after = self._language.quotes
        return f"{before}{name}{after}"

    def _name(self) -> str:
        return self._dice.choice(self._names)


def _names(code: str) -> list[str]:
    from babel import Locale  # a development dependency

    locale = Locale(code)
    tables = (locale.territories, locale.languages, locale.currencies)
    names = {str(name) for table in tables for name in table.values()}
    return sorted(name for name in names if not re.search(r"[A-Za-z0-9()]", name))
