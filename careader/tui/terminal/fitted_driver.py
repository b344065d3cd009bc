"""Textual's driver on terminals that do not speak UTF-8, or send what nobody understands.

Textual reads strict UTF-8: one letter of another encoding ends its thread for the keyboard, and
with it the program. It writes through Python's stream, which puts `?` for a character that takes
two cells.
"""

from __future__ import annotations

import codecs
import os
import selectors
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from careader.tui.terminal.charset import Charset, of_terminal, takes_everything

if TYPE_CHECKING:
    from textual.driver import Driver

_READ = 4096
_TICK = 0.1
"""Seconds after which a lone ESC is a key (Textual's own)."""


class FittedDriver(LinuxDriver):
    """Reads the terminal's own encoding; what does not belong to it is one odd character."""

    def run_input_thread(self) -> None:
        """Read keys until the driver or the terminal ends."""
        decode = codecs.getincrementaldecoder(of_terminal())("replace").decode
        parser = XTermParser(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_TICK):
                    data = self._read()
                    if data is None:
                        return
                    # Half a character is no text yet, and the parser takes none for the end.
                    text = decode(data)
                    for message in parser.feed(text) if text else ():
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def _read(self) -> bytes | None:
        """Return what was typed; None when nothing can come any more."""
        try:
            return os.read(self.fileno, _READ) or None
        except OSError:
            return None


class StandInDriver(FittedDriver):
    """Writes only what the terminal's encoding has."""

    _charset = Charset("ascii")

    def write(self, data: str) -> None:
        """Write a text with stand-ins, each as wide as what it stands for."""
        super().write(self._charset.fitted(data))


def fitted(base: type[Driver]) -> type[Driver]:
    """Return a driver made to fit the terminal; one that has no terminal is let be."""
    if not issubclass(base, LinuxDriver):
        return base
    encoding = of_terminal()
    if takes_everything(encoding):
        return type("Fitted", (FittedDriver, base), {})
    return type("StandIn", (StandInDriver, base), {"_charset": Charset(encoding)})
