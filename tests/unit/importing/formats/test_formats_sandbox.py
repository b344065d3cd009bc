"""The child that reads files: limited, kept while it is well, replaced when it is not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from formats_made import NAMES, article, web_page

from careader.importing.formats import ImportFailure, Limits, child, close, read, sandbox, wire
from careader.importing.formats.limits import DEFAULT, MB
from careader.importing.model import Extract, Hints

PAGE = web_page(article(NAMES[0])).encode()


@pytest.fixture(autouse=True)
def _no_child_left() -> Iterator[None]:
    close()
    yield
    close()


def the_child() -> sandbox.Child:
    """Return the one child that waits for a file."""
    assert len(sandbox._idle) == 1
    return sandbox._idle[0]


def test_one_child_serves_many_files() -> None:
    list(read("a.html", PAGE))
    first = the_child()
    list(read("b.html", PAGE))

    assert the_child() is first


def test_a_failure_of_one_file_leaves_the_child_for_the_next() -> None:
    list(read("a.html", PAGE))
    first = the_child()
    with pytest.raises(ImportFailure):
        read("b.pdf", b"%PDF-1.4 nothing")
    list(read("c.html", PAGE))

    assert the_child() is first


def test_a_killed_child_fails_only_the_file_it_reads() -> None:
    list(read("a.html", PAGE))
    process = the_child()._process
    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    assert list(read("b.html", PAGE))


def test_a_child_killed_at_work_is_one_line() -> None:
    def kill() -> None:
        while not started:
            time.sleep(0.001)
        os.kill(started[0], signal.SIGKILL)

    started: list[int] = []
    thread = threading.Thread(target=kill)
    thread.start()
    worker = sandbox.Child()
    started.append(worker._process.pid)
    thread.join()
    worker._process.wait()

    assert worker._process.returncode == -signal.SIGKILL
    assert list(read("b.html", PAGE))


def test_a_file_that_takes_too_long_is_given_up() -> None:
    slow = "<html><body><p>" + "word " * 2_000_000
    began = time.monotonic()
    with pytest.raises(ImportFailure, match=r"took longer than 0\.05 s"):
        read("slow.html", slow.encode(), limits=Limits(wall=0.05))

    assert time.monotonic() - began < 5
    assert sandbox._idle == []
    assert list(read("next.html", PAGE))


def test_a_file_that_needs_too_much_memory_is_given_up() -> None:
    large = "<html><body>" + "<p>a</p>" * 400_000
    with pytest.raises(ImportFailure, match=r"memory|crashed"):
        read("large.html", large.encode(), limits=Limits(memory=160 * MB))

    assert list(read("next.html", PAGE))


def test_several_threads_have_a_child_each() -> None:
    results: list[list[Extract]] = []
    threads = [
        threading.Thread(target=lambda: results.append(list(read("a.html", PAGE))))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(results) == 3
    assert len({each[0].body for each in results}) == 1


def test_the_child_ends_when_its_parent_does() -> None:
    code = (
        "import sys; from careader.importing.formats import read, sandbox;"
        "list(read('a.html', sys.stdin.buffer.read()));"
        "print(sandbox._idle[0]._process.pid, flush=True); import os; os._exit(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}; {code}"],
        input=PAGE,
        capture_output=True,
        check=True,
        timeout=60,
    )
    pid = int(done.stdout)

    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _runs(pid):
        time.sleep(0.01)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as status:
            return status.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('made-by-the-child', 'w')",
        "import os; os.fork()",
    ],
)
def test_the_child_may_not_reach_out(code: str, tmp_path: object) -> None:
    guarded = (
        "import sys; from careader.importing.formats.child import _audit\n"
        f"sys.addaudithook(_audit)\ntry:\n    {code}\nexcept PermissionError as no: print(no)"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", f"import sys; sys.path[:] = {sys.path!r}\n{guarded}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=str(tmp_path),
    )

    assert "readers of files" in done.stdout


def test_extracts_survive_the_pipe() -> None:
    hints = Hints(title="T", authors=("A", "B"), tags=("x",))
    extract = Extract(
        name="n", format="html", body="b\n", page="p", hints=hints, doubts={"body": "d"}
    )

    import json

    assert wire.extracts_of(json.loads(wire.answer([extract]))) == [extract]
    question = wire.ask("html", "n", DEFAULT)[wire.HEADER.size :]
    assert wire.asked(question) == ("html", "n", DEFAULT)


def test_every_kind_that_needs_a_child_has_a_reader() -> None:
    from careader.importing.formats.sniff import Kind

    assert set(child.READERS) == set(Kind) - {Kind.TEXT, Kind.MARKDOWN}


def test_naming_the_package_costs_nothing() -> None:
    code = (
        "import sys, time; t = time.perf_counter(); import careader.importing.formats;"
        "print(time.perf_counter() - t, *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}; {code}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    _, *modules = done.stdout.split()

    heavy = {
        "lxml",
        "trafilatura",
        "pdfminer",
        "feedparser",
        "mammoth",
        "ftfy",
        "subprocess",
        "zipfile",
    }
    assert heavy & set(modules) == set()
    assert heavy & {module.split(".")[0] for module in modules} == set()
