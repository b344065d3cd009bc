"""The language is told from the prose, whatever the alphabet."""

import pytest

from careader.importing.rules.language import language_of

SENTENCES = {
    "en": "The ministry has asked for a loan, and the bank will not say whether "
    "it is going to give it.",
    "ru": "Министерство попросило кредит, но банк не говорит, даст ли он его в этом году или нет.",
    "uk": "Міністерство попросило кредит, але банк не каже, чи дасть він його цього року, чи ні.",
    "kk": "Министрлік несие сұрады, бірақ банк оны биыл бере ме, жоқ па, әлі айтқан жоқ.",
    "ky": "Министрлик насыя сурады, бирок банк аны быйыл береби же жокпу, али "
    "айта элек, бул өкүнүчтүү.",
    "tg": "Вазорат қарз хост, аммо бонк намегӯяд, ки имсол онро медиҳад ё не, ва ин аҷиб нест.",
    "uz": "Vazirlik qarz so‘radi, lekin bank uni bu yil beradimi yoki yo‘qmi, "
    "hali aytmadi, va bu g‘alati.",
    "uz-cyrl": "Вазирлик қарз сўради, лекин банк уни бу йил берадими ёки йўқми, ҳали "
    "айтмади ва жим.",
    "tk": "Ministrlik karz sorady, ýöne bank ony bu ýyl berjekdigini ýa-da "
    "berjek däldigini aýtmady.",
    "az": "Nazirlik kredit istədi, lakin bank onu bu il verəcəyini və ya verməyəcəyini deməyib.",
    "tr": "Bakanlık kredi istedi, ancak banka bunu bu yıl verip vermeyeceğini "
    "henüz söylemiş değil.",
    "fa": "وزارت وام خواست، اما بانک نمی‌گوید که آن را امسال می‌دهد یا نه و این برای مردم خوب نیست.",
    "ar": "طلبت الوزارة قرضا لكن البنك لا يقول إن كان سيمنحه في هذه السنة أم لا، "
    "وهذا ما كان من قبل.",
    "zh": "该部门申请了贷款，但是银行没有说今年是否会批准。",
}


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items())
def test_one_sentence_tells_the_language(code: str, sentence: str) -> None:
    assert language_of([sentence]) == code.partition("-")[0]


def test_dari_is_told_from_persian_by_its_own_words() -> None:
    dari = "والی ولایت گفت که پولیس سرحدی در ولسوالی‌ها مستقر است و شفاخانه باز است."
    assert language_of([dari]) == "prs"


@pytest.mark.parametrize("text", ["", "12345", "…"])
def test_no_letters_tell_nothing(text: str) -> None:
    assert language_of([text]) == ""
