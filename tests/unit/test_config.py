"""The settings: defaults, what a file may say, and how a mistake in it is told."""

from __future__ import annotations

import getpass
import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from careader.config import (
    CITATION_STYLES,
    COLORS,
    THEMES,
    Config,
    describe,
    from_mapping,
    load,
)
from careader.errors import ConfigError

SETTINGS = tuple(each.name for each in fields(Config))

anything = st.recursive(
    st.none() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def write(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "config.yaml") == Config()


@pytest.mark.parametrize("text", ["", "# nothing chosen yet\n", "\ufeff"])
def test_a_file_that_says_nothing_means_the_defaults(tmp_path: Path, text: str) -> None:
    assert load(write(tmp_path, text)) == Config()


def test_a_file_says_what_the_user_chose_and_leaves_the_rest(tmp_path: Path) -> None:
    config = load(
        write(
            tmp_path,
            "library: ~/archive\n"
            "reader: amina\n"
            "theme: dark\n"
            "measure: 80\n"
            "mouse: off\n"
            "updates: whole\n"
            "citation: markdown\n"
            "colors:\n  pink: to check\n"
            "keys:\n  quit: Q\n  move.down: [j, n]\n  redo: []\n"
            "searches:\n  water: about:TJ water OR river\n",
        )
    )

    assert config == Config(
        library="~/archive",
        reader="amina",
        theme="dark",
        measure=80,
        mouse=False,
        updates="whole",
        citation="markdown",
        colors={"pink": "to check"},
        keys={"quit": ("Q",), "move.down": ("j", "n"), "redo": ()},
        searches={"water": "about:TJ water OR river"},
    )


def test_a_setting_left_blank_is_not_an_error_where_blank_means_something(tmp_path: Path) -> None:
    assert load(write(tmp_path, "library:\nreader: ~\ncolors:\nkeys:\nsearches:\n")) == Config()


def test_norway_is_text_in_the_settings_too(tmp_path: Path) -> None:
    assert load(write(tmp_path, "searches:\n  NO: NO\n")).searches == {"NO": "NO"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour: red", "there is no setting 'colour'"),
        ("theme: solarized", "theme: one of terminal, dark, light, contrast"),
        ("citation: apa", "citation: one of plain, chicago, markdown"),
        ("measure: 39", "measure: a number of cells from 40 to 120"),
        ("measure: 121", "measure: a number of cells"),
        ("measure: ٧٢", "measure: a number of cells"),
        ("mouse: perhaps", "mouse: yes or no"),
        ("updates: some", "updates: one of changes, whole"),
        ("reader: ../amina", "reader: letters, digits"),
        ("reader: .hidden", "reader: letters, digits"),
        ("library: [a, b]", "library: one line of text"),
        ("library: |\n  a\n  b", "library: one line of text"),
        ("colors: yellow", "colors: a mapping"),
        ("colors:\n  red: bad", "colors: there is no colour 'red'"),
        ("colors:\n  green: Blue", "colors: green cannot mean 'Blue'"),
        ("colors:\n  green: claim\n  blue: Claim", "colors: green and blue both mean 'Claim'"),
        ("keys: [a, b]", "keys: a mapping"),
        ("keys:\n  quit: [[q]]", "keys: one line of text"),
        ("searches:\n  water: [a]", "searches: one line of text"),
        ("theme: dark\ntheme: light", "cannot be understood"),
        ("theme: [dark", "cannot be understood"),
        ("- theme", "cannot be understood"),
        ("theme: &x dark", "cannot be understood"),
    ],
)
def test_a_mistake_names_the_file_and_the_setting_in_one_line(
    tmp_path: Path, text: str, said: str
) -> None:
    path = write(tmp_path, text + "\n")

    with pytest.raises(ConfigError) as caught:
        load(path)

    assert str(path) in str(caught.value)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"library: caf\xe9\n")

    for path in (tmp_path, tmp_path / "latin.yaml"):
        with pytest.raises(ConfigError, match="Cannot read the settings in"):
            load(path)


@given(st.dictionaries(st.sampled_from(SETTINGS) | st.text(max_size=8), anything, max_size=4))
def test_any_mapping_gives_settings_that_make_sense_or_one_clear_line(
    values: dict[str, object],
) -> None:
    try:
        config = from_mapping(values)
    except ConfigError as mistake:
        said = str(mistake)
    else:
        said = ""
        _makes_sense(config)
    assert "\n" not in said


def _makes_sense(config: Config) -> None:
    assert 40 <= config.measure <= 120
    assert config.theme in THEMES
    assert config.citation in CITATION_STYLES
    assert set(config.colors) <= set(COLORS)
    assert all("\n" not in query for query in config.searches.values())
    assert all(key for keys in config.keys.values() for key in keys)


@given(st.integers(40, 120))
def test_every_width_in_bounds_is_taken(cells: int) -> None:
    assert from_mapping({"measure": str(cells)}).measure == cells


def test_the_reader_is_who_the_settings_name() -> None:
    assert Config(reader="amina").reader_name == "amina"


@given(login=st.text(max_size=90))
@example("_apt")
@example("DOMAIN\\amina")
@example("." * 70 + "a")
def test_else_the_login_name_as_a_name_the_settings_would_take(login: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(getpass, "getuser", lambda: login)
        name = Config().reader_name

    assert from_mapping({"reader": name}).reader_name == name
    if re.fullmatch(r"[a-z][a-z0-9]{0,30}", login):
        assert name == login


@pytest.mark.parametrize("error", [KeyError, OSError])
def test_a_user_without_a_login_name_is_called_reader(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", nobody)

    assert Config().reader_name == "reader"


def test_every_setting_is_described_and_can_be_read() -> None:
    described = describe()

    assert tuple(name for name, _, _ in described) == SETTINGS
    assert all(doc.endswith(".") for _, _, doc in described)
    for name, default, _ in described:
        if default:
            assert from_mapping({name: default}) == Config(), f"the default of {name}"


def test_settings_cannot_be_changed_behind_the_program(tmp_path: Path) -> None:
    config = load(write(tmp_path, "keys:\n  quit: Q\n"))

    for mapping in (config.keys, config.colors, config.searches):
        with pytest.raises(TypeError):
            mapping["x"] = ()  # type: ignore[index]
