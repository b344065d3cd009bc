"""Names: from a code to a name, from any name to the code, groups, completions, the user's own."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from careader.countries import names
from careader.countries.detect import detect
from careader.countries.names import GROUPS, code_of, codes, completions, group_of, name_of


@pytest.fixture
def own_entries():
    yield names.use_own_entries
    names.use_own_entries({})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TJ", "TJ"), ("tj", "TJ"), ("TJK", "TJ"), ("Tajikistan", "TJ"), ("tajikistan", "TJ"),
        ("Tadzhikistan", "TJ"), ("Таджикистан", "TJ"), ("ТАДЖИКИСТАН", "TJ"), ("Тоҷикистон", "TJ"),
        ("تاجیکستان", "TJ"), ("تاجيكستان", "TJ"), ("塔吉克斯坦", "TJ"), ("Tajik", "TJ"),
        ("Kirghizia", "KG"), ("Кыргызстан", "KG"), ("Киргизия", "KG"), ("Kyrgyz Republic", "KG"),
        ("O'zbekiston", "UZ"), ("Oʻzbekiston", "UZ"), ("O’zbekiston", "UZ"), ("Ўзбекистон", "UZ"),
        ("Türkmenistan", "TM"), ("turkmenistan", "TM"), ("Turkmenia", "TM"), ("Қазақстан", "KZ"),
        ("Turkey", "TR"), ("Türkiye", "TR"), ("turkiye", "TR"), ("U.S.", "US"), ("usa", "US"),
        ("UK", "GB"), ("Burma", "MM"), ("Côte d'Ivoire", "CI"), ("ivory coast", "CI"), ("NO", "NO"),
        ("Korea", "KR"), ("North Korea", "KP"), ("USSR", "SU"), ("European Union", "EU"),
        ("  south   korea ", "KR"), ("Georgia", "GE"), ("Guinea Bissau", "GW"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_code_name_and_former_name(text, code):
    assert code_of(text) == code


@pytest.mark.parametrize("text", ["", "  ", "?", "Narnia", "Dushanbe", "Central Asia", "SCO"])
def test_what_is_no_country_has_no_code(text):
    assert code_of(text) is None


def test_every_code_has_a_name_that_leads_back_to_it():
    assert len(codes()) > 250
    for lang in ("en", "ru", "fa", "tg", "kk", "ky", "uz", "tk", "tr", "zh"):
        lost = [c for c in codes() if code_of(name_of(c, lang)) != c]
        assert lost == [], lang


def test_a_name_is_given_in_the_language_asked_for_else_in_english_else_the_code():
    assert name_of("KZ") == "Kazakhstan"
    assert name_of("kz", "ru") == "Казахстан"
    assert name_of("KZ", "kk") == "Қазақстан"
    assert name_of("KZ", "xx") == "Kazakhstan"
    assert name_of("Q9") == "Q9"


def test_completions_begin_as_typed_and_own_names_come_first():
    assert [c.name for c in completions("tur")][:3] == [
        "Turkmenistan", "Turks and Caicos Islands", "Türkiye",
    ]  # fmt: skip
    assert completions("kirgh")[0].code == "KG"
    assert completions("kirgh")[0].form.startswith("Kirgh")
    assert completions("таджик", "ru")[0] == ("TJ", "Таджикистан", "Таджикистан")
    assert completions("zzz") == ()
    assert len(completions("", limit=5)) == 5


def test_groups_are_known_by_key_name_and_abbreviation():
    central_asia = GROUPS["central-asia"]
    assert central_asia.members == ("KG", "KZ", "TJ", "TM", "UZ")
    for text in ("Central Asia", "CENTRAL-ASIA", "Центральная Азия", "آسیای مرکزی"):
        assert group_of(text) == central_asia
    assert group_of("ШОС") == GROUPS["SCO"] == group_of("shanghai cooperation organization")
    assert group_of("c5+1") == GROUPS["C5+1"]
    assert group_of("Tajikistan") is None
    assert {"SCO", "EAEU", "CIS", "CSTO", "C5+1", "BRI", "south-caucasus"} <= set(GROUPS)


def test_every_member_of_a_group_is_a_country():
    for group in GROUPS.values():
        assert set(group.members) <= set(codes()), group.key
        assert code_of(group.key) in (None, "EU"), "a group's key is no country's name"


def test_the_users_own_names_are_looked_up_and_detected(own_entries):
    assert own_entries({"TJ": {"names": ["Land of the Tajiks"], "places": ["Karategin"]}}) == ()
    assert code_of("land of the tajiks") == "TJ"
    assert detect("Karategin rose.").spans == ((0, 9, "TJ"),)
    own_entries({})
    assert code_of("land of the tajiks") is None
    assert detect("Karategin rose.").spans == ()


def test_the_users_own_names_win_and_russian_ones_are_declined(own_entries):
    own_entries(
        {"UZ": {"places": ["Каратегин"], "companies": ["Gazprom"]}, "stops": ["Dushanbe-1"]}
    )
    assert detect("в Каратегине").counts == {"UZ": 1}
    assert detect("Gazprom").counts == {"UZ": 1}
    assert detect("Dushanbe-1 and Dushanbe").counts == {"TJ": 1}


def test_own_entries_that_make_no_sense_are_named_and_the_others_used(own_entries):
    problems = own_entries(
        {"TJ": {"nmaes": ["X"], "places": ["Karategin", 7]}, "Tajikistan": {}, "KG": "Alay"}
    )
    assert len(problems) == 4
    assert all("\n" not in problem for problem in problems)
    assert detect("Karategin").counts == {"TJ": 1}


def test_looking_up_a_name_never_loads_the_detectors_lexicon():
    script = (
        "import sys; from careader.countries.names import code_of, name_of\n"
        "assert 'json' not in sys.modules\n"
        "assert name_of(code_of('Kirghizia')) == 'Kyrgyzstan'\n"
        "assert 'careader.countries.lexicon' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_places_are_like_a_text_that_begins_a_word_of_a_name():
    assert "RU" in names.places_like("russia")
    assert names.places_like("stan") == frozenset()
    assert "RU" in names.places_like("Fed")
    assert names.places_like("таджик") == {"TJ"}
    assert names.places_like("ОДКБ") == {"CSTO"}
    assert names.places_like("централь") >= {"central-asia"}
    assert names.places_like(" ") == frozenset()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("TJ", "TJ"),
        ("Таджикистан", "TJ"),
        ("Tajik", "TJ"),
        ("shanghai cooperation organisation", "SCO"),
        ("ШОС", "SCO"),
        ("Средняя Азия", "central-asia"),
        ("EU", "EU"),
        ("C5+1", "C5+1"),
        ("Atlantis", None),
    ],
)
def test_a_place_is_a_country_or_a_group_by_any_name(text, place):
    assert names.place_of(text) == place


def test_every_group_can_be_told_from_a_country():
    keys = {group.key for group in names.groups()}
    assert {"SCO", "EAEU", "CIS", "CSTO", "C5+1", "BRI", "central-asia", "south-caucasus"} <= keys
    assert not any(map(names.is_code, keys))
    assert all(map(names.is_code, names.codes()))
    assert names.label_of("SCO") == "Shanghai Cooperation Organisation"
    assert names.label_of("TJ", "ru") == "Таджикистан"
    assert names.label_of("nowhere") == "nowhere"


def test_the_gazetteers_version_changes_with_the_users_own_entries(own_entries):
    plain = names.version()
    own_entries({"TJ": {"names": ["Shughnon"]}})
    own = names.version()
    own_entries({"TJ": {"names": ["Roshan"]}})
    assert len({plain, own, names.version()}) == 3
    own_entries({})
    assert names.version() == plain


def test_the_entries_that_the_documentation_shows_make_sense(own_entries):
    page = Path(__file__).parents[3] / "docs" / "countries.md"
    shown = page.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    entries = yaml.load(shown, yaml.BaseLoader)
    assert own_entries(entries) == ()
    text = "Pamiri of Хатлоне and Rustam Emomali at the Qasri Millat; the Tajik Air Museum."
    assert [text[a:b] for a, b, _ in detect(text).spans] == [
        "Pamiri",
        "Хатлоне",
        "Rustam Emomali",
        "Qasri Millat",
    ]
