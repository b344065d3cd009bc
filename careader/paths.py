"""Every folder and file careader uses outside the library, in one place (XDG on Linux)."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "careader"


@dataclass(frozen=True, slots=True)
class Paths:
    """The user's folders for careader. Nothing here is created until it is written to."""

    config_dir: Path
    data_dir: Path
    state_dir: Path
    cache_dir: Path

    @classmethod
    def of_user(cls) -> Paths:
        """Return the folders of the user who runs the program."""
        return cls(
            config_dir=Path(platformdirs.user_config_dir(APP)),
            data_dir=Path(platformdirs.user_data_dir(APP)),
            state_dir=Path(platformdirs.user_state_dir(APP)),
            cache_dir=Path(platformdirs.user_cache_dir(APP)),
        )

    @property
    def config_file(self) -> Path:
        """Settings, keymap, saved searches."""
        return self.config_dir / "config.yaml"

    @property
    def countries_file(self) -> Path:
        """The user's own names of countries, people and places."""
        return self.config_dir / "countries.yaml"

    @property
    def aliases_file(self) -> Path:
        """The user's own spellings of names (`careader.search.spellings`)."""
        return self.config_dir / "aliases.yaml"

    @property
    def default_library(self) -> Path:
        """The library when neither option, environment nor settings name one."""
        return self.data_dir / "library"

    def cache_of(self, library: Path) -> Path:
        """Catalogue, reading texts and search index of one library: all of it can be deleted."""
        return self.cache_dir / library_key(library)

    def state_of(self, library: Path) -> Path:
        """Return where reading positions, read and unread, drafts of one library are kept."""
        return self.state_dir / library_key(library)

    def annotations_of(self, library: Path) -> Path:
        """Where the annotations of a library go that cannot be written to."""
        return self.data_dir / "annotations" / library_key(library)


def library_key(library: Path) -> str:
    """Return a folder name for a library: its own name and a short hash of where it lies."""
    resolved = library.resolve()
    digest = hashlib.sha256(str(resolved).encode("utf-8", "surrogateescape")).hexdigest()[:10]
    slug = re.sub(r"[^a-z0-9]+", "-", resolved.name.lower()).strip("-")[:40]
    return f"{slug or 'library'}-{digest}"


def has_gone(folder: Path) -> bool:
    """Say whether there is certainly no such folder any more."""
    try:
        return not stat.S_ISDIR(os.stat(folder).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
