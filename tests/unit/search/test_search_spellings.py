"""A name is found in every spelling the region gives it, and a hit says by which."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.model import Highlight
from careader.search import SearchIndex, find_hits, matches
from careader.search import query as q
from careader.search.analysis import forms
from careader.search.declension import beginning, declined, nominatives
from careader.search.fold import fold
from careader.search.parse import parse
from careader.search.spellings import NONE, Group, OwnSpellings, Spellings, read, shipped
from tests.unit.search.shelf import Shelf

GROUPS = shipped()
OURS = Spellings(GROUPS)


def described(text: str, spellings: Spellings = OURS) -> str:
    return spellings.expanded(parse(text)).describe()


def meant(text: str) -> Group | None:
    """Return the group that a query of one name is taken for."""
    match OURS.expand(parse(text).node):
        case q.Spelled(_, names) | q.Or((_, q.Spelled(_, names))):
            return Group(tuple(q.Name(name.words, name.text) for name in names))
    return None


# --- the list


def test_the_list_holds_many_names_each_once() -> None:
    assert len(GROUPS) >= 150
    seen: dict[tuple[str, ...], str] = {}
    for group in GROUPS:
        assert len(group) > 1
        assert len(set(group)) == len(group), group
        for words in {tuple(forms(name)) for name in group}:
            assert words
            assert words not in seen, f"{words} stands for {group[0]} and for {seen[words]}"
            seen[words] = group[0]


def test_the_list_speaks_many_scripts() -> None:
    scripts = {"latin": 0, "cyrillic": 0, "arabic": 0, "han": 0}
    ranges = {"latin": "a-z", "cyrillic": "а-я", "arabic": "ا-ی", "han": "一-鿿"}
    for group in GROUPS:
        letters = "".join(group).casefold()
        for name, ends in ranges.items():
            scripts[name] += any(ends[0] <= letter <= ends[2] for letter in letters)
    assert scripts["latin"] > 240
    assert scripts["cyrillic"] > 240
    assert scripts["arabic"] > 120
    assert scripts["han"] > 80


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0])
def test_every_spelling_of_a_name_means_the_same(group: list[str]) -> None:
    groups = {meant(name) for name in group}
    assert len(groups) == 1
    assert None not in groups


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tokayev", "Тоқаевтың айтуынша"),
        ("Токаев", "President Toqayev’s visit"),
        ("токаевым", "said Tokayev"),
        ("Rahmon", "встреча с Рахмоном"),
        ("Рахмон", "аз ҷониби Раҳмонро дид"),
        ("rakhmon", "Эмомалӣ Раҳмон"),
        ("kyrgyzstan", "in the Kirghizia of then"),
        ("kirghizia", "в Кыргызстане"),
        ("Кыргызстан", "Kyrgyzstan"),
        ("ashgabat", "в Ашхабаде"),
        ("Ашхабад", "Ashkhabad and Aşgabatda"),
        ("astana", "in Nur-Sultan today"),
        ("nur-sultan", "к Астане"),
        ("nur sultan", "Астанада өтті"),
        ("dushanbe", "Stalinabad, 1940"),
        ("Душанбе", "Dushanbe"),
        ("stalinabad", "дар Душанберо"),
        ("mirziyoyev", "с Мирзиёевым"),
        ("Мирзиёев", "Mirziyoev"),
        ("mirziyoev", "Mirziyoyevning"),
        ("central asia", "в Центральной Азии"),
        ("Средняя Азия", "Central Asian states, Central Asia"),
        ("soviet union", "в СССР"),
        ("o'zbekiston", "Узбекистан"),
        ("aliyev", "Əliyev"),
        ("uyghur", "维吾尔人"),
        ("قزاقستان", "Kazakhstan"),
    ],
)
def test_a_name_finds_its_other_spellings_in_any_form(typed: str, found: str) -> None:
    parsed = OURS.expanded(parse(typed))
    assert find_hits(found, parsed), parsed.describe()


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ('"tokayev"', "Токаев"),
        ('"nur sultan"', "Астана"),
        ('"tokayev said"~3', "Токаев said"),
        ("tokaye*", "Токаев"),
        ("tokayef~", "Токаев"),
        ("osh", "OSHA rules"),
        ("oral", "Уральск"),
        ("astana", "Nursultan Nazarbayev"),
    ],
)
def test_what_is_exact_or_another_word_is_left_alone(typed: str, text: str) -> None:
    assert not find_hits(text, OURS.expanded(parse(typed)))


def test_a_name_of_several_words_needs_not_stand_in_a_row_as_it_was_typed() -> None:
    node = OURS.expand(parse("soviet union trade").node)
    for text in ("the union of soviet states and trade", "trade of the USSR", "СССР: trade"):
        assert find_hits(text, q.ParsedQuery(node, ""))
    assert described("soviet union trade").startswith("((soviet and union) or “soviet union”")


def test_fields_and_notes_take_spellings_too() -> None:
    assert "токаев" in described("author:tokayev")
    assert "in the title" in described("title:tokayev")
    assert "Токаев" in described("note:tokayev")
    assert described("about:KZ -tokayev").startswith("about Kazakhstan and not tokayev (also")


def test_a_description_names_another_script_first() -> None:
    assert described("tokayev").startswith("tokayev (also written Токаев,")
    assert described("Токаев").startswith("токаев (also written Tokayev,")


# --- folding


KIN = [
    *zip("ёәқғұүөңһӣӯҳҷўі", "еакгууонхиухчуи", strict=True),
    *zip("əışçğñňöüýžāé", "aiscgnnouyzae", strict=True),
    *((letter + mark, letter) for letter in "og" for mark in "ʻ‘’'`ʼ"),
]


@pytest.mark.parametrize(("left", "right"), KIN)
def test_letters_of_the_region_fold_to_their_kin(left: str, right: str) -> None:
    assert fold(left) == fold(right)
    assert fold(left.upper()) == fold(right)


# --- declension

NAME = st.text(alphabet="абвгеийклмнопрстуья", min_size=2, max_size=10)


@given(NAME)
def test_every_form_leads_back_to_its_name(word: str) -> None:
    for form in declined(word):
        assert word in nominatives(form)
        assert form.startswith(beginning(word))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("токаев", "токаева"),
        ("токаев", "токаевым"),
        ("токаев", "токаевтын"),
        ("астана", "астане"),
        ("душанбе", "душанбени"),
        ("отунбаева", "отунбаевой"),
        ("центральная", "центральной"),
        ("казань", "казани"),
        ("toshkent", "toshkentda"),
        ("asgabat", "asgabatdan"),
    ],
)
def test_names_are_declined_as_their_languages_do(name: str, form: str) -> None:
    assert form in declined(name)


# --- the reader's own file


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "aliases.yaml"


def test_readers_add_their_own_without_a_new_index(shelf: Shelf, own: Path) -> None:
    shelf.put("one", "The bazaar of Dordoy.")
    shelf.put("two", "Базар Дордой.")
    shelf.update()
    index = SearchIndex(shelf.root / "index", OwnSpellings(own).now)
    shelf.index.close()
    shelf.index = index
    index.attach(shelf.library.scan())
    assert shelf.find("dordoy") == ["one"]
    own.write_text("markets:\n  - [Dordoy, Дордой]\n", encoding="utf-8")
    assert shelf.find("dordoy") == ["one", "two"]
    own.write_text("- Dordoy, Дордой, Madina\n- Bazaar, Базар\n", encoding="utf-8")
    os.utime(own, ns=(1, 1))
    assert shelf.find("madina") == ["one", "two"]
    own.unlink()
    assert shelf.find("dordoy") == ["one"]


def test_a_name_already_known_gets_another_spelling(own: Path) -> None:
    own.write_text("- [Tokayev, Tokai-Khan]\n", encoding="utf-8")
    known = OwnSpellings(own).now()
    assert {"Tokai-Khan", "Токаев"} <= {name.text for name in known.names(("tokayev",))}
    assert {"Tokayev", "Токаев"} <= {name.text for name in known.names(("tokai", "khan"))}


def test_a_name_can_be_left_as_it_is(own: Path) -> None:
    own.write_text("never: [Frunze]\n", encoding="utf-8")
    known = OwnSpellings(own).now()
    assert known.names(("frunze",)) == ()
    assert known.names(("bishkek",))


@pytest.mark.parametrize(
    "text",
    ["a: [b: c", "- [one]", "- {a: b}", "x: {y: z}", "\x00", "- &a [*a, b]", "[" * 3000, "- 1\n"],
)
def test_a_file_that_makes_no_sense_is_said_and_stops_nothing(own: Path, text: str) -> None:
    own.write_text(text, encoding="utf-8")
    spellings = OwnSpellings(own)
    assert spellings.now().names(("tokayev",))
    assert spellings.problems
    assert all("\n" not in line for line in spellings.problems)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_spellings(text: str) -> None:
    groups, never, _ = read(text)
    Spellings(groups, never)


def test_a_huge_file_is_not_read(own: Path) -> None:
    own.write_text("#" * 1_000_001, encoding="utf-8")
    spellings = OwnSpellings(own)
    assert spellings.now().names(("tokayev",))
    assert "not read" in spellings.problems[0]


# --- in the library


@pytest.fixture
def spelled(shelf: Shelf) -> Shelf:
    shelf.put("en", "President Tokayev spoke.", title="In English")
    shelf.put("ru", "Встреча с Токаевым прошла.", title="По-русски")
    shelf.put("kk", "Тоқаевтың сөзі.", title="Қазақша", author=["Қ. Тоқаев"])
    shelf.put("astana", "In Nur-Sultan.", title="A city")
    shelf.put("nn", "Nursultan Nazarbayev resigned.", title="A man")
    shelf.update()
    return shelf


def test_the_library_finds_all_and_says_by_which(spelled: Shelf) -> None:
    results = spelled.results("tokayev")
    assert sorted(results.ids) == ["en", "kk", "ru"]
    also = {hit.article.id: hit.also for hit in results.hits()}
    assert also == {"en": (), "ru": ("Токаев",), "kk": ("Токаев",)}
    for hit in results.hits():
        assert hit.snippet.marks
    assert results.query.describe() == "tokayev (also written Токаев)"


def test_spellings_that_no_article_uses_are_not_looked_for(spelled: Shelf) -> None:
    (leaf,) = q.text_leaves(spelled.results("tokayev").query.node)
    assert isinstance(leaf, q.Spelled)
    assert {name.text for name in leaf.names} == {"Tokayev", "Токаев"}
    assert spelled.results("mirziyoyev").query.describe() == "mirziyoyev"


def test_a_name_being_typed_is_found_in_other_spellings_once_it_is_whole(spelled: Shelf) -> None:
    assert spelled.find("tokay", typing=True) == ["en"]
    assert spelled.find("tokayev", typing=True) == ["en", "kk", "ru"]


def test_quoted_and_excluded_names(spelled: Shelf) -> None:
    assert spelled.find('"tokayev"') == ["en"]
    assert spelled.find("-tokayev") == ["astana", "nn"]
    assert spelled.find("astana") == ["astana"]
    assert spelled.find("Астана") == ["astana"]
    assert spelled.find("author:tokayev") == ["kk"]
    assert spelled.find("title:tokayev") == []


def test_notes_are_searched_in_every_spelling(spelled: Shelf) -> None:
    note = Highlight(id="1", article="astana", quote="In Nur-Sultan.", note="как сказал Токаев")
    spelled.read_by(highlights=[note])
    assert spelled.find("note:tokayev") == ["astana"]
    assert spelled.find("highlight:astana") == ["astana"]


def test_without_a_list_nothing_is_expanded() -> None:
    parsed = parse("tokayev astana")
    assert NONE.expanded(parsed) == parsed


def test_memory_and_painting_agree_on_names(spelled: Shelf) -> None:
    node = OURS.expand(parse("tokayev").node)
    for article in spelled.library.scan():
        text = spelled.index.text(article.id) or ""
        assert matches(node, article, text) == (article.id in ("en", "ru", "kk"))
