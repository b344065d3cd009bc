"""A shell's part in Ctrl+z, and nothing else of a shell: it says `fg` as soon as a job stops.

Run as a program: `python terminal_foreground.py COMMAND…` at the head of a terminal's session.
"""

from __future__ import annotations

import os
import signal
import sys


def main(command: list[str]) -> int:
    """Run a command in the foreground; return its status, as shells do 128 more for a signal."""
    for number in (signal.SIGTTOU, signal.SIGTSTP, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        for number in (signal.SIGTTOU, signal.SIGTSTP, signal.SIGINT, signal.SIGQUIT):
            signal.signal(number, signal.SIG_DFL)
        os.execv(command[0], command)
    return _wait(pid)


def _wait(pid: int) -> int:
    while True:
        _, status = os.waitpid(pid, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            ended = os.waitstatus_to_exitcode(status)
            return ended if ended >= 0 else 128 - ended
        os.tcsetpgrp(0, os.getpgrp())
        os.tcsetpgrp(0, pid)
        os.killpg(pid, signal.SIGCONT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
