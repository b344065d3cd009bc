"""Processes that read documents: answers in order, and no document that harms the others."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from careader.importing import crew
from careader.importing.convert import Converted
from careader.importing.crew import Answer, Job
from careader.worker_process import CannotStart, WorkerProcess

HERE = Path(__file__).parent
WORKER = """
import sys
from importing_converter import FakeConverter
from careader.importing import worker
worker.Converter = FakeConverter
worker.main()
"""


@pytest.fixture(autouse=True)
def _fake_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the processes read the documents of these tests."""
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    monkeypatch.setattr(crew, "_PROGRAM", WORKER)


def jobs(*texts: str) -> Iterator[Job]:
    return (Job(text, "x", text.encode()) for text in texts)


def outcome(answer: Answer) -> str:
    found = [each.article.title for each in answer.converted.candidates]
    return answer.converted.error or ", ".join(found)


def test_answers_come_in_the_order_of_the_questions() -> None:
    texts = [f"article {n}" for n in range(40)]
    answers = list(crew.run(jobs(*texts), 2, {}))
    assert [each.job.source for each in answers] == texts
    assert [outcome(each).rpartition(" ")[2] for each in answers] == [str(n) for n in range(40)]


def test_what_is_known_already_is_not_asked() -> None:
    known = Job("known", "x", b"crash", Converted(error="known"))
    answers = list(crew.run(iter([known, *jobs("article 1")]), 1, {}))
    assert [outcome(each) for each in answers] == ["known", "Water of the pass 1"]


def test_a_document_that_ends_its_process_has_failed_and_no_other() -> None:
    texts = ["article 1", "crash", "garbage", "crash", "article 2", "fault"]
    assert [outcome(each) for each in crew.run(jobs(*texts), 2, {})] == [
        "Water of the pass 1",
        "reading it ended the process that read it",
        "a picture: there is no text in it",
        "reading it ended the process that read it",
        "Water of the canal 2",
        "reading it failed: ZeroDivisionError: an error in two lines",
    ]


def test_a_document_that_takes_too_long_is_given_up() -> None:
    texts = ["hang", "article 1"]
    answers = list(crew.run(jobs(*texts), 1, {}, seconds=1.0))
    assert [outcome(each) for each in answers] == [
        "given up after 1 seconds",
        "Water of the pass 1",
    ]


def test_leaving_early_ends_the_processes() -> None:
    # Readers of other tests' files may be waiting for more still.
    before = processes()
    answers = crew.run(jobs("article 1", "hang", "hang"), 2, {})
    next(answers)
    children = processes() - before
    assert len(children) == 2
    answers.close()  # type: ignore[attr-defined]
    assert processes() & children == set()


def test_cancelling_does_not_wait_for_what_is_being_read() -> None:
    asked = iter([False, True, True, True])
    answers = crew.run(jobs("hang"), 1, {}, cancelled=lambda: next(asked, True))
    assert list(answers) == []


def test_what_finding_the_documents_raises_is_raised_to_who_waits() -> None:
    def broken() -> Iterator[Job]:
        yield from jobs("article 1")
        raise OSError("gone")

    answers = crew.run(broken(), 2, {})
    assert outcome(next(answers)) == "Water of the pass 1"
    with pytest.raises(OSError, match="gone"):
        next(answers)


def test_where_no_process_can_be_started_nothing_was_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refused)
    waiting = jobs("article 1")
    with pytest.raises(CannotStart):
        next(crew.run(waiting, 2, {}))
    assert next(waiting).source == "article 1"


def test_a_worker_ends_when_its_import_is_gone() -> None:
    process = WorkerProcess(WORKER)
    process.send({})
    assert process.finish(20) == 0
    process.close()


def processes() -> set[int]:
    """Return the child processes of this one that are not dead."""
    found = set()
    for thread in Path("/proc/self/task").iterdir():
        for child in (thread / "children").read_text().split():
            status = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]
            found |= {int(child)} if status != "Z" else set()
    return found
