"""Keys: how people write them, what a sequence means where the reader is, whose key it is."""

from __future__ import annotations

import string
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import Keys, _character_to_key

from careader.tui.commands import COMMANDS
from careader.tui.commands.base import Command, Context
from careader.tui.keymap import (
    Clash,
    Keymap,
    Verdict,
    display,
    normal_key,
    normal_sequence,
)

DEFAULT = Keymap(COMMANDS)
TEXTUAL_NAMES = [
    # `return` is one of the names people write for `enter`; no terminal sends it.
    each.value
    for each in Keys
    if "<" not in each.value and each.value != "return"
]

known_keys = sorted({key for each in COMMANDS for keys in each.keys for key in keys.split()})
textual_keys = st.sampled_from([normal_key(key) for key in known_keys])
typed = st.lists(
    textual_keys | st.sampled_from(string.digits) | st.text(min_size=1, max_size=3), max_size=6
)
places = st.lists(st.sampled_from(Context), max_size=3)
names = st.sampled_from(TEXTUAL_NAMES)
characters = st.characters(codec="ascii", categories=("L", "N", "P", "S"))
sequences = st.lists(names | characters, min_size=1, max_size=3).map(" ".join)
own_keys = st.dictionaries(
    st.sampled_from([each.id for each in COMMANDS]) | st.just("no.such"),
    st.lists(sequences, max_size=2),
    max_size=4,
)


def command(
    id: str, *keys: str, contexts: Sequence[Context] = (Context.ANYWHERE,)
) -> type[Command]:
    return type(id, (Command,), {"id": id, "keys": keys, "contexts": tuple(contexts)})


def id_of(keymap: Keymap, context: Context, keys: str) -> str | None:
    found = keymap.resolve((context,), normal_sequence(keys)).command
    return found.id if found else None


# --- how keys are written


@given(st.characters(categories=("L", "N", "P", "S")))
def test_a_character_has_the_name_textual_gives_its_key(character: str) -> None:
    assert normal_key(character) == _character_to_key(character)


@pytest.mark.parametrize("name", TEXTUAL_NAMES)
def test_a_name_of_textuals_stands_for_itself(name: str) -> None:
    assert normal_key(name) == name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ctrl+d", ("ctrl+d",)),
        ("Control+D", ("ctrl+d",)),
        ("Esc", ("escape",)),
        ("Return", ("enter",)),
        ("PgDn", ("pagedown",)),
        ("Shift+Tab", ("shift+tab",)),
        ("Space", ("space",)),
        (" ", ("space",)),
        ("F1", ("f1",)),
        ("g g", ("g", "g")),
        ("G", ("G",)),
        ("Shift+g", ("G",)),
        ("g  ]", ("g", "right_square_bracket")),
    ],
)
def test_keys_as_people_write_them(written: str, meant: tuple[str, ...]) -> None:
    assert normal_sequence(written) == meant


@given(sequences)
def test_what_the_help_shows_can_be_written_in_the_settings(keys: str) -> None:
    assert normal_sequence(display(keys)) == normal_sequence(keys)


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("ctrl+d", "Ctrl+d"),
        ("shift+tab", "Shift+Tab"),
        ("left_square_bracket", "["),
        ("space", "Space"),
        ("g u", "g u"),
        ("f1", "F1"),
        ("G", "G"),
    ],
)
def test_the_help_shows_keys_as_they_are_printed_on_the_keyboard(keys: str, shown: str) -> None:
    assert display(keys) == shown


# --- what a sequence means


@given(places, typed, own_keys)
def test_any_keys_anywhere_have_an_answer(
    contexts: list[Context], keys: list[str], own: dict[str, list[str]]
) -> None:
    keymap = Keymap(COMMANDS, own)

    found = keymap.resolve(contexts, keys)

    assert (found.command is not None) is (found.verdict is Verdict.RUN)
    if found.command is not None:
        assert set(found.command.contexts) & {*contexts, Context.ANYWHERE}


@given(places, typed)
def test_a_pending_sequence_is_the_beginning_of_a_known_one(
    contexts: list[Context], keys: list[str]
) -> None:
    if DEFAULT.resolve(contexts, keys).verdict is not Verdict.PENDING:
        return
    without_count = list(keys)
    while Context.MARKING in contexts and without_count and without_count[0].isdecimal():
        without_count.pop(0)
    length = len(without_count)

    assert any(
        list(normal_sequence(known))[:length] == without_count
        and len(normal_sequence(known)) > length
        for each in COMMANDS
        if set(each.contexts) & {*contexts, Context.ANYWHERE}
        for known in each.keys
    )


@given(places, typed)
def test_keys_that_mean_nothing_never_become_something_by_typing_on(
    contexts: list[Context], keys: list[str]
) -> None:
    if DEFAULT.resolve(contexts, keys).verdict is Verdict.UNKNOWN:
        for more in ("g", "u", "1", "enter"):
            assert DEFAULT.resolve(contexts, [*keys, more]).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("context", list(Context))
def test_every_default_key_is_reached_by_typing_it(context: Context) -> None:
    for each in COMMANDS:
        if context not in each.contexts:
            continue
        for keys in each.keys:
            sequence = normal_sequence(keys)
            for length in range(1, len(sequence)):
                assert DEFAULT.resolve((context,), sequence[:length]).verdict is Verdict.PENDING, (
                    f"{each.id}: {keys} is cut off after {length}"
                )
            assert DEFAULT.resolve((context,), sequence).command is each


def test_the_narrowest_place_that_knows_the_keys_decides() -> None:
    assert id_of(DEFAULT, Context.READING, "s") == "search.library"
    assert id_of(DEFAULT, Context.MARKING, "s") == "selection.sentence"
    assert id_of(DEFAULT, Context.READING, "b") == "move.page-up"
    assert id_of(DEFAULT, Context.MARKING, "b") == "caret.word-back"


# --- counts


@given(st.integers(1, 9999))
def test_digits_before_a_key_are_a_count_while_marking(count: int) -> None:
    digits = list(str(count))

    waiting = DEFAULT.resolve((Context.MARKING,), digits)
    found = DEFAULT.resolve((Context.MARKING,), [*digits, "j"])

    assert (waiting.verdict, waiting.count) == (Verdict.PENDING, count)
    assert found.command is not None
    assert (found.command.id, found.count) == ("caret.down", count)


def test_a_zero_alone_is_a_key_while_marking() -> None:
    assert id_of(DEFAULT, Context.MARKING, "0") == "caret.line-start"
    assert DEFAULT.resolve((Context.MARKING,), ("1", "0", "j")).count == 10


@pytest.mark.parametrize("context", [each for each in Context if each is not Context.MARKING])
def test_elsewhere_digits_choose_the_panes(context: Context) -> None:
    panes = [id_of(DEFAULT, context, digit) for digit in "1234"]

    assert panes == ["pane.countries", "pane.articles", "pane.reading", "pane.highlights"]


@pytest.mark.parametrize("key", ["²", "½", "௰"])
def test_a_character_like_a_digit_is_no_count(key: str) -> None:
    assert DEFAULT.resolve((Context.MARKING,), (key,)).verdict is Verdict.UNKNOWN


# --- the user's own keys


def test_own_keys_take_the_place_of_the_default_ones() -> None:
    keymap = Keymap(COMMANDS, {"quit": ("Q", "Ctrl+q")})

    assert id_of(keymap, Context.ARTICLES, "Q") == "quit"
    assert id_of(keymap, Context.ARTICLES, "ctrl+q") == "quit"
    assert id_of(keymap, Context.ARTICLES, "q") is None
    assert "quit" in {each.id for each in keymap.commands}


def test_a_command_can_be_left_without_a_key() -> None:
    keymap = Keymap(COMMANDS, {"redo": ()})
    redo = next(each for each in COMMANDS if each.id == "redo")

    assert keymap.keys_of(redo) == ()
    assert id_of(keymap, Context.ARTICLES, "Ctrl+r") is None


def test_an_own_key_wins_against_a_default_one_and_the_clash_is_told() -> None:
    keymap = Keymap(COMMANDS, {"quit": ("x",)})

    assert id_of(keymap, Context.ARTICLES, "x") == "quit"
    assert keymap.clashes == [Clash("x", "quit", "filter.clear")]


def test_a_command_that_does_not_exist_is_told() -> None:
    keymap = Keymap(COMMANDS, {"no.such": ("x",), "another": ("y",), "quit": ("Q",)})

    assert keymap.unknown_ids == ("another", "no.such")


@given(own_keys)
def test_every_key_leads_to_a_command_or_is_told_as_a_clash(own: dict[str, list[str]]) -> None:
    keymap = Keymap(COMMANDS, own)
    told = {(clash.keys, clash.lost) for clash in keymap.clashes}

    for each in COMMANDS:
        for keys in own.get(each.id, each.keys):
            sequence = normal_sequence(keys)
            for context in each.contexts:
                # While marking, leading digits are a count: such a key cannot be reached there.
                if context is Context.MARKING and sequence[0] in tuple("123456789"):
                    continue
                if (display(keys), each.id) not in told:
                    assert keymap.resolve((context,), sequence).command is each


def test_a_key_that_begins_a_longer_sequence_is_told_as_a_clash() -> None:
    keymap = Keymap(COMMANDS, {"quit": ["g"]})
    lost = {(clash.keys, clash.kept, clash.lost) for clash in keymap.clashes}
    assert ("g g", "quit", "move.top") in lost
    assert ("g u", "quit", "article.next-unread") in lost


def test_help_shows_no_key_that_a_command_lost() -> None:
    keymap = Keymap(COMMANDS, {"quit": ["+"]})
    wider = next(command for command in COMMANDS if command.id == "view.wider")
    assert keymap.keys_of(wider) == ()


def test_the_default_keys_clash_nowhere() -> None:
    assert Keymap(COMMANDS).clashes == []
