from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careader.annotations import header
from careader.state import Draft, Drafts, session
from careader.state.session import Session, this_session

ROOT = Path(__file__).parents[3]

SESSION = """
import sys, time
from pathlib import Path
from careader.state import Draft, Drafts

drafts = Drafts(Path(sys.argv[1]))
draft = Draft(article="a", quote="the Customs Union", start=3, end=20, text="half a though")
assert drafts.save(draft)
print("typed", flush=True)
time.sleep(60)
"""


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "state")


def without_time(draft: Draft) -> Draft:
    return replace(draft, updated="")


@pytest.fixture
def other_session(drafts: Drafts) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-c", SESSION, str(drafts.folder.parent)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"typed\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_draft_holds_what_it_belongs_to_and_what_was_typed(drafts: Drafts) -> None:
    draft = Draft(
        article="a", highlight="01A", start=3, end=9, quote="q\n", text="---\nso far", tags=("x",)
    )
    assert drafts.save(draft)
    [found] = drafts.all()
    assert without_time(found) == draft
    assert found.updated.endswith("Z")


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(), quote=st.text())
def test_whatever_was_typed_comes_back(drafts: Drafts, text: str, quote: str) -> None:
    draft = Draft(article="a", text=text, quote=quote)
    assert drafts.save(draft)
    assert text in [found.text for found in drafts.all() if found.id == draft.id]
    drafts.drop(draft)


def test_the_last_of_many_key_strokes_is_kept_in_one_file(drafts: Drafts) -> None:
    draft = Draft(article="a", text="")
    for length in range(10):
        drafts.save(replace(draft, text="x" * length))
    assert [found.text for found in drafts.all()] == ["x" * 9]
    assert len(list(drafts.folder.iterdir())) == 1


def test_a_dropped_draft_is_gone_and_dropping_it_again_is_nothing(drafts: Drafts) -> None:
    draft = Draft(article="a", text="x")
    drafts.save(draft)
    drafts.drop(draft)
    drafts.drop(draft)
    assert drafts.all() == ()


def test_keeping_waits_for_the_disk_and_saving_does_not(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Draft(article="a", text="x")
    drafts.save(draft)
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    drafts.save(draft)
    assert not synced
    assert drafts.keep(draft)
    assert len(synced) == 2  # the file and its folder


def test_a_draft_of_a_living_session_is_not_offered_to_another(
    drafts: Drafts, other_session: subprocess.Popen[bytes]
) -> None:
    assert drafts.all() == ()


def test_what_a_living_session_is_at_can_be_told(
    drafts: Drafts, other_session: subprocess.Popen[bytes]
) -> None:
    drafts.save(Draft(article="mine", text="x"))
    [(draft, session)] = drafts.elsewhere()
    assert (draft.text, session.pid) == ("half a though", other_session.pid)
    session.hang_up()
    other_session.wait()
    assert drafts.elsewhere() == ()
    assert "half a though" in [each.text for each in drafts.all()]
    session.hang_up()  # whoever has its number now is let be


@pytest.mark.parametrize("reaped", [True, False])
def test_a_draft_of_a_killed_session_is_offered(
    drafts: Drafts, other_session: subprocess.Popen[bytes], reaped: bool
) -> None:
    other_session.send_signal(signal.SIGKILL)
    if reaped:
        other_session.wait()
    else:
        os.waitid(os.P_PID, other_session.pid, os.WEXITED | os.WNOWAIT)
    [found] = drafts.all()
    assert (found.text, found.quote, found.start, found.end) == (
        "half a though", "the Customs Union", 3, 20
    )  # fmt: skip


def test_a_session_that_takes_a_draft_up_keeps_it_from_others(
    drafts: Drafts, other_session: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    other_session.kill()
    other_session.wait()
    [found] = drafts.all()
    drafts.save(replace(found, text="half a thought"))
    assert [each.text for each in drafts.all()] == ["half a thought"]
    assert this_session().is_alive(0)
    somebody_else = replace(this_session(), pid=1)
    monkeypatch.setattr("careader.state.drafts.this_session", lambda: somebody_else)
    assert drafts.all() == ()


def test_a_process_number_used_again_is_another_session() -> None:
    assert not replace(this_session(), started="another boot:1").is_alive(0)


@pytest.mark.parametrize("pid", [0, -1, 2**31 - 1, 2**80])
def test_a_process_that_cannot_be_is_dead(pid: int) -> None:
    assert not replace(this_session(), pid=pid).is_alive(0)


def test_a_session_on_another_machine_counts_as_alive_for_an_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere = Session("elsewhere", 1, "")
    monkeypatch.setattr(session.time, "time", lambda: 10_000.0)
    assert elsewhere.is_alive(10_000 - 3599)
    assert not elsewhere.is_alive(10_000 - 3601)


def test_a_draft_that_cannot_be_written_is_said_and_not_raised(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    drafts = Drafts(tmp_path / "file")
    assert not drafts.save(Draft(article="a", text="x"))
    assert not drafts.keep(Draft(article="a", text="x"))
    assert drafts.problem.startswith("The draft is not kept")
    assert drafts.all() == ()


def test_a_full_disk_leaves_the_draft_as_it_was_last_written(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = Draft(article="a", text="before")
    drafts.save(draft)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", _no_space)
        assert not drafts.save(replace(draft, text="before and after"))
    assert "no space" in drafts.problem
    assert [found.text for found in drafts.all()] == ["before"]
    assert drafts.save(draft)
    assert drafts.problem == ""


def _no_space(*_: object) -> int:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    "data", [b"", b"text", b"---\nhalf", b"\xff" * 30, b"---\nstart: []\n---\n"]
)
def test_a_file_that_is_no_draft_does_no_harm_and_stays(drafts: Drafts, data: bytes) -> None:
    drafts.save(Draft(article="a", text="x"))
    stray = drafts.folder / "stray.md"
    stray.write_bytes(data)
    assert "x" in [draft.text for draft in drafts.all()]
    assert stray.read_bytes() == data


def test_a_draft_is_plain_text_that_can_be_read_without_careader(drafts: Drafts) -> None:
    drafts.save(Draft(article="a", text="typed so far"))
    [path] = drafts.folder.iterdir()
    values, text, _ = header.parse(path.read_text())
    assert (values["article"], text) == ("a", "typed so far")
