"""The engines there are keep the contract."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from careader.search.engine import Engine
from careader.search.whoosh_engine import WhooshEngine
from tests.unit.search.conformance import EngineConformance, Make
from tests.unit.search.memory_engine import MemoryEngine


class TestMemory(EngineConformance):
    @pytest.fixture
    def make(self) -> Make:
        return MemoryEngine


class TestWhoosh(EngineConformance):
    @pytest.fixture
    def make(self) -> Iterator[Make]:
        with tempfile.TemporaryDirectory() as root:

            def new() -> Engine:
                return WhooshEngine(Path(tempfile.mkdtemp(dir=root)) / "whoosh")

            yield new
