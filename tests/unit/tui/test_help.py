"""The help and the hints: everything there is, first what can be done here, only keys that work."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from careader.tui.commands import COMMANDS
from careader.tui.commands.base import PANES, Command, Context
from careader.tui.help import commands_in, help_lines, hint_line
from careader.tui.keymap import Keymap, Verdict, normal_sequence
from careader.tui.screens.sheet import SheetLine

KEYMAP = Keymap(COMMANDS)
PLACES = [*PANES, Context.MARKING]
EVERYTHING = [each.title() for each in COMMANDS]


def texts(lines: Iterable[SheetLine]) -> list[str]:
    return ["".join(text for text, _ in line) for line in lines]


def rows(lines: Iterable[SheetLine]) -> list[tuple[str, str]]:
    """Return keys and descriptions of the lines that stand for a command."""
    return [
        (line[1][0].strip(), line[2][0])
        for line in lines
        if [role for _, role in line][1:2] == ["key"]
    ]


@pytest.mark.parametrize("place", PLACES)
def test_the_help_names_every_command_once(place: Context) -> None:
    titles = [title for _, title in rows(help_lines(KEYMAP, (place,)))]

    assert sorted(titles) == sorted(EVERYTHING)


@pytest.mark.parametrize("place", PLACES)
def test_what_applies_here_comes_first_under_its_own_heading(place: Context) -> None:
    lines = help_lines(KEYMAP, (place,))
    here = [each.title() for each in COMMANDS if place in each.contexts]

    assert texts(lines)[0] == f"Here: {place}"
    assert [title for _, title in rows(lines)][: len(here)] == here


def test_the_rest_stands_under_its_groups() -> None:
    lines = texts(help_lines(KEYMAP, (Context.COUNTRIES,)))

    for command in COMMANDS:
        if Context.COUNTRIES not in command.contexts:
            assert command.group in lines
            title = next(n for n, line in enumerate(lines) if line.endswith(command.title()))
            assert title > lines.index(command.group)


def test_what_else_there_is_to_say_comes_before_everything() -> None:
    lines = help_lines(KEYMAP, (Context.READING,), ["x: quit keeps it"])

    assert lines[0] == [("x: quit keeps it", "dim")]


def test_keys_stand_in_a_column_of_their_own() -> None:
    lines = [line for line in help_lines(KEYMAP, (Context.READING,)) if len(line) == 3]

    assert len({len(line[0][0] + line[1][0]) for line in lines}) == 1
    assert all(line[1][0].endswith(" ") for line in lines)


def test_the_help_shows_the_users_own_keys() -> None:
    keymap = Keymap(COMMANDS, {"quit": ("Ctrl+q", "Q"), "redo": ()})
    shown = {title: keys for keys, title in rows(help_lines(keymap, (Context.READING,)))}

    assert shown["Quit; everything is saved already"] == "Ctrl+q, Q"
    assert shown["Redo what was undone"] == ""


@pytest.mark.parametrize("place", PLACES)
def test_a_hint_is_a_key_that_does_what_it_says_here(place: Context) -> None:
    for command in commands_in(KEYMAP, (place,)):
        first = command.keys[0]

        assert KEYMAP.resolve((place,), normal_sequence(first)).command is command
        assert command.label


@pytest.mark.parametrize("place", PLACES)
def test_hints_of_here_come_before_those_of_anywhere(place: Context) -> None:
    hinted = commands_in(KEYMAP, (place,))
    narrow = [place in each.contexts for each in hinted]

    assert narrow == sorted(narrow, reverse=True)
    assert len(set(hinted)) == len(hinted)
    assert any(narrow)


@pytest.mark.parametrize("place", PLACES)
def test_every_place_hints_at_help(place: Context) -> None:
    assert "? help" in hint_line(KEYMAP, commands_in(KEYMAP, (place,))).split("  ")


def test_a_command_without_a_key_is_not_hinted_at() -> None:
    keymap = Keymap(COMMANDS, {"help": ()})

    assert "help" not in hint_line(keymap, commands_in(keymap, (Context.ARTICLES,)))


def test_hints_are_keys_and_labels() -> None:
    def command(id: str, key: str, label: str) -> type[Command]:
        return type(id, (Command,), {"id": id, "keys": (key, "F2"), "label": label})

    commands = (command("a", "]", "next"), command("b", "ctrl+d", "down"))

    assert hint_line(Keymap(commands), commands) == "] next  Ctrl+d down"


@pytest.mark.parametrize("place", PLACES)
def test_the_keys_under_here_work_here(place: Context) -> None:
    for command in COMMANDS:
        if place in command.contexts:
            for keys in KEYMAP.keys_of(command):
                found = KEYMAP.resolve((place,), normal_sequence(keys))

                assert (found.verdict, found.command) == (Verdict.RUN, command), keys
