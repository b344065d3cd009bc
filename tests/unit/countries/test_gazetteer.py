"""The data files are what the hand-kept tables and CLDR make, and hold what the detector needs."""

import importlib.util
import re
from itertools import product
from pathlib import Path

import pytest

from careader.countries import data
from careader.countries.fold import fold
from careader.countries.guards import GUARDS
from careader.countries.inflect import adjective_forms, name_forms, people_forms
from careader.countries.lexicon import UNSURE, WEIGHTS
from careader.countries.names import GROUPS, codes


def script():
    """Return the development script, which is no part of the package."""
    path = Path(__file__).parents[3] / "tools" / "build_gazetteer.py"
    spec = importlib.util.spec_from_file_location("build_gazetteer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_data_is_what_the_tables_make():
    pytest.importorskip("babel", reason="Babel is only there for development")
    for path, text in script().files().items():
        assert path.read_text(encoding="utf-8") == text, "run python -m tools.build_gazetteer"


def test_every_form_is_folded_belongs_to_a_country_and_stands_once():
    seen = set()
    for code, kind, forms in data.load("lexicon")["entries"]:
        assert code in {"", *codes(), *UNSURE, *GROUPS}
        assert kind in WEIGHTS
        for form in forms.split("|"):
            assert fold(form) == form
            assert form not in seen
            assert re.match(r"\w", form)
            seen.add(form)


def test_every_guard_of_the_tables_is_a_rule_and_every_rule_is_used():
    listed = {g for guards in data.load("lexicon")["guards"].values() for g in guards}
    listed |= {guard for guards in UNSURE.values() for guard in guards}
    assert listed == set(GUARDS)


@pytest.mark.parametrize(
    ("name", "genitive", "instrumental"),
    [
        ("Таджикистан", "Таджикистана", "Таджикистаном"),
        ("Россия", "России", "Россией"),
        ("Китай", "Китая", "Китаем"),
        ("Южная Корея", "Южной Кореи", "Южной Кореей"),
        ("Соединенные Штаты Америки", "Соединенных Штатов Америки", "Соединенными Штатами Америки"),
        ("Босния и Герцеговина", "Боснии и Герцеговины", "Боснией и Герцеговиной"),
        ("Республика Казахстан", "Республики Казахстан", "Республикой Казахстан"),
        ("Белый дом", "Белого дома", "Белым домом"),
        ("Баку", "Баку", "Баку"),
    ],
)
def test_russian_names_decline(name, genitive, instrumental):
    assert {name, genitive, instrumental} <= name_forms(name)


def test_russian_surnames_adjectives_and_people_decline():
    assert "Путиным" in name_forms("Путин", surname=True)
    assert {"турецкая", "турецкими"} <= adjective_forms("турецк")
    assert {"китаец", "китайцев", "китайцу"} <= people_forms("китаец")
    assert {"россияне", "россиян", "россиянина"} <= people_forms("россиянин")
    assert {"турок", "турки", "турков"} <= people_forms("турок")
    assert {"казах", "казахи", "казахами"} <= people_forms("казах")


def test_folding_keeps_every_offset():
    marks = "’ʻ–—\u00a0\u200cёЁيكة\n\t"
    for pair in product(marks, repeat=2):
        text = "a" + "".join(pair) + "b"
        assert len(fold(text)) == len(text)
