"""What the system does to a reader: each time one clear line, and nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminal_disk import Disk, clock_behind, no_locks
from terminal_home import Home, write_library
from terminal_pty import PtyReader, Terminals

WORDS = "What I think of it"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[..., Disk]]:
    """Mount small disks: `disk("name")`."""
    mounted: list[Disk] = []

    def mount(name: str, megabytes: int = 40) -> Disk:
        mounted.append(Disk(tmp_path / name, megabytes))
        return mounted[-1]

    yield mount
    for each in mounted:
        each.unmount()


def shelf(root: Path, count: int = 12) -> Path:
    """Make a library whose articles say `tariffs` and their number."""
    text = "---\ntitle: Session {0}\n---\nProtocol p{0}q. The tariffs stay. Nobody objects.\n"
    return write_library(root, {f"{number:03}.md": text.format(number) for number in range(count)})


def opened(home: Home, terminals: Terminals, library: Path | None = None, **more: str) -> PtyReader:
    """Start, wait until everything is indexed, open the first article."""
    words = ["--library", str(library)] if library else []
    reader = terminals.start(home, *words, **more)
    reader.ready()
    reader.open_first()
    return reader


def leave(reader: PtyReader) -> None:
    """Press Escape, and see that it is taken: what follows at once would be Alt and that key."""
    said = reader.screen.status
    reader.press("Escape")
    reader.wait(lambda screen: screen.status != said)


def look(reader: PtyReader) -> None:
    """Come back to the terminal's window: the reader looks at once what happened meanwhile."""
    reader.send(b"\x1b[O\x1b[I")


def indexed(home: Home, library: Path) -> None:
    assert home.run("--library", str(library), "index").returncode == 0


def write_note(reader: PtyReader, words: str = WORDS, keys: str = "e") -> None:
    reader.type(keys)
    reader.wait_for("Esc keeps the note")
    reader.type(words)
    reader.wait_for(words)


def kept(home: Home, library: Path) -> list[tuple[str, str]]:
    """Return quotes and notes, as another start of the program finds them."""
    found = home.json("--library", str(library), "highlights")
    return [(each["quote"], each["note"]) for each in found]


# --- the disk of the home folder


def test_a_full_disk_loses_no_word(
    disk: Callable[..., Disk], terminals: Terminals, tmp_path: Path
) -> None:
    full = disk("full")
    home = Home(full.folder / "home")
    reader = opened(home, terminals)
    reader.highlight()
    full.fill()
    reader.type("v)s")
    # That the index has no room either may be said just now, where the hints stood.
    told = ("Enter highlight", "the index cannot be written")
    reader.wait(lambda screen: any(each in screen.status for each in told))
    reader.press("Enter")
    reader.wait_said("Not saved: no space is left on the disk; make room")
    leave(reader)
    reader.type("gg")
    reader.type("4")
    write_note(reader)
    reader.wait_for("The draft is not kept: no space is left on the disk")
    reader.press("Escape")
    reader.wait_said("Your words are kept: e goes on with them. Not saved: no space")

    reader.type("q")
    reader.wait_said("A note is only in memory")
    full.free()
    write_note(reader, "!")
    reader.wait_for(f"{WORDS}!")
    reader.press("Escape")
    reader.wait_said("Note saved")
    reader.quit()
    assert [each["note"] for each in home.json("highlights")] == [f"{WORDS}!"]
    assert not home.crash()


def test_a_full_disk_at_the_start_leaves_everything_to_be_read(
    disk: Callable[..., Disk], terminals: Terminals, tmp_path: Path
) -> None:
    full = disk("full")
    home, library = Home(full.folder / "home"), shelf(tmp_path / "library")
    full.fill()
    reader = terminals.start(home, "--library", str(library))
    reader.wait_said("Not every word is found, all else works: the index cannot be written")
    reader.open_first()
    reader.wait_for("The tariffs stay")
    reader.quit()
    [found] = [
        each
        for each in json.loads(home.run("--library", str(library), "doctor", "--json").stdout)
        if each["check"] == "folders"
    ][:1]
    assert found["wrong"]
    assert "MB are free" in found["what"]


def test_a_home_that_is_read_only_can_be_read(
    disk: Callable[..., Disk], terminals: Terminals
) -> None:
    locked = disk("locked")
    home = Home(locked.folder / "home")
    reader = opened(home, terminals)
    reader.highlight()
    quote = home.highlights()[0]["quote"]
    reader.quit()
    locked.read_only()
    reader = terminals.start(home)
    reader.wait_said(
        "Not every word is found, all else works: the index cannot be written: Read-on"
    )
    reader.open_first()
    reader.type("4")
    reader.wait(lambda screen: screen.highlight_count == 1)
    reader.type("3v)s")
    reader.press("Enter")
    reader.wait_said("Not saved: the file system is read-only; make it writable")
    leave(reader)
    reader.quit()
    assert [each["quote"] for each in home.json("highlights")] == [quote]
    assert "highlights and notes cannot be kept" in home.run("doctor").stdout.decode()


def test_a_disk_that_was_never_writable_is_one_line(
    disk: Callable[..., Disk], terminals: Terminals
) -> None:
    locked = disk("locked")
    home = Home(locked.folder / "home")
    locked.read_only()
    reader = terminals.start(home)
    assert reader.exit_status() == 1
    reader.drain()
    assert b"the sample library cannot be laid down" in reader.raw
    assert reader.raw.count(b"\n") == 1


def test_a_file_system_without_locks_keeps_what_is_written(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    library, without = shelf(tmp_path / "library"), no_locks(tmp_path / "patch")
    readers = [terminals.start(home, "--library", str(library), **without) for _ in range(2)]
    for number, reader in enumerate(readers):
        reader.wait_said("Not every word is found, all else works")
        reader.press("Enter")
        reader.wait(lambda screen: "v mark" in screen.status)
        reader.highlight("v" + ")" * number + "s")
    readers[0].wait(lambda screen: screen.highlight_count == 2)
    for reader in readers:
        reader.quit()
    assert len(kept(home, library)) == 2
    reader = terminals.start(home, "--library", str(library), **without)
    reader.wait(lambda screen: "only" in screen.status or "Not every word" in screen.status)
    reader.quit()
    assert not home.crash()


def test_a_cache_that_cannot_be_made_costs_the_words_only(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    library = shelf(tmp_path / "library")
    (tmp_path / "cache").write_text("a file stands here")
    reader = terminals.start(
        home, "--library", str(library), XDG_CACHE_HOME=str(tmp_path / "cache")
    )
    reader.wait_said("Not every word is found, all else works: the index cannot be written")
    reader.open_first()
    reader.highlight()
    reader.quit()
    assert len(kept(home, library)) == 1


# --- the library


def gone_by_name(library: Path, _: Disk | None) -> None:
    library.rename(library.with_name("elsewhere"))


def gone_by_mount(_: Path, disk: Disk | None) -> None:
    assert disk is not None
    disk.unmount()


@pytest.mark.parametrize("take_away", [gone_by_name, gone_by_mount])
def test_a_library_that_goes_while_it_is_read(
    home: Home,
    terminals: Terminals,
    tmp_path: Path,
    disk: Callable[..., Disk],
    take_away: Callable[[Path, Disk | None], None],
) -> None:
    """An unmounted one leaves an empty folder, in which nothing may be written."""
    medium = disk("medium") if take_away is gone_by_mount else None
    library = shelf(medium.folder if medium else tmp_path / "medium")
    reader = opened(home, terminals, library)
    reader.highlight()
    write_note(reader, "half")
    take_away(library, medium)
    reader.type(" a note")
    reader.wait_for("half a note")
    reader.press("Escape")
    reader.wait_said("Your words are kept: e goes on with them. Not saved: the library has gone")
    reader.type("v)s")
    reader.wait(lambda screen: "Enter highlight" in screen.status)
    reader.press("Enter")
    reader.wait_said("Not saved: the library has gone")
    leave(reader)
    look(reader)
    reader.wait(lambda screen: screen.status.startswith("The library has gone from"))
    assert reader.screen.highlight_count == 1
    reader.type("]")
    reader.wait_said("The library has gone from")
    reader.type("4")
    reader.wait(lambda screen: "half" in "".join(screen.right) or screen.highlight_count == 1)
    reader.quit()
    assert list(library.glob("*")) == [] if medium else not library.exists()
    [draft] = home.drafts()
    assert "half a note" in draft.read_text()
    if not medium:
        library.with_name("elsewhere").rename(library)
        reader = terminals.start(home, "--library", str(library))
        reader.wait_for("half a note")
        reader.press("Escape")
        reader.wait_said("Note saved")
        reader.quit()
        assert [note for _, note in kept(home, library)] == ["half a note"]


def test_a_library_that_comes_back_goes_on(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    library = shelf(tmp_path / "library")
    reader = opened(home, terminals, library)
    reader.highlight()
    gone_by_name(library, None)
    look(reader)
    reader.wait_said("The library has gone from")
    library.with_name("elsewhere").rename(library)
    reader.type("v)s")
    reader.press("Enter")
    reader.wait_said("Highlighted")
    reader.quit()
    assert len(kept(home, library)) == 2


def test_an_article_that_is_deleted_while_it_is_open(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    library = shelf(tmp_path / "library")
    reader = opened(home, terminals, library)
    reader.highlight()
    (library / "articles" / "000.md").unlink()
    look(reader)
    reader.wait(lambda screen: screen.article_count == "11")
    reader.wait_said("The article has gone from the library: moved or deleted. Its text stays")
    assert reader.screen.shows("The tariffs stay")
    write_note(reader)
    reader.press("Escape")
    reader.wait_said("Note saved")
    reader.type("]")
    reader.wait_for("Session 1")
    reader.quit()
    assert [each["note"] for each in home.highlights_in(library)] == [WORDS]


def test_highlights_that_are_removed_are_shown_and_can_be_written_again(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    library = shelf(tmp_path / "library")
    reader = opened(home, terminals, library)
    reader.highlight()
    reader.highlight("v)s")
    before = sorted(kept(home, library))
    shutil.rmtree(library / "annotations")
    look(reader)
    reader.wait_said("The highlights have gone from")
    assert reader.screen.highlight_count == 2
    reader.quit()
    assert kept(home, library) == []
    done = home.run("--library", str(library), "doctor", "--recover")
    assert done.stderr.count(b"written again: ") == 2
    assert sorted(kept(home, library)) == before


def test_a_highlight_that_is_removed_is_said(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    library = shelf(tmp_path / "library")
    reader = opened(home, terminals, library)
    reader.highlight()
    reader.highlight("v)s")
    next(library.glob("annotations/*/*/*.md")).unlink()
    look(reader)
    reader.wait_said("1 of your highlights have gone from the disk; `careader doctor --recover`")
    reader.quit()


# --- what can be made again


def test_an_index_deleted_under_the_reader_is_made_again(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    library = shelf(tmp_path / "library")
    reader = opened(home, terminals, library)
    reader.type("s")
    reader.wait_said("Search: ")
    reader.type("p7q")
    reader.wait(lambda screen: screen.article_count.startswith("1 of 12"))
    reader.press("Enter")
    for part in home.path.rglob(".cache/careader/*/index"):
        shutil.rmtree(part)
    reader.type("x")
    reader.wait(lambda screen: screen.article_count == "12")
    reader.search("p3q", "1 of 12")
    reader.wait(lambda screen: "Session 3" in screen.text)
    reader.quit()
    assert not home.crash()


DAMAGE = {
    "other words": b"this is no database",
    "a torn file": b"SQLite format 3\x00" + b"\xff" * 5000,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_state_is_said_and_the_session_goes_on(
    home: Home, terminals: Terminals, tmp_path: Path, damage: bytes
) -> None:
    library = shelf(tmp_path / "library")
    reader = opened(home, terminals, library)
    reader.quit()
    [state] = home.path.rglob("reader.sqlite3")
    state.write_bytes(damage)
    reader = terminals.start(home, "--library", str(library))
    reader.wait_said("Reading places and marks are kept for this session only")
    reader.open_first()
    reader.highlight()
    reader.quit()
    assert len(kept(home, library)) == 1
    assert state.read_bytes() == damage
    done = home.run("--library", str(library), "doctor")
    assert done.returncode == 1
    assert b"Reading places and marks" in done.stdout


def test_broken_settings_are_one_line_that_names_them(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    file = home.path / ".config" / "careader" / "config.yaml"
    file.parent.mkdir(parents=True)
    for broken in ("theme: [dark", "theme: mauve", "\x00\xff"):
        file.write_bytes(broken.encode("latin-1"))
        reader = terminals.start(home)
        assert reader.exit_status() == 1
        reader.drain()
        assert reader.raw.count(b"\n") == 1, reader.raw
        assert b"config.yaml" in reader.raw
        assert file.read_bytes() == broken.encode("latin-1")


# --- time, and many hands


def test_a_clock_set_back_takes_nothing_back(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    library, (past, behind) = shelf(tmp_path / "library"), clock_behind(tmp_path / "patch")
    reader = opened(home, terminals, library, **past)
    reader.highlight()
    behind.write_text("90000")
    write_note(reader)
    reader.press("Escape")
    reader.wait_said("Note saved")
    reader.highlight("v)s")
    reader.quit()

    (library / "articles" / "late.md").write_text("# Late\n\nAn uncommon wombat.\n")
    reader = opened(home, terminals, library, **past)
    reader.type("4j")
    write_note(reader, "second", keys="e")
    reader.press("Escape")
    reader.wait_said("Note saved")
    reader.search("wombat", "1 of 13")
    reader.quit()
    assert sorted(note for _, note in kept(home, library)) == sorted([WORDS, "second"])
    done = home.run("--library", str(library), "doctor", "--quiet", env=past)
    assert done.returncode == 0, done.stdout.decode()


def git(folder: Path, *words: str) -> None:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def check_out_under_the_reader(
    home: Home, terminals: Terminals, root: Path, count: int, patience: int
) -> None:
    """A reader with a note half written sees what git changes in all the articles at once."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    library = shelf(root, count)
    git(library, "init", "-q", "-b", "before")
    git(library, "add", "articles")
    git(library, "commit", "-q", "-m", "before")
    git(library, "checkout", "-q", "-b", "after")
    for path in (library / "articles").iterdir():
        path.write_text(path.read_text().replace("tariffs", "levies"))
    (library / "articles" / "new.md").write_text("# New\n\nThe levies rise.\n")
    git(library, "add", "articles")
    git(library, "commit", "-q", "-m", "after")
    git(library, "checkout", "-q", "before")
    indexed(home, library)

    reader = opened(home, terminals, library)
    reader.highlight("v)s")
    write_note(reader)
    git(library, "checkout", "-q", "after")
    reader.press("Escape")
    reader.wait_said("Note saved")
    look(reader)
    for _ in range(patience):
        if reader.screen.article_count.replace(",", "") == str(count + 1):
            break
        reader.look_for(1.0)
    reader.wait(lambda screen: screen.article_count.replace(",", "") == str(count + 1))
    reader.wait(lambda screen: screen.shows("The levies stay"))
    reader.type("s")
    reader.wait_said("Search: ")
    reader.type("levies")
    for _ in range(patience):
        if f"{count + 1:,} of {count + 1:,}" in reader.screen.text:
            break
        reader.look_for(1.0)
    reader.wait_for(f"{count + 1:,} of {count + 1:,}")
    reader.press("Enter")
    reader.quit()
    assert [note for _, note in kept(home, library)] == [WORDS]
    assert not home.crash()


def test_articles_that_git_changes_at_once_are_seen(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    check_out_under_the_reader(home, terminals, tmp_path / "library", 300, 0)


@pytest.mark.slow
def test_ten_thousand_articles_that_git_changes_at_once_are_seen(
    home: Home, terminals: Terminals, tmp_path: Path
) -> None:
    check_out_under_the_reader(home, terminals, tmp_path / "library", 10_000, 120)
