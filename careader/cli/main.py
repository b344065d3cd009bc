"""The console entry; imports only `sys`, so that `careader --version` is as fast as Python."""

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run careader with the words of its call, by default the process's; return the exit status.

    0 done, 1 something failed, 2 wrong usage, 130 interrupted, 141 nobody reads the output.
    """
    words = sys.argv[1:] if arguments is None else arguments
    if words == ["--version"] and _print_version():
        return 0
    from careader.cli.run import run

    return run(words)


def _print_version() -> bool:
    """Print the version; say whether that worked."""
    from careader import __version__

    try:
        print(f"careader {__version__}", flush=True)
    except OSError:
        return False
    return True
