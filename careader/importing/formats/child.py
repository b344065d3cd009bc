"""The child process that reads files which may be hostile: limited first, then one file a time."""

from __future__ import annotations

import contextlib
import os
import resource
import select
import signal
import sys
from collections.abc import Callable
from importlib import import_module

from careader.importing.formats import wire
from careader.importing.formats.failure import ImportFailure
from careader.importing.formats.limits import MB, Limits
from careader.importing.model import Extract

IDLE = 60.0
"""Seconds without a file after which the child ends by itself."""
WORN = 300 * MB
"""Bytes of resident memory after which a fresh child takes the next file."""
_RECURSION = 10_000
"""Python frames; nesting is bounded by libxml2 at 256 levels, some of ours take five frames."""

READERS = {
    "html": "careader.importing.formats.html",
    "mhtml": "careader.importing.formats.mhtml",
    "feed": "careader.importing.formats.feed",
    "epub": "careader.importing.formats.epub",
    "docx": "careader.importing.formats.docx",
    "pdf": "careader.importing.formats.pdf",
}
"""Kind of file → the module whose `read(name, data, limits)` gives its extracts."""

_FORBIDDEN = frozenset(
    (
        "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto",
        "subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn",
        "os.spawn", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink",
        "os.chmod", "os.truncate",
    )
)  # fmt: skip


def main() -> None:
    """Serve standard input until it ends, answer on standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
    source, sink = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for each in (0, 1, 2):  # nothing a library prints may get between the answers
        os.dup2(null, each)
    sys.setrecursionlimit(_RECURSION)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_audit)
    while _serve(source, sink):
        pass


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse what no reader of a document has to do: the network, programs, writing."""
    if event in _FORBIDDEN:
        raise PermissionError(f"{event} is not for readers of files")
    if event == "open" and isinstance(mode := arguments[1], str) and set(mode) & set("wax+"):
        raise PermissionError("readers of files do not write")


def _serve(source: int, sink: int) -> bool:
    """Answer for one file; False when there is nothing more to do."""
    if not select.select([source], [], [], IDLE)[0]:
        return False
    question = _frame(source)
    if question is None:
        return False
    kind, name, limits = wire.asked(question)
    _limit(limits)
    data = _frame(source)
    if data is None:
        return False
    _send(sink, wire.frame(_reply(kind, name, data, limits)))
    return True


def _limit(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, resource.RLIM_INFINITY))
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + limits.cpu + 1
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def _reply(kind: str, name: str, data: bytes, limits: Limits) -> bytes:
    try:
        extracts = list(_reader(kind)(name, data, limits))
        if sum(len(each.body) + len(each.page) for each in extracts) > 2 * limits.characters:
            return wire.refusal(f"more than {limits.characters:,} characters of text")
        return wire.answer(extracts, restart=_worn())
    except ImportFailure as failure:
        return wire.refusal(str(failure), restart=_worn())
    except MemoryError:
        return wire.refusal(
            f"needs more than {limits.memory // MB} MB of memory to read", restart=True
        )
    except RecursionError:
        return wire.refusal("damaged: nested too deep", restart=True)
    except Exception as error:  # whatever a damaged file does to a library is one line
        return wire.refusal(f"damaged: {type(error).__name__}: {error}", restart=True)


def _reader(kind: str) -> Callable[[str, bytes, Limits], list[Extract]]:
    reader: Callable[[str, bytes, Limits], list[Extract]] = import_module(READERS[kind]).read
    return reader


def _worn() -> bool:
    """Whether it holds so much memory that a fresh child is better.

    Not `ru_maxrss`: that begins with what the parent held when it started this process.
    """
    try:
        with open("/proc/self/statm", "rb") as status:
            return int(status.read().split()[1]) * resource.getpagesize() > WORN
    except (OSError, IndexError, ValueError):  # no such file on other systems than Linux
        return False


def _frame(source: int) -> bytes | None:
    header = _exactly(source, wire.HEADER.size)
    return None if header is None else _exactly(source, wire.HEADER.unpack(header)[0])


def _exactly(source: int, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = os.read(source, min(size - len(parts), MB))
        if not part:
            return None
        parts += part
    return bytes(parts)


def _send(sink: int, payload: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), memoryview(payload) as rest:
        sent = 0
        while sent < len(payload):
            sent += os.write(sink, rest[sent : sent + MB])
