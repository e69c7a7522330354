"""Build the hostile files into a folder: `python -m tests.hostile.build FOLDER`.

Runs in a process of its own, so that the memory the bombs take while they are made is not the reader's.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.hostile import docx_cases, pdf_cases
from tests.hostile.case import Case


def all_cases() -> Iterator[Case]:
    """Yield every case, PDF and other."""
    yield from pdf_cases.cases()
    yield from docx_cases.cases()


def main(folder: Path) -> None:
    """Write each case under its name."""
    for case in all_cases():
        (folder / case.name).write_bytes(case.make())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
