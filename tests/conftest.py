"""What all tests share: nothing of one file of tests stays open in the next."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def files_closed_with_their_tests() -> Iterator[None]:
    """Let go of the apps and workspaces of a file of tests, and of the files they hold open.

    Screens refer to each other in circles, so only the collector ends them; a process that runs
    four thousand tests would come to the 1,024 descriptors that `select` can wait for.
    """
    yield
    gc.collect()
