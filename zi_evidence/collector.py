"""Thousands of rows made into objects without the cycle collector looking at each of them again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_at_rest"]


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No search for cycles meanwhile: for work that makes many lasting objects and none that refer to themselves."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
