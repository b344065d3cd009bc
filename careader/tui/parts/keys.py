"""From a key to its command: where the reader is, keys that wait for more, hints, help, palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.tui import help as help_text
from careader.tui.commands import COMMANDS
from careader.tui.commands.base import Command, Context
from careader.tui.keymap import Keymap, Resolution, Verdict, display, normal_key
from careader.tui.layouts import latin_twins

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class Keys:
    """What the keyboard does in the main screen, while nothing is being typed."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.keymap = Keymap(COMMANDS, screen.workspace.config.keys)
        self._pending: tuple[str, ...] = ()

    @property
    def contexts(self) -> tuple[Context, ...]:
        """Where the reader is, the narrowest first."""
        if self._screen.pane == "reading" and self._screen.reader.caret is not None:
            walk = (Context.HITS,) if self._screen.walks_hits else ()
            return (*walk, Context.MARKING)
        return (Context(self._screen.pane),)

    def press(self, key: str) -> bool:
        """Run a key's command or wait for the rest of a sequence; False when it means nothing."""
        screen = self._screen
        if screen.marking.labels.active:
            screen.marking.labels.key(key)
            return True
        self._pending = (*self._pending, key)
        found = self._resolve()
        if found.verdict is Verdict.PENDING:
            screen.say(" ".join(map(display, self._pending)))
            return True
        self._pending = ()
        self._run_found(found)
        return found.verdict is Verdict.RUN

    def _resolve(self) -> Resolution:
        found = self.keymap.resolve(self.contexts, self._pending)
        if found.verdict is not Verdict.UNKNOWN:
            return found
        twins = tuple(map(normal_key, latin_twins(self._pending)))
        return self.keymap.resolve(self.contexts, twins)

    def _run_found(self, found: Resolution) -> None:
        if found.command is not None:
            self.run(found.command, found.count)

    def choose(self) -> None:
        """Do what Enter does where the reader is."""
        self._run_found(self.keymap.resolve(self.contexts, ("enter",)))

    def run(self, command: type[Command], count: int | None = None) -> None:
        """Run a command if it makes sense now."""
        if command.available(self._screen):
            command.run(self._screen, count)
        else:
            self._screen.say(f"Nothing here for that: {command.title()}")

    def key_of(self, command: str) -> str:
        """Return the first key of a command, by its id; empty when it has none."""
        found = (each for each in self.keymap.commands if each.id == command)
        return next((keys[0] for each in found if (keys := self.keymap.keys_of(each))), "")

    def hints(self) -> str:
        """Return the keys that matter most here, for the status line."""
        commands = help_text.commands_in(self.keymap, self.contexts)
        apt = [command for command in commands if command.available(self._screen)]
        return help_text.hint_line(self.keymap, apt)

    def show_help(self) -> None:
        """Show every key."""
        from careader.tui.screens.sheet import SheetScreen, text_width

        width = text_width(self._screen.size.width)
        lines = help_text.help_lines(self.keymap, self.contexts, self.problems(), width=width)
        self._screen.app.push_screen(SheetScreen("Keys", lines))

    def problems(self) -> list[str]:
        """Return what is wrong with the user's own keys, a line each."""
        clashes = self.keymap.clashes
        unknown = self.keymap.unknown_ids
        return [
            *(f"{each.keys}: {each.kept} has it, {each.lost} does not get it" for each in clashes),
            *(f"there is no command {name}; careader keys lists them" for name in unknown),
        ]

    def show_palette(self) -> None:
        """Offer every command by name."""
        from careader.tui.screens.chooser import Choice, ChooserScreen

        choices = [
            Choice(each.title(), each, ", ".join(self.keymap.keys_of(each)))
            for each in self.keymap.commands
        ]
        self._screen.app.push_screen(ChooserScreen("Commands", choices), self._chosen)

    def _chosen(self, command: type[Command] | None) -> None:
        if command is not None:
            self.run(command)
