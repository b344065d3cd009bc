"""The doctor tells what is wrong and how to mend it, and is silent about nothing."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from careader import doctor
from careader.annotations.links import link_to
from careader.doctor import Case, Finding, examine
from careader.library.sample import lay_down
from careader.paths import Paths
from careader.workspace import Workspace


class Patient:
    """A reader with a library that is indexed."""

    def __init__(self, home: Path) -> None:
        self.paths = Paths(home / "config", home / "data", home / "state", home / "cache")
        self.root = home / "library"
        self.workspace: Workspace

    def start(self) -> None:
        case = Case(str(self.root), self.paths)
        assert case.workspace is not None
        self.workspace = case.workspace
        self.workspace.scan()
        self.workspace.update_index()
        self.workspace.index.close()

    def findings(self) -> list[tuple[str, Finding]]:
        return list(examine(Case(str(self.root), self.paths)))

    def faults(self) -> dict[str, str]:
        return {name: f"{f.what} | {f.mend}" for name, f in self.findings() if f.wrong}

    def append(self, text: str) -> None:
        before = self.article().read_text(encoding="utf-8")
        self.article().write_text(f"{before}\n\n{text}\n", encoding="utf-8")

    @property
    def index(self) -> Path:
        return self.paths.cache_of(self.root) / "index"

    def article(self, name: str = "briefs/south-korea-in-tajikistan.md") -> Path:
        return self.root / "articles" / name


@pytest.fixture
def patient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Patient:
    monkeypatch.delenv("CAREADER_LIBRARY", raising=False)
    made = Patient(tmp_path)
    lay_down(made.root)
    for file in (made.root / "articles").rglob("*.md"):
        os.utime(file, ns=(10**18, 10**18))  # long settled: a stamp of just now proves nothing
    made.start()
    return made


def test_of_what_is_well_it_tells_facts_only(patient: Patient) -> None:
    assert patient.faults() == {}
    told = {name for name, _ in patient.findings()}
    assert told == set(doctor.CHECKS)


def test_looking_changes_nothing(patient: Patient) -> None:
    def state() -> dict[str, tuple[int, int]]:
        found = patient.root.parent.rglob("*")
        return {str(f): (f.stat().st_size, f.stat().st_mtime_ns) for f in found if f.is_file()}

    before = state()
    patient.findings()
    assert state() == before


def test_before_the_first_start_there_is_nothing_wrong(tmp_path: Path) -> None:
    fresh = Patient(tmp_path / "fresh")
    case = Case(None, fresh.paths)
    assert not [f for _, f in examine(case) if f.wrong]
    assert not fresh.paths.default_library.exists()


def test_settings_that_make_no_sense(patient: Patient) -> None:
    patient.paths.config_dir.mkdir()
    patient.paths.config_file.write_text("measure: wide\n")
    patient.paths.aliases_file.write_text("people:\n  - [Alone]\n")
    told = [f.what for name, f in patient.findings() if name == "settings" and f.wrong]
    assert len(told) == 2
    assert "measure" in told[0]
    assert "people, entry 1" in told[1]


def test_a_library_that_is_not_there(patient: Patient) -> None:
    patient.root = patient.root / "nowhere"
    assert "there is no library" in patient.faults()["library"]


def test_a_file_that_is_no_article_and_a_header_that_is_broken(patient: Patient) -> None:
    (patient.root / "articles" / "link.md").symlink_to("/etc/hostname")
    patient.article("bad.md").write_text("---\ntitle: [a\n---\nText.\n")
    patient.start()
    told = " ".join(f.what for name, f in patient.findings() if name == "library" and f.wrong)
    assert "link.md" in told
    assert "bad.md" in told


def test_a_catalogue_that_says_something_else_than_the_files(patient: Patient) -> None:
    path = patient.article()
    status = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: ", "title: X", 1)[: len(text)], encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert "something else" in patient.faults()["library"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda p: p.article("new.md").write_text("# New\n\nWords."), "1 articles are not indexed"),
        (lambda p: p.append("More words."), "were changed since"),
        (lambda p: p.article().unlink(), "not in the library any more"),
    ],
    ids=["added", "changed", "removed"],
)
def test_an_index_behind_the_files(patient: Patient, change, said: str) -> None:  # type: ignore[no-untyped-def]
    change(patient)
    told = patient.faults()["index"]
    assert said in told
    assert told.endswith("| careader index")


def store(patient: Patient, statement: str) -> None:
    with sqlite3.connect(patient.index / "texts.sqlite") as connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("update texts set text = (select text from texts limit 1)", "not what was written"),
        ("update documents set key = key + 1000", "not what was written"),
        ("update meta set value = 'other' where name = 'made by'", "another version"),
        ("delete from texts", "not what was written"),
        ("update texts set text = x'00'", "damaged"),
    ],
)
def test_an_index_that_is_wrong(patient: Patient, statement: str, said: str) -> None:
    store(patient, statement)
    assert said in patient.faults()["index"]


def test_words_that_are_not_found_where_they_stand(patient: Patient) -> None:
    rows = "select min(key), max(key) from documents"
    with sqlite3.connect(patient.index / "texts.sqlite") as connection:
        first, last = connection.execute(rows).fetchone()
    connection.close()
    for table in ("documents", "texts"):  # the texts stay with their articles, the postings do not
        store(patient, f"update {table} set key = 9999 where key = {first}")
        store(patient, f"update {table} set key = {first} where key = {last}")
        store(patient, f"update {table} set key = {last} where key = 9999")
    assert "not what was written" in patient.faults()["index"]


@pytest.mark.parametrize("suffix", [".toc", ".pst", ".trm", ".forms", ".sqlite"])
def test_an_index_whose_files_are_damaged(patient: Patient, suffix: str) -> None:
    for file in patient.index.rglob(f"*{suffix}"):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
    assert "careader index" in patient.faults()["index"]
    patient.workspace.update_index(rebuild=True)
    patient.workspace.index.close()
    assert patient.faults() == {}


def test_highlights_that_are_damaged_moved_or_lost(patient: Patient) -> None:
    workspace = patient.workspace
    article, reading = workspace.read("south-korea-in-tajikistan")
    workspace.notebook.load()
    kept = workspace.notebook.add(article.id, reading, 200, 260)
    assert patient.faults() == {}
    path = patient.article()
    gone = reading.text[200:260]
    text = path.read_text(encoding="utf-8")
    head, _, _ = text.partition("\n---\n")
    path.write_text(head + "\n---\nNothing that was.\n", encoding="utf-8")
    patient.start()
    assert gone not in path.read_text(encoding="utf-8")
    assert "not in their articles any more" in patient.faults()["highlights"]
    assert kept.id in patient.faults()["highlights"]
    file = next((patient.root / "annotations").rglob("*.md"))
    file.write_text("---\nno: [header\n---\n")
    assert file.name in patient.faults()["highlights"]


def test_links_that_lead_nowhere(patient: Patient) -> None:
    workspace = patient.workspace
    article, reading = workspace.read("south-korea-in-tajikistan")
    workspace.notebook.load()
    target = workspace.notebook.add(article.id, reading, 200, 260)
    note = f"see {link_to(target)}, [[Some page]] and [[{target.id}]]"
    source = workspace.notebook.add(article.id, reading, 100, 160, note=note)
    assert patient.faults() == {}
    workspace.notebook.delete(target)
    told = patient.faults()["highlights"]
    assert f"2 links in notes lead nowhere: {source.id} to {target.id}" in told


def test_a_terminal_that_cannot_show_the_text(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getpreferredencoding", lambda _: "ANSI_X3.4-1968")
    assert "UTF-8" in patient.faults()["terminal"]


def test_a_check_that_breaks_hides_no_other(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Case):  # type: ignore[no-untyped-def]
        raise RuntimeError("of its own")
        yield

    monkeypatch.setitem(doctor.CHECKS, "library", broken)
    told = patient.findings()
    assert "RuntimeError: of its own" in patient.faults()["library"]
    assert {name for name, _ in told} == set(doctor.CHECKS)
