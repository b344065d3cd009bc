"""`careader import` as it is called: text, JSON, dry run, errors, interruption, a terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_calls import Call, Process, User

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"
needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the samples are other people's texts and not in the repository"
)

TEXT = """\
The pass that closed in winter

By Amina Karimova

Eurasia Daily Monitor

October 17, 2012

The road from Dushanbe to Khujand closed again in the first week of winter, and with it the only
way that Tajikistan has between its two largest cities without asking a neighbour for passage.

Tajikistan asked for help, and Uzbekistan answered that the railway was open to anybody who paid.
Nobody in Dushanbe was surprised; the railway had been open, and dear, in every winter before.
"""


@pytest.fixture
def inbox(user: User) -> Path:
    folder = user.home / "inbox"
    folder.mkdir()
    (folder / "01.txt").write_text(TEXT, encoding="utf-8")
    return folder


def headers(user: User) -> list[str]:
    files = sorted(user.library.glob("articles/**/*.md"))
    return [file.read_text(encoding="utf-8").split("---\n")[1] for file in files]


def test_a_document_becomes_an_article(user: User, inbox: Path, careader: Call) -> None:
    done = careader("import", str(inbox / "01.txt"))
    id_ = "the-pass-that-closed-in-winter-2012-10-17"
    assert done.status == 0
    assert done.out == f"new\t{id_}\t2012-10-17\tThe pass that closed in winter\n"
    assert "imported" in done.err
    assert "1 source: 1 new article, 0 updated" in done.err
    assert careader("show", id_, "--json").json()["author"] == ["Amina Karimova"]
    assert careader("search", "railway", "--json").json()["total"] == 1


def test_json_is_as_scripts_expect_it(user: User, inbox: Path, careader: Call) -> None:
    (inbox / "02.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (inbox / "03.bin").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = careader("import", "--json", str(inbox))
    assert done.status == 1
    first, second = json.loads(done.out)
    assert (first["source"], first["status"], first["error"]) == (f"{inbox}/01.txt", "imported", "")
    (article,) = first["articles"]
    assert {name: article[name] for name in ("title", "author", "date", "publication", "lang")} == {
        "title": "The pass that closed in winter",
        "author": ["Amina Karimova"],
        "date": "2012-10-17",
        "publication": "Eurasia Daily Monitor",
        "lang": "en",
    }
    assert article["countries"][0] == "TJ"
    assert article["mentions"]["TJ"] >= 3
    assert article["path"] == f"articles/2012/{article['id']}.md"
    assert (second["source"], second["status"]) == (f"{inbox}/03.bin", "failed")
    assert second["articles"] == []
    assert done.err.count("\n") == done.err.rstrip("\n").count("\n") + 1
    assert f"careader: {inbox}/03.bin: {second['error']}" in done.err
    assert "1 file: .png" in done.err


def test_importing_again_is_unchanged(user: User, inbox: Path, careader: Call) -> None:
    first = careader("import", "--json", str(inbox)).json()
    again = careader("import", "--json", str(inbox)).json()
    assert [each["status"] for each in again] == ["unchanged"]
    same = ("id", "path", "title", "author", "date", "countries", "doubts")
    for name in same:
        assert again[0]["articles"][0][name] == first[0]["articles"][0][name]
    assert again[0]["articles"][0]["mentions"]["TJ"] >= 3


def test_a_dry_run_shows_what_would_come_out(user: User, inbox: Path, careader: Call) -> None:
    done = careader("import", "--dry-run", str(inbox))
    assert done.status == 0
    assert done.out.startswith("The pass that closed in winter (new)\n")
    assert "  author       Amina Karimova\n" in done.out
    assert "  about        Tajikistan\n" in done.out
    assert "would be imported" in done.err
    assert list(user.library.rglob("*.md")) == []
    assert not (user.library / "originals").exists()


def test_what_is_set_for_an_import(user: User, inbox: Path, careader: Call) -> None:
    words = ["--publication", "Bulletin", "--date", "17 Nov 2011", "--country", "Kyrgyzstan"]
    done = careader("import", *words, "--country", "uz", "--tag", "winter", str(inbox))
    assert done.status == 0
    (header,) = headers(user)
    assert "publication: Bulletin\n" in header
    assert "date: '2011-11-17'\n" in header
    assert "countries: [KG, UZ]\n" in header
    assert "tags: [winter]\n" in header


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--date", "3/4/2012", "x"], "is not one date"),
        (["--country", "Atlantis", "x"], "no country is called “Atlantis”"),
        ([], "missing argument"),
    ],
)
def test_a_wrong_call_is_told(user: User, careader: Call, words: list[str], why: str) -> None:
    done = careader("import", *words)
    assert (done.status, done.out) == (2, "")
    assert why in done.err


def test_originals_are_kept_unless_told_otherwise(user: User, inbox: Path, careader: Call) -> None:
    careader("import", "--no-originals", str(inbox))
    assert not (user.library / "originals").exists()
    user.configure("originals: no\n")
    (inbox / "02.txt").write_text(TEXT.replace("winter", "autumn"), encoding="utf-8")
    careader("import", str(inbox))
    assert not (user.library / "originals").exists()
    user.configure("originals: yes\n")
    (inbox / "03.txt").write_text(TEXT.replace("winter", "spring"), encoding="utf-8")
    careader("import", str(inbox))
    (original,) = user.library.glob("originals/*/*.txt")
    assert original.read_bytes() == (inbox / "03.txt").read_bytes()


def test_the_users_own_publications_are_known(user: User, inbox: Path, careader: Call) -> None:
    text = TEXT.replace("Eurasia Daily Monitor", "The Pamir Courier")
    (inbox / "01.txt").write_text(text, encoding="utf-8")
    table = user.config_file.with_name("publications.yaml")
    table.parent.mkdir(parents=True)
    table.write_text("Courier of the Pamirs:\n  aliases: [The Pamir Courier]\n")
    assert careader("import", str(inbox)).status == 0
    assert "publication: Courier of the Pamirs\n" in headers(user)[0]
    table.write_text("Courier: [not fields]\n")
    done = careader("import", str(inbox))
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "“Courier” needs fields" in done.err


def test_a_library_that_cannot_be_written_to(
    user: User, inbox: Path, careader: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careader.library.disk.can_create_in", lambda folder: False)
    done = careader("import", str(inbox))
    assert (done.status, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "cannot be written to: nothing was imported" in done.err


def test_nothing_that_controls_a_terminal_is_printed(
    user: User, inbox: Path, careader: Call
) -> None:
    (inbox / "a\x1b[31mb.txt").write_text(
        TEXT.replace("The pass", "The \x1b]0;owned\x07pass\u202e"), encoding="utf-8"
    )
    (inbox / "c\x1b[2J.bin").write_bytes(b"\x89PNG" + bytes(99))
    done = careader("import", str(inbox))
    for said in (done.out, done.err):
        assert not set("\x1b\x07\u202e") & set(said)


# --- as a process


Make = Callable[..., Process]


def test_standard_input_is_a_document(user: User, process: Make) -> None:
    done = process(user, "import", "--json", "-").run(
        stdin=None, input=TEXT.replace("winter", "снег").encode()
    )
    assert done.returncode == 0, done.stderr
    (source,) = json.loads(done.stdout)
    assert source["source"] == "standard input"
    assert source["articles"][0]["author"] == ["Amina Karimova"]


def test_interrupted_it_ends_with_130_and_is_carried_on(
    user: User, inbox: Path, process: Make, careader: Call
) -> None:
    for number in range(150):
        title = f"Report {number} from the valley"
        text = TEXT.replace("The pass that closed in winter", title)
        text = text.replace("Dushanbe", f"Town{number}").replace("railway", f"road{number * 7}")
        (inbox / f"{number:03}.txt").write_text(text, encoding="utf-8")
    started = process(user, "import", "--json", str(inbox))
    with subprocess.Popen(
        started.arguments, env=dict(started.environment), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        while running.poll() is None and len(list(user.library.glob("articles/*/*.md"))) < 5:
            os.sched_yield()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 130, err
    assert b"Traceback" not in err
    assert b"the same import again carries on" in err
    done = [each for each in json.loads(out) if each["status"] == "imported"]
    there = {file.stem for file in user.library.glob("articles/*/*.md")}
    assert {each["articles"][0]["id"] for each in done} <= there
    assert 5 <= len(there) < 151
    assert not list(user.library.rglob(".careader-*"))
    again = careader("import", "--json", str(inbox))
    statuses = [each["status"] for each in json.loads(again.out)]
    assert statuses.count("unchanged") == len(there)
    assert statuses.count("failed") == 0
    assert len(list(user.library.glob("articles/*/*.md"))) == 151


# --- the samples


@needs_samples
def test_the_samples_come_out_as_seven_articles(user: User, careader: Call) -> None:
    done = careader("import", "--json", str(SAMPLES))
    sources: list[dict[str, Any]] = done.json()
    assert [each["status"] for each in sources] == ["imported"] * 5
    assert [len(each["articles"]) for each in sources] == [1, 1, 3, 1, 1]
    assert len(list(user.library.glob("articles/*/*.md"))) == 7
    again = careader("import", "--json", str(SAMPLES)).json()
    assert [each["status"] for each in again] == ["unchanged"] * 5
    ids = [[one["id"] for one in each["articles"]] for each in sources]
    assert [[one["id"] for one in each["articles"]] for each in again] == ids
