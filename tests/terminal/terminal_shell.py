"""A shell with job control in a pty, as a login gives it, and careader started from it."""

from __future__ import annotations

import termios

from terminal_home import PROGRAM, Home
from terminal_pty import PtyReader, Terminals

PROMPT = "shell>"


def start_shell(home: Home, terminals: Terminals, *, columns: int = 120, rows: int = 36) -> Shell:
    """Start a shell at its first prompt."""
    reader = terminals.run(["/bin/sh", "-i"], home, columns=columns, rows=rows, PS1=PROMPT)
    reader.wait_for(PROMPT)
    return Shell(reader)


class Shell:
    """What is done at a shell's prompt, and how its terminal is set there."""

    def __init__(self, reader: PtyReader) -> None:
        self.reader = reader
        self.modes = modes(reader)
        """How the terminal was at the first prompt."""

    def careader(self, *words: str) -> PtyReader:
        """Start careader from the prompt, as a job of its own."""
        self.reader.type(" ".join([str(PROGRAM), *words]) + "\r")
        self.reader.ready()
        return self.reader

    def wait_prompt(self, text: str = "") -> None:
        """Wait until the shell asks for the next command, a text on its screen above."""
        self.reader.wait(lambda screen: PROMPT in _last_line(screen.lines) and screen.shows(text))

    def say(self, command: str, answer: str) -> None:
        """Type a command and wait for what it prints."""
        self.reader.type(command + "\r")
        self.wait_prompt(answer)

    def ask_until(self, command: str, answer: str) -> None:
        """Type a command again and again until it prints that."""
        for number in range(500, 600):
            self.say(f"{command}; echo $(({number} * 2))", f"{number * 2}")
            if self.reader.screen.shows(answer):
                return
        raise AssertionError(self.reader.screen.text)


def modes(reader: PtyReader) -> list[object]:
    """Return how the terminal line is set: tcgetattr(3)."""
    return termios.tcgetattr(reader.descriptor)


def _last_line(lines: list[str]) -> str:
    return next((line for line in reversed(lines) if line), "")
