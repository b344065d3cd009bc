"""careader config and careader keys: where everything lies, what is set, what each key does."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_calls import Call, User

from careader.cli.commands.keys import where
from careader.config import describe
from careader.tui.commands import COMMANDS
from careader.tui.commands.base import PANES, Context


class TestConfig:
    def test_says_where_everything_lies_and_makes_none_of_it(
        self, user: User, careader: Call, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("CAREADER_LIBRARY")
        before = sorted(user.home.rglob("*"))
        paths = careader("config", "--json").json()["paths"]
        assert paths["settings"] == str(user.config_file)
        assert all(Path(each).is_relative_to(user.home) for each in paths.values())
        assert sorted(user.home.rglob("*")) == before

    @pytest.mark.parametrize("option", [("--library", "/a"), ("--library=/a",)])
    def test_names_the_library_of_the_call(
        self, user: User, careader: Call, option: tuple[str, ...]
    ) -> None:
        for words in ((*option, "config", "--json"), ("config", "--json", *option)):
            assert careader(*words).json()["paths"]["library"] == "/a"
        assert careader("config", "--json").json()["paths"]["library"] == str(user.library)

    def test_lists_every_setting_with_its_value(self, user: User, careader: Call) -> None:
        user.configure("measure: 60\nreader: ada\ncolors: {green: agreed}\n")
        settings = {each["name"]: each for each in careader("config", "--json").json()["settings"]}
        assert list(settings) == [name for name, _, _ in describe()]
        assert (settings["measure"]["value"], settings["measure"]["default"]) == (60, "72")
        assert settings["reader"]["value"] == "ada"
        assert settings["colors"]["value"] == {"green": "agreed"}
        out = careader("config").out
        assert "measure: 60\n" in out
        assert "colors: green: agreed\n" in out

    def test_a_broken_settings_file_is_named_and_the_places_still_said(
        self, user: User, careader: Call
    ) -> None:
        user.configure("measure: wide\n")
        outcome = careader("config")
        assert outcome.status == 1
        assert str(user.config_file) in outcome.out
        assert "measure" in outcome.err
        assert outcome.err.count("\n") == 1


class TestKeys:
    def test_are_those_of_every_command(self, user: User, careader: Call) -> None:
        rows = careader("keys", "--json").json()
        assert [row["id"] for row in rows] == [command.id for command in COMMANDS]
        assert all(set(row) >= {"id", "keys", "contexts", "group", "description"} for row in rows)
        out = careader("keys").out
        assert all(command.id in out and command.title() in out for command in COMMANDS)

    def test_are_the_user_s_own_where_there_are_some(self, user: User, careader: Call) -> None:
        user.configure("keys: {quit: [Q, Ctrl+q], no.such: x, help: j}\n")
        rows = {row["id"]: row for row in careader("keys", "--json").json()}
        assert rows["quit"]["keys"] == ["Q", "Ctrl+q"]
        assert "no.such" in careader("keys").err

    def test_where_they_work_is_said_in_short(self) -> None:
        assert where([Context.ANYWHERE, Context.MARKING]) == ""
        assert where([*PANES, Context.MARKING]) == "every pane, marking"
        assert where([Context.ARTICLES, Context.READING]) == "articles, reading"
