"""The wheel: what a user installs holds everything careader needs, and nothing else."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal_home import LONGEST, Home

ROOT = Path(__file__).parents[2]
NO_BACKEND = ("No matching distribution", "Could not find a version", "Connection", "resolve")


def sources() -> set[str]:
    """Return the files of the package, by their place in a wheel."""
    package = ROOT / "careader"
    files = (path for path in package.rglob("*") if path.is_file())
    kept = (path for path in files if "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in kept}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel of this tree, built as pip builds it."""
    if not (ROOT / "pyproject.toml").exists():
        pytest.skip("this is not a source tree")
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "-q", *options, "-w", folder, ROOT],
        capture_output=True, text=True, check=False, timeout=LONGEST,
    )  # fmt: skip
    if done.returncode and not options and any(each in done.stderr for each in NO_BACKEND):
        pytest.skip("hatchling is not installed and cannot be fetched")
    assert done.returncode == 0, done.stderr
    [built] = folder.glob("careader-*.whl")
    with zipfile.ZipFile(built) as opened:
        yield opened


def test_it_holds_the_package_whole(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert sources() <= names
    assert "careader/tui/careader.tcss" in names
    assert any(name.startswith("careader/countries/data/") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_it_holds_the_sample_articles(wheel: zipfile.ZipFile) -> None:
    articles = ROOT / "articles"
    meant = {
        f"careader/sample/{path.relative_to(articles).as_posix()}": path.read_bytes()
        for path in articles.rglob("*.md")
    }
    assert len(meant) >= 12
    assert {name: wheel.read(name) for name in meant} == meant


def test_it_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    files = [name for name in wheel.namelist() if not name.endswith("/")]
    outside = [name for name in files if not name.startswith(("careader/", "careader-"))]
    assert outside == []
    for name in files:
        parts = name.split("/")
        assert not {"tests", "benchmarks", "__pycache__"} & {*parts}, name
        assert not parts[-1].startswith(("test_", "conftest", ".")), name
    package = {name for name in files if name.startswith("careader/")}
    sample = {name for name in package if name.startswith("careader/sample/")}
    assert package - sample == sources()
    assert sum(wheel.getinfo(name).file_size for name in files) < 5_000_000


def test_it_runs_without_the_source_tree(
    wheel: zipfile.ZipFile, home: Home, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    wheel.extractall(site)
    code = "import careader, sys; from careader.cli.main import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, "list"],
        env={**home.environment, "PYTHONPATH": str(site)},
        cwd=tmp_path, capture_output=True, check=False, timeout=LONGEST,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith(b"12 articles")
    library = home.folder("library") / "articles"
    laid_down = {path.read_bytes() for path in library.rglob("*.md")}
    shipped = {wheel.read(name) for name in wheel.namelist() if name.startswith("careader/sample/")}
    assert laid_down == {data for data in shipped if data}
