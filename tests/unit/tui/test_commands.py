"""The table of commands: named, described, grouped, and on the keys the design promises."""

from __future__ import annotations

import re

import pytest

from careader.tui.commands import COMMANDS
from careader.tui.commands.base import PANES, Command, Context
from careader.tui.keymap import Keymap, normal_sequence

KEYMAP = Keymap(COMMANDS)
READING, ARTICLES, COUNTRIES, HIGHLIGHTS, MARKING = (
    Context.READING,
    Context.ARTICLES,
    Context.COUNTRIES,
    Context.HIGHLIGHTS,
    Context.MARKING,
)

# DESIGN, "Default keys": where, which keys, what they do.
DEFAULT_KEYS: tuple[tuple[tuple[Context, ...], str, str], ...] = (
    ((*PANES, MARKING), "/", "search.here"),
    (PANES, "s", "search.library"),
    ((*PANES, MARKING), "Tab", "pane.next"),
    ((*PANES, MARKING), "Shift+Tab", "pane.previous"),
    (PANES, "1", "pane.countries"),
    (PANES, "2", "pane.articles"),
    (PANES, "3", "pane.reading"),
    (PANES, "4", "pane.highlights"),
    (PANES, "j", "move.down"),
    (PANES, "k", "move.up"),
    (PANES, "g g", "move.top"),
    (PANES, "G", "move.bottom"),
    (PANES, "Ctrl+d", "move.half-page-down"),
    (PANES, "Ctrl+u", "move.half-page-up"),
    (PANES, "Space", "move.page-down"),
    (PANES, "b", "move.page-up"),
    ((ARTICLES,), "Enter", "article.open"),
    ((COUNTRIES,), "Enter", "country.cycle"),
    ((HIGHLIGHTS,), "Enter", "highlight.jump"),
    (PANES, "n", "hit.next"),
    (PANES, "N", "hit.previous"),
    ((*PANES, MARKING), "]", "article.next"),
    ((*PANES, MARKING), "[", "article.previous"),
    ((*PANES, MARKING), "g u", "article.next-unread"),
    ((*PANES, MARKING), "Backspace", "article.back"),
    ((READING,), "v", "mark.start"),
    ((MARKING,), "h", "caret.left"),
    ((MARKING,), "j", "caret.down"),
    ((MARKING,), "k", "caret.up"),
    ((MARKING,), "l", "caret.right"),
    ((MARKING,), "w", "caret.word"),
    ((MARKING,), "b", "caret.word-back"),
    ((MARKING,), "e", "caret.word-end"),
    ((MARKING,), "(", "caret.sentence-back"),
    ((MARKING,), ")", "caret.sentence"),
    ((MARKING,), "{", "caret.paragraph-back"),
    ((MARKING,), "}", "caret.paragraph"),
    ((MARKING,), "0", "caret.line-start"),
    ((MARKING,), "$", "caret.line-end"),
    ((MARKING,), "g g", "caret.text-start"),
    ((MARKING,), "G", "caret.text-end"),
    ((MARKING,), "n", "caret.hit"),
    ((MARKING,), "N", "caret.hit-back"),
    ((MARKING,), "v", "selection.toggle"),
    ((MARKING,), "s", "selection.sentence"),
    ((MARKING,), "p", "selection.paragraph"),
    ((MARKING,), "o", "selection.other-end"),
    ((READING, MARKING), "f", "mark.labels"),
    ((MARKING,), "Enter", "selection.highlight"),
    ((MARKING,), "a", "selection.note"),
    ((READING, HIGHLIGHTS, MARKING), "c", "highlight.color"),
    ((READING, HIGHLIGHTS, MARKING), "y", "highlight.copy"),
    ((READING, HIGHLIGHTS), "e", "highlight.note"),
    ((READING, HIGHLIGHTS), "t", "highlight.tags"),
    ((READING, HIGHLIGHTS), "d", "highlight.delete"),
    ((*PANES, MARKING), "u", "undo"),
    ((*PANES, MARKING), "Ctrl+r", "redo"),
    (PANES, "x", "filter.clear"),
    (PANES, "S", "search.saved"),
    ((READING, ARTICLES, HIGHLIGHTS), "o", "article.contents"),
    (PANES, "i", "article.about"),
    ((COUNTRIES, ARTICLES, READING), "E", "article.edit"),
    ((HIGHLIGHTS,), "E", "highlight.editor"),
    (PANES, "D", "article.doubts"),
    ((*PANES, MARKING), "z", "view.zoom"),
    ((*PANES, MARKING), "?", "help"),
    ((*PANES, MARKING), ":", "palette"),
    ((*PANES, MARKING), "q", "quit"),
    ((*PANES, MARKING), "Escape", "escape"),
)


@pytest.mark.parametrize(("contexts", "keys", "command_id"), DEFAULT_KEYS)
def test_a_key_of_the_design_does_what_it_says_there(
    contexts: tuple[Context, ...], keys: str, command_id: str
) -> None:
    for context in contexts:
        command = KEYMAP.resolve((context,), normal_sequence(keys)).command

        assert command is not None, f"{keys} does nothing in {context}"
        assert command.id == command_id, f"{keys} in {context}"


def test_no_two_commands_want_the_same_key_in_the_same_place() -> None:
    assert KEYMAP.clashes == []


def test_ids_are_unique_and_read_as_subject_and_verb() -> None:
    ids = [each.id for each in COMMANDS]

    assert len(set(ids)) == len(ids)
    assert [each for each in ids if not re.fullmatch(r"[a-z]+(\.[a-z]+(-[a-z]+)*)?", each)] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.id)
def test_a_command_says_in_a_sentence_what_it_does(command: type[Command]) -> None:
    # Its own docstring: one inherited from the base would describe something else.
    first = (command.__dict__.get("__doc__") or "").split("\n")[0]

    assert re.fullmatch(r"[A-Z].{4,78}\.", first)
    assert command.title() == first.removesuffix(".")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda each: each.id)
def test_a_command_stands_under_a_heading_applies_somewhere_and_does_something(
    command: type[Command],
) -> None:
    assert command.group
    assert command.contexts
    assert len(set(command.contexts)) == len(command.contexts)
    assert command.run.__func__ is not Command.run.__func__  # type: ignore[attr-defined]


def test_no_two_commands_have_the_same_description() -> None:
    titles = [each.title() for each in COMMANDS]

    assert len(set(titles)) == len(titles)


def test_every_command_that_is_written_is_in_the_table() -> None:
    def below(command: type[Command]) -> list[type[Command]]:
        return [each for sub in command.__subclasses__() for each in (sub, *below(sub))]

    written = {
        each
        for each in below(Command)
        if each.__module__.startswith("careader.") and not each.__name__.startswith("_")
    }

    assert written == set(COMMANDS)


def test_the_default_keys_pass_through_every_terminal() -> None:
    def plain(key: str) -> bool:
        # Alt, Super and Ctrl with anything but a letter are eaten or changed on the way.
        return not re.search(r"\b(alt|super|meta|hyper)\+", key) and not re.search(
            r"ctrl\+(?![a-z]$)", key
        )

    keys = [key for each in COMMANDS for keys in each.keys for key in normal_sequence(keys)]

    assert [key for key in keys if not plain(key)] == []
