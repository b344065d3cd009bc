"""What holds the parts together: who may import what, what a start costs, what no file may hold."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import careader

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "careader"
HEAVY = ("textual", "rich", "whoosh", "yaml", "markdown_it", "sqlite3", "click", "platformdirs")


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def heavy_after(code: str) -> set[str]:
    """Return which heavy packages a fresh interpreter holds after some code."""
    ending = f"import json, sys; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    done = run(f"{code}\n{ending}")
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


# --- what a start costs


@pytest.mark.skipif(not (PACKAGE / "cli" / "main.py").exists(), reason="there is no entry yet")
def test_the_version_is_told_without_any_package_of_others() -> None:
    code = """
import sys
sys.argv = ["careader", "--version"]
from careader.cli.main import main
try:
    status = main()
except SystemExit as end:
    status = end.code
assert not status, status
"""

    assert heavy_after(code) == set()
    assert run(code).stdout.strip() == f"careader {careader.__version__}"


def test_settings_that_are_not_there_are_read_without_yaml() -> None:
    code = "from pathlib import Path; from careader.config import load; load(Path('no/such/file'))"

    assert heavy_after(code) == set()


def test_commands_and_keys_can_be_listed_without_a_screen() -> None:
    code = """
from careader.tui.commands import COMMANDS
from careader.tui.keymap import Keymap
assert [Keymap(COMMANDS).keys_of(each) for each in COMMANDS]
"""

    assert heavy_after(code) == set()


# --- who may import what


def parts() -> set[str]:
    """Return the top-level modules and packages of careader, `__init__` aside."""
    modules = {each.stem for each in PACKAGE.glob("*.py")} - {"__init__"}
    packages = {each.parent.name for each in PACKAGE.glob("*/*.py")}
    return {f"careader.{name}" for name in modules | packages}


def contracts() -> dict[str, set[str]]:
    """Return what each import contract forbids, and to whom."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = settings["tool"]["importlinter"]["contracts"]
    return {each["forbidden_modules"][0]: set(each["source_modules"]) for each in found}


@pytest.mark.parametrize(("package", "home"), [("textual", "tui"), ("whoosh", "search")])
def test_a_contract_names_every_part_but_the_one_that_may(package: str, home: str) -> None:
    assert sorted(contracts()[package]) == sorted(parts() - {f"careader.{home}"})


def test_the_contracts_are_kept() -> None:
    pytest.importorskip("importlinter", reason="import-linter is a tool of development")

    done = run(
        "import sys; sys.argv = ['lint-imports', '--no-cache'];"
        "from importlinter.cli import lint_imports_command; lint_imports_command()"
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_outside_the_reader_brings_textual_along() -> None:
    # import-linter sees direct imports only: the command line may import tui where it starts it.
    code = """
import importlib, pkgutil, careader
for each in pkgutil.walk_packages(careader.__path__, "careader."):
    if not each.name.startswith("careader.tui") and not each.name.endswith("__main__"):
        importlib.import_module(each.name)
"""

    assert "textual" not in heavy_after(code)


# --- what no file may hold

MACHINE_PATH = re.compile(
    r"(?<![\w.:~$}/-])/(?:home|root|Users|work|opt|private)/\w|\b[A-Z]:\\+Users\\", re.ASCII
)
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|crates\.io|anaconda\.org|proxy\.golang\.org"
    r"|\b(?:extra-)?index-url\b|\bfind-links\b|file:///",
    re.IGNORECASE,
)


def texts() -> dict[str, str]:
    """Return every file of the package as text."""
    files = (
        each for each in PACKAGE.rglob("*") if each.is_file() and "__pycache__" not in each.parts
    )
    return {
        str(each.relative_to(ROOT)): each.read_text(encoding="utf-8", errors="replace")
        for each in files
    }


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY], ids=["machine path", "registry"])
def test_no_file_names_a_machine_or_a_registry(pattern: re.Pattern[str]) -> None:
    found = {name: match[0] for name, text in texts().items() if (match := pattern.search(text))}

    assert found == {}


def test_no_file_names_the_place_where_it_is_tested() -> None:
    # "/" and the like are folders of every machine.
    here = [str(each) for each in (ROOT, Path.home(), Path(sys.prefix)) if len(each.parts) > 2]
    found = [(name, each) for name, text in texts().items() for each in here if each in text]

    assert found == []


@pytest.mark.parametrize(
    ("text", "names_one"),
    [
        ('ROOT = "/home/amina/library"', True),
        ("see /root/notes", True),
        (r"C:\Users\amina", True),
        ("https://example.org/home/page", False),
        ("`$HOME/work/notes`", False),
        ("~/work/notes", False),
    ],
)
def test_a_machine_path_is_told_from_a_path_anywhere(text: str, names_one: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) is names_one
