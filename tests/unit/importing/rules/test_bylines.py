"""By-lines give every author in order, and no sentence is taken for one."""

import pytest

from careader.importing.rules import Profiles, byline
from careader.importing.rules.lines import Line
from careader.importing.rules.names import names_in, person


def authors(text: str, profiles: Profiles) -> tuple[str, ...] | None:
    found = byline.labelled(Line(text), profiles)
    return None if found is None else found.authors


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Sergei Blagov", ["Sergei Blagov"]),
        ("By: Sergei Blagov", ["Sergei Blagov"]),
        ("*By Sergei Blagov*", ["Sergei Blagov"]),
        ("BY REZA MOHAMMADI", ["Reza Mohammadi"]),
        ("by Ana de la Cruz", ["Ana de la Cruz"]),
        ("Written by Zarina Holova", ["Zarina Holova"]),
        ("By Aida Alym kyzy and Emil Osh uulu", ["Aida Alym kyzy", "Emil Osh uulu"]),
        ("By A. B. Cee, Dee Eff, and Gee H. Eye", ["A. B. Cee", "Dee Eff", "Gee H. Eye"]),
        ("By Dr. Ann Bell, PhD", ["Ann Bell"]),
        ("By Ann Bell (Lund University) and Cy Dorn (Yale)", ["Ann Bell", "Cy Dorn"]),
        ("By Marat Ermukan, Kazakhstan", ["Marat Ermukan"]),
        ("By Farangis Najib in Prague", ["Farangis Najib"]),
        ("By Ann Bell for The Diplomat", ["Ann Bell"]),
        ("By Ann Bell | October 12, 2015", ["Ann Bell"]),
        ("By Spengler", ["Spengler"]),
        ("By Ann Bell in Dushanbe, Cy Dorn in Khujand", ["Ann Bell", "Cy Dorn"]),
        ("By ANN BELL in Almaty and CY DORN in Beijing (China Daily)", ["Ann Bell", "Cy Dorn"]),
        ("By Ann Bell in Osh, with reporting by Cy Dorn", ["Ann Bell"]),
        ("By Ann Bell with additional reporting by Cy Dorn in Osh", ["Ann Bell"]),
        ("By Kirill Nour^a and Amin al-Rashidi^b", ["Kirill Nour", "Amin al-Rashidi"]),
        ("By Ann Bell1 and Cy Dorn2,*", ["Ann Bell", "Cy Dorn"]),
        ("By ET", []),
        ("By Bartlomiej Kaminᵃ,ᵇ and Gael Raballᵇ", ["Bartlomiej Kamin", "Gael Raball"]),
        ("By Mohammad-Reza Djalil and", ["Mohammad-Reza Djalil"]),
        ("Автор: Парвиз Холматов", ["Парвиз Холматов"]),
        ("Авторы: А. Б. Иванов, В. Г. Петрова", ["А. Б. Иванов", "В. Г. Петрова"]),
        ("نویسنده: فرهاد نوری", ["فرهاد نوری"]),
        ("Yazar: Gülşen Aydoğan", ["Gülşen Aydoğan"]),
        ("By empty (2/7/2007 issue of the CACI Analyst)", []),
        ("By Staff Writer", []),
        ("By Trend", []),
        ("By RFE/RL's Tajik Service", []),
        ("by admin", []),
    ],
)
def test_a_byline_names_its_authors(text: str, names: list[str], profiles: Profiles) -> None:
    assert authors(text, profiles) == tuple(names)


@pytest.mark.parametrize(
    "text",
    [
        "By 2019 the government had promised a line to every valley.",
        "By signing the contract, the ministry gave the right away.",
        "By Monday Evening the Lights Were On",
        "By Washington Standards",
        "By the river they sat down and wept.",
        "By and large, nothing happened.",
        "By",
        "Bye Bye Birdie",
    ],
)
def test_a_sentence_that_begins_with_by_is_no_byline(text: str, profiles: Profiles) -> None:
    assert authors(text, profiles) is None


def test_a_byline_may_carry_date_and_publication(profiles: Profiles) -> None:
    found = byline.labelled(Line("By Ann Bell (8/22/2012 issue of the CACI Analyst)"), profiles)
    assert found is not None
    assert (found.dates[0].value, found.publication) == ("2012-08-22", "CACI Analyst")


def test_an_agency_that_signs_is_a_publication(profiles: Profiles) -> None:
    found = byline.labelled(Line("By Trend"), profiles)
    assert found is not None
    assert found.agency == "Trend News Agency"


@pytest.mark.parametrize(
    "text",
    ["Field Reports", "Central Asia", "London, United Kingdom", "Soldiers Without a War",
     "I. OVERVIEW", "Eurasianet", "See All", "A WORD IN FOUR CAPITALS", "Ann Bell said so."],
)  # fmt: skip
def test_a_line_without_a_label_is_a_name_only_when_it_can_be_nothing_else(
    text: str, profiles: Profiles
) -> None:
    assert byline.bare(Line(text), profiles) is None


@pytest.mark.parametrize("text", ["Shahlo Mirzoeva", "О. В. Старцева", "Igor TORBAKOV"])
def test_a_name_alone_is_kept_as_it_is_given(text: str, profiles: Profiles) -> None:
    found = byline.bare(Line(text), profiles)
    assert found is not None
    assert found.authors == (text,)


def test_what_is_no_name_in_a_byline_is_an_affiliation() -> None:
    text = "Gulnara Askar kyzy, student, American University in Kyrgyzstan, Bishkek"
    assert names_in(text) == (
        ("Gulnara Askar kyzy",),
        "student, American University in Kyrgyzstan, Bishkek",
    )


@pytest.mark.parametrize("text", ["", "A", "A. B.", "12 Monkeys", "the same", "x" * 100])
def test_what_cannot_be_a_person_is_none(text: str) -> None:
    assert person(text) == ""
