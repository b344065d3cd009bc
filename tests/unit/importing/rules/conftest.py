"""The profiles that come with careader, loaded once."""

import pytest

from careader.importing.rules import Profiles


@pytest.fixture(scope="session")
def profiles() -> Profiles:
    return Profiles.load()
