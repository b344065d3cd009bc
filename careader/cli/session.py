"""From settings and options to an open library."""

from __future__ import annotations

from careader.config import Config, load
from careader.paths import Paths
from careader.workspace import Workspace, find_library


def settings() -> tuple[Config, Paths]:
    """Return the user's settings and folders; raises ConfigError."""
    paths = Paths.of_user()
    return load(paths.config_file), paths


def use_own_countries() -> None:
    """Let the names in the user's `countries.yaml` hold; what is wrong in it is said elsewhere."""
    from careader import own_countries

    own_countries.use(Paths.of_user().countries_file)


def open_workspace(library: str | None) -> Workspace:
    """Open the library that is meant, knowing what lies on the disk now; raises CareaderError."""
    workspace = open_unscanned(library)
    workspace.scan()
    return workspace


def open_unscanned(library: str | None) -> Workspace:
    """Open the library that is meant as the last scan left it; raises CareaderError."""
    config, paths = settings()
    return Workspace.open(find_library(library, config, paths), config, paths)
