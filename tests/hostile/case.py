"""One hostile file: how it is made, and what must become of it."""

import re
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

    @property
    def small(self) -> bool:
        """Tell whether making it is quick: names with a number of thousands are the big ones."""
        return re.search(r"bom|\d{2,}(mb|gb|-|00)|juta|raksasa|panjang|dag|tanpa-akhir", self.name) is None
