"""Opening the reader: what must be there for it, and what is said when it is not."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace

from careader.cli import output
from careader.cli.call import ReaderCall
from careader.errors import UsageError

_WITHOUT = "careader search, list and show work without one"


def open_reader(call: ReaderCall) -> int:
    """Run the reader until the user quits; return its exit status.

    Raises:
        UsageError: There is no terminal that could show it.
        CareaderError: The settings or the library cannot be read.
    """
    check_terminal()
    # Nothing is garbage while the modules load: looking for it costs 20 ms of the start. The reader
    # turns the collector on again after its first frame.
    gc.disable()
    # Everything below costs 60 ms and more, Textual most of it.
    from careader.cli.session import open_unscanned
    from careader.tui.app import run

    workspace = open_unscanned(call.library)
    if not call.mouse:
        workspace.config = replace(workspace.config, mouse=False)
    return run(workspace, call.query)


def check_terminal() -> None:
    """Raise UsageError unless keys can be read and the screen be written to.

    Textual reads keys from standard input and writes to standard error: standard output may go
    elsewhere.
    """
    for stream, name in ((sys.stdin, "input"), (sys.stderr, "error")):
        if not output.is_terminal(stream):
            raise UsageError(f"the reader needs a terminal on standard {name}; {_WITHOUT}")
    if os.environ.get("TERM", "") == "dumb":
        raise UsageError(
            f"the reader needs a terminal that can move its cursor, not TERM=dumb; {_WITHOUT}"
        )
