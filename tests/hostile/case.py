"""One hostile file: how it is made, and what must become of it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A file and its expectation.

    Attributes:
        name: the file's name, which decides nothing.
        make: makes the bytes.
        statuses: any of these is right; more than one where engines and machines differ.
        flag: must be set, where not empty.
    """

    name: str
    make: Callable[[], bytes]
    statuses: frozenset[str]
    flag: str = ""
