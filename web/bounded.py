"""A size-limited cache in memory that drops the least recently used items first."""

from collections import OrderedDict
from collections.abc import Hashable
from contextlib import suppress
from threading import Lock
from typing import Any


class Bounded:
    """A dictionary of at most `most` bytes. Callers pass each item's size. Thread-safe."""

    def __init__(self, most: int):
        self.most = most
        self.size = 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, name: Hashable) -> Any:
        found = self._kept.get(name)
        if found is None:
            return None
        with suppress(KeyError):  # another thread made room
            self._kept.move_to_end(name)
        return found[0]

    def put(self, name: Hashable, thing: Any, size: int) -> None:
        """Store an item of `size` bytes, unless it alone would take more than an eighth of the space."""
        if size > self.most // 8:
            return
        with self._lock:
            _old, freed = self._kept.pop(name, (None, 0))
            self.size += size - freed
            self._kept[name] = (thing, size)
            while self.size > self.most:
                _name, (_thing, freed) = self._kept.popitem(last=False)
                self.size -= freed
