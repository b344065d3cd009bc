"""Lines that drop in every other way: stalled, without a word, under an editor."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

import pytest
from terminal_home import PROGRAM, Home
from terminal_pty import (
    PtyReader,
    Terminals,
    is_running,
    processor_seconds,
    wait_until,
    wait_until_gone,
)

NOTE = "Half a thought on a slow line"
WITHIN = 4.0
"""Seconds in which a program must have ended that has a second and a half for itself."""


def write_note(reader: PtyReader, words: str = NOTE) -> None:
    """Begin a note on the first sentence of the first article, and wait until it is shown."""
    reader.ready()
    reader.open_first()
    reader.type("vsa")
    reader.wait_for("Esc keeps the note")
    reader.type(words)
    reader.wait_for(words)


def check_offered(home: Home, terminals: Terminals, words: str = NOTE) -> None:
    """The next session shows what was typed under its passage."""
    reader = terminals.start(home)
    screen = reader.wait_for("Unfinished when the last session ended")
    [highlight] = home.highlights()
    assert highlight["quote"][:40] in screen.text
    assert words in screen.text
    reader.press("Escape")
    reader.wait_said("Note saved")
    reader.quit()
    assert [each["note"] for each in home.json("highlights")] == [words]
    assert not home.drafts()


def stall(reader: PtyReader) -> None:
    """Let the terminal take nothing more, as when the link behind it hangs."""
    reader.stalled = True
    flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
    beside = os.open(f"/proc/{reader.pid}/fd/0", flags)
    with suppress(BlockingIOError):
        while True:
            os.write(beside, b"\0" * 1024)
    os.close(beside)


def kept(home: Home) -> str:
    """Return what the drafts on the disk say."""
    return "".join(path.read_text() for path in home.drafts())


MORE = " and all that was typed after it hung"


def also(how: signal.Signals) -> object:
    """Return a further case, for the long form."""
    return pytest.param(how, marks=pytest.mark.slow)


@pytest.mark.parametrize("how", [signal.SIGTERM, "hang up", also(signal.SIGHUP)])
def test_a_stalled_terminal_does_not_keep_the_reader(
    home: Home, terminals: Terminals, how: signal.Signals | str
) -> None:
    reader = terminals.start(home)
    write_note(reader)
    stall(reader)
    reader.type(MORE)
    wait_until(terminals, lambda: f"{NOTE}{MORE}" in kept(home))
    before = processor_seconds(reader.pid)
    if isinstance(how, signal.Signals):
        reader.signal(how)
    else:
        reader.hang_up()
    ended = reader.exit_status(WITHIN)
    assert ended == 128 + (how if isinstance(how, signal.Signals) else signal.SIGHUP)
    assert reader.processor_seconds - before < 1.0
    check_offered(home, terminals, f"{NOTE}{MORE}")


def test_a_stalled_terminal_costs_nothing_and_goes_on(home: Home, terminals: Terminals) -> None:
    reader = terminals.start(home)
    write_note(reader)
    stall(reader)
    reader.type(MORE)
    wait_until(terminals, lambda: f"{NOTE}{MORE}" in kept(home))
    spent = [processor_seconds(reader.pid)]
    # Looking for others' highlights, every five seconds, takes a hundredth.
    while len(spent) < 20 or spent[-1] - spent[-20] > 0.05:
        terminals.pump()
        spent.append(processor_seconds(reader.pid))
        assert len(spent) < 400, "it never came to rest"
    reader.stalled = False
    reader.press("Escape")
    wait_until(terminals, lambda: not home.drafts())
    assert [each["note"] for each in home.json("highlights")] == [f"{NOTE}{MORE}"]
    reader.quit()


def test_a_terminal_that_controls_nobody_vanishes(home: Home, terminals: Terminals) -> None:
    """There is no SIGHUP then: reading says end of file, at once and for ever."""
    pid_file = home.path / "pid"
    alone = f'setsid sh -c \'echo $$ >"{pid_file}"; exec "$0"\' "$0" <&3'
    script = f'exec 3<&0; {alone} & trap "" HUP; wait'
    reader = terminals.run(["/bin/sh", "-c", script, str(PROGRAM)], home, columns=120, rows=36)
    write_note(reader)
    pid = int(pid_file.read_text())
    reader.hang_up()
    wait_until_gone(terminals, pid, WITHIN)
    check_offered(home, terminals)


EDITOR = """#!/bin/sh
printf '%s' "$WORDS" >>"$1"
echo $$ >"$HOME/editing"
stty sane
exec sleep 60
"""


@pytest.mark.parametrize("how", ["hang up", also(signal.SIGTERM), also(signal.SIGHUP)])
def test_what_an_editor_had_saved_is_kept(
    home: Home, terminals: Terminals, how: signal.Signals | str
) -> None:
    editor = home.path / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o700)
    reader = terminals.start(home, EDITOR=str(editor), WORDS=" and more in the editor")
    write_note(reader)
    reader.send(b"\x05")
    began = home.path / "editing"
    wait_until(terminals, lambda: began.exists() and began.read_text().endswith("\n"))
    if isinstance(how, signal.Signals):
        reader.signal(how)
    else:
        reader.hang_up()
    reader.exit_status(WITHIN)
    assert not is_running(int(began.read_text()))
    check_offered(home, terminals, f"{NOTE} and more in the editor")


def test_asked_to_end_by_the_interrupt_signal(home: Home, terminals: Terminals) -> None:
    reader = terminals.start(home)
    write_note(reader)
    os.kill(reader.pid, signal.SIGINT)
    assert reader.exit_status(WITHIN) == 128 + signal.SIGINT
    check_offered(home, terminals)


def end(reader: PtyReader, how: signal.Signals) -> None:
    reader.signal(how)
    reader.exit_status()


@pytest.mark.parametrize("how", [signal.SIGKILL, also(signal.SIGHUP)])
def test_a_note_on_an_article_that_is_no_highlight_yet(
    home: Home, terminals: Terminals, how: signal.Signals
) -> None:
    reader = terminals.start(home)
    reader.ready()
    reader.open_first()
    reader.type("W")
    reader.wait_for("On the whole article")
    reader.type(NOTE)
    wait_until(terminals, lambda: NOTE in kept(home))
    end(reader, how)
    assert home.highlights() == []
    reader = terminals.start(home)
    screen = reader.wait_for("Unfinished when the last session ended")
    assert "On the whole article: Kazakhstan: a primer" in screen.text
    assert NOTE in screen.text
    reader.press("Escape")
    reader.wait_said("Note saved")
    assert [each["note"] for each in home.json("highlights")] == [NOTE]


def typed_lines(home: Home) -> list[str]:
    return [path.read_text() for path in home.path.rglob("lines/*.md")]


@pytest.mark.parametrize("how", [signal.SIGKILL, also(signal.SIGHUP)])
def test_a_half_typed_search_is_gone_on_with(
    home: Home, terminals: Terminals, how: signal.Signals
) -> None:
    home.run("index")
    reader = terminals.start(home)
    reader.ready()
    reader.type("/customs uni")
    wait_until(terminals, lambda: any("customs uni" in each for each in typed_lines(home)))
    end(reader, how)
    reader = terminals.start(home)
    reader.wait_said("Unfinished, search: customs uni; s goes on with it")
    assert reader.screen.article_count == "12"
    reader.type("s")
    reader.wait(lambda screen: screen.status.startswith("customs uni"))
    reader.wait(lambda screen: screen.article_count == "3 of 12")
    reader.type("on")
    reader.wait(lambda screen: screen.article_count == "2 of 12")
    reader.press("Enter")
    reader.ready()
    reader.quit()
    assert typed_lines(home) == []


@pytest.mark.parametrize("how", [signal.SIGKILL, also(signal.SIGHUP)])
def test_half_typed_tags_are_offered_at_their_passage(
    home: Home, terminals: Terminals, how: signal.Signals
) -> None:
    reader = terminals.start(home)
    reader.ready()
    reader.open_first()
    reader.highlight("v))s")
    reader.type("t")
    reader.wait_said("Tags")
    reader.type("transit tar")
    wait_until(terminals, lambda: any("transit tar" in each for each in typed_lines(home)))
    end(reader, how)
    reader = terminals.start(home)
    reader.wait_said("Unfinished, tags: transit tar; t goes on with it")
    reader.wait_for("Kazakhstan: a primer")
    reader.type("t")
    reader.wait_said("transit tar")
    reader.type("iffs\r")
    reader.wait_said("Tags saved")
    reader.quit()
    assert [each["tags"] for each in home.json("highlights")] == [["transit", "tariffs"]]
    assert typed_lines(home) == []


def test_what_was_answered_is_not_offered(home: Home, terminals: Terminals) -> None:
    reader = terminals.start(home)
    reader.ready()
    reader.type("/customs")
    reader.wait(lambda screen: screen.article_count.endswith(" of 12"))
    reader.press("Escape")
    reader.ready()
    assert typed_lines(home) == []
    end(reader, signal.SIGHUP)
    reader = terminals.start(home)
    reader.wait(lambda screen: screen.counts)
    assert "Unfinished" not in reader.screen.text


def test_a_note_behind_a_dead_connection_is_brought_here(home: Home, terminals: Terminals) -> None:
    """The server does not know yet that nobody is there: the first careader still runs."""
    away = terminals.start(home)
    write_note(away)
    stall(away)
    away.type(MORE)
    wait_until(terminals, lambda: f"{NOTE}{MORE}" in kept(home))

    reader = terminals.start(home)
    reader.wait_said("Another careader of yours is at a note; g n brings it here")
    reader.type("gn")
    reader.wait_for("End the careader that is at this note")
    reader.press("Enter")
    screen = reader.wait_for("Unfinished when the last session ended")
    assert f"{NOTE}{MORE}" in screen.text
    assert away.exit_status(WITHIN) == 128 + signal.SIGHUP
    reader.press("Escape")
    reader.wait_said("Note saved")
    assert [each["note"] for each in home.json("highlights")] == [f"{NOTE}{MORE}"]
    assert not home.drafts()


def test_a_note_in_another_window_is_left_there(home: Home, terminals: Terminals) -> None:
    other = terminals.start(home)
    write_note(other)
    reader = terminals.start(home)
    reader.wait_said("Another careader of yours is at a note")
    reader.type("gn")
    reader.wait_for("End the careader")
    reader.press("Escape")
    reader.wait(lambda screen: "End the careader" not in screen.text)
    reader.quit()
    other.type("!")
    other.wait_for(f"{NOTE}!")
    other.press("Escape")
    other.wait_said("Note saved")
