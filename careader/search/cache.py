"""A cache that forgets what was not asked for longest, bounded by the size of what it holds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class SizedCache(Generic[K, V]):
    """Least recently used values, their sizes together at most `limit`. Thread-safe."""

    def __init__(self, limit: int, size: Callable[[V], int] = lambda value: 1) -> None:
        self._limit = limit
        self._size = size
        self._held = 0
        self._values: dict[K, V] = {}
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """Return a value and remember that it was wanted."""
        with self._lock:
            if key not in self._values:
                return None
            value = self._values[key] = self._values.pop(key)
            return value

    def put(self, key: K, value: V) -> V:
        """Keep a value and return it; what is larger than the cache is not kept."""
        size = self._size(value)
        with self._lock:
            if key in self._values or size > self._limit:
                return value
            self._values[key] = value
            self._held += size
            while self._held > self._limit:
                oldest = next(iter(self._values))
                self._held -= self._size(self._values.pop(oldest))
        return value
