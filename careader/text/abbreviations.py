"""Abbreviations and the words that begin sentences, for telling a full stop that ends one.

In lower case, without the last full stop; several languages in one list, since an article quotes
in all of them. Classes as in Punkt (Kiss and Strunk 2006): abbreviation, initial, frequent starter.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEVER_LAST = _set(
    "mr mrs ms messrs mx dr prof gen col lt capt cpl sgt maj adm cmdr brig sen rep gov pres amb hon"
    " rev fr st ste mt ft sec.-gen vs v cf viz eg ie e.g i.e vgl ca supt det asst dep"
    " им ул акад проф ген ср напр т.е т.н т.к т.н.э о-ва пос обл р-н просп пл д-р г-н г-жа св"
    " ок указ дж sh koʻch ko'ch ko‘ch vil tum akad көш даң ауд мыс"
)
"""Something always follows them."""
BEFORE_NUMBERS = _set(
    "no nos p pp vol vols art arts fig figs sec ch chap par para paras ed eds tab app approx c q"
    " str stat res doc docs cmd supp suppl rev vol ser"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
    " стр с ст ч п пп т тт гл рис табл № вып ок"
)
"""They belong to a number after them."""
SELDOM_LAST = BEFORE_NUMBERS - _set("no art par fig app mar c q п с т doc docs rev") | _set(
    "inc ltd co corp bros jr sr llc plc dept univ assn govt intl natl est mil nat.gas bn mn"
    " г гг в вв тыс млн млрд трлн руб коп долл проц чел кв куб км кг мин сек ред изд соч см н.э"
    " жж йил mln mlrd"
)
"""They end a sentence only before a word that begins one."""
OFTEN_LAST = _set("etc al т.д т.п др пр h.k т.б т.с.с ж.б")
"""They end a sentence whenever a capital follows."""
INITIALS = _set("Sh Ch Kh Zh Yu Ya Yo Ye Ts Th Dzh Gh Oʻ Gʻ O' G' O‘ G‘ Дж")
"""One letter of a name that is written with more than one."""
STARTERS = _set(
    "The This That These Those It Its It's In On At As A An And But Or Nor So If When While"
    " Where Why What Who Whom Whose Which How He She They We You I His Her Their Our My Your"
    " There Here Then Thus Yet However Although Though Moreover Furthermore Meanwhile"
    " Nevertheless Nonetheless Instead After Before Since Because By For From With Without"
    " Within Under Over During Despite According To Of Not No Some Many Most Much All Both"
    " Each Every Several Such Other Others Another One Two Three Until Unless Only Even Also"
    " Today Now Earlier Later Indeed Still Once Through Throughout Among Between Given Having"
    " Is Are Was Were Do Does Did Has Have Had Can Could Will Would Should Perhaps Finally"
    " First Firstly Second Secondly Third Additionally Consequently Therefore Hence Rather"
    " Likewise Similarly Besides Apart Ahead Whether Yes Following Regarding Unlike Like"
    " Against Around About Above Across Along Beyond Few Little More Less Neither Either"
    " Nothing Nobody Everything Everybody Something Somebody Everyone Anyone Someone Let Please"
    " See Recently Currently"
    " В Во На По Это Эти Этот Эта Однако Но И А Он Она Оно Они Как При Для Также Кроме С Со К Ко"
    " Из Если Когда После Так Мы Я Вы Его Её Ее Их Все Всё Вместе Тем Согласно Поэтому Затем До За"
    " От У О Об Что Чтобы Среди Между Напомним Ранее Сейчас Теперь Тогда Там Здесь Потом Не Ни Даже"
    " Уже Ещё Еще Только Хотя Поскольку Пока Под Над Без Через Такие Такой Такая Таким"
    " Бұл Бул Ол Олар Бірақ Бирок Сондықтан Bu U Ular Lekin Shu Бу Улар Лекин Ин Он Аммо"
)
"""Words that begin sentences far oftener than they are names."""
