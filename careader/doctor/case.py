"""What is examined: one user's settings, the library they mean, opened once for all checks."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

from careader import config as settings_file
from careader.config import Config
from careader.errors import CareaderError, ConfigError
from careader.library.catalogue import Catalogue
from careader.paths import Paths
from careader.workspace import LIBRARY_VARIABLE, Workspace


class Case:
    """Settings, folders and library; nothing is made or changed by looking."""

    def __init__(self, option: str | None, paths: Paths) -> None:
        """Take what `--library` names, None for nothing, and the user's folders."""
        self.paths = paths
        self._option = option
        self.settings_problem = ""
        """Why the settings are the defaults, in one line; empty when they are the user's."""
        self.library_problem = ""
        """Why there is no library, in one line; known once `workspace` was asked for."""
        try:
            self.config = settings_file.load(paths.config_file)
        except ConfigError as error:
            self.config, self.settings_problem = Config(), str(error)

    @cached_property
    def root(self) -> Path:
        """Where the library is or would be."""
        named = self._option or os.environ.get(LIBRARY_VARIABLE) or self.config.library
        return Path(named).expanduser() if named else self.paths.default_library

    @property
    def first_start(self) -> bool:
        """Whether there is no library because careader was never started."""
        return self.root == self.paths.default_library and not self.root.exists()

    @cached_property
    def workspace(self) -> Workspace | None:
        """The open library; None when it cannot be opened."""
        try:
            return Workspace.open(self.root, self.config, self.paths)
        except CareaderError as error:
            self.library_problem = str(error)
            return None

    @cached_property
    def articles(self) -> Catalogue | None:
        """What lies in the library now, every file looked at; None when it cannot be listed."""
        if self.workspace is None:
            return None
        from careader.library.scan import scan

        try:
            return scan(self.workspace.library.root, None, None)
        except OSError as error:
            self.library_problem = f"the articles cannot be listed: {error}"
            return None
