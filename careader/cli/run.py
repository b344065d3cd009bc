"""One call from its words to its exit status: every error becomes one line, none a traceback."""

from __future__ import annotations

import os
from collections.abc import Sequence

from careader.cli import output
from careader.cli.call import reader_call
from careader.cli.status import ExitStatus
from careader.errors import CareaderError, UsageError

DEBUG_VARIABLE = "CAREADER_DEBUG"
"""When it is set, an error of the program's own is printed with its traceback."""

COMPLETION_VARIABLE = "_CAREADER_COMPLETE"
"""How a shell asks for completions; click's convention."""


def run(words: Sequence[str]) -> int:
    """Do what the words ask for; return the exit status. Raises nothing."""
    try:
        output.prepare()
        status = _dispatch(words)
        output.flush()
    except BaseException as error:
        status = _failed(error)
    # The reader's terminal may be gone by now.
    output.settle()
    return status


def _dispatch(words: Sequence[str]) -> int:
    call = None if os.environ.get(COMPLETION_VARIABLE) else reader_call(words)
    if call is not None:
        from careader.cli.reader import open_reader

        return open_reader(call)
    # click costs 25 ms, which the reader does not need.
    from careader.cli.group import complete, invoke

    return complete(COMPLETION_VARIABLE) if COMPLETION_VARIABLE in os.environ else invoke(words)


def _failed(error: BaseException) -> int:
    """Say what went wrong; return the exit status for it."""
    match error:
        case SystemExit():
            return error.code if isinstance(error.code, int) else ExitStatus.FAILED
        case KeyboardInterrupt():
            return ExitStatus.INTERRUPTED
        case output.OutputClosed() | BrokenPipeError():
            return ExitStatus.OUTPUT_CLOSED
        case CareaderError():
            output.complain(str(error))
            return ExitStatus.USAGE if isinstance(error, UsageError) else ExitStatus.FAILED
    _say_unexpected(error)
    return ExitStatus.FAILED


def _say_unexpected(error: BaseException) -> None:
    if os.environ.get(DEBUG_VARIABLE):
        import traceback

        output.say("".join(traceback.format_exception(error)).rstrip())
    kind = type(error).__name__
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        output.complain(f"the system refused: {error.strerror or error}{where} [{kind}]")
    else:
        output.complain(
            f"stopped by a fault of its own, {kind}: {error}. Your highlights are safe; "
            f"please report it, with what {DEBUG_VARIABLE}=1 prints"
        )
