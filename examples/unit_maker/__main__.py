"""Makes every file of the example unit folder, in a fixed order, and says what it wrote."""

import sys
from collections.abc import Iterator
from pathlib import Path

from .by_fpdf import draw_with_fpdf
from .by_pillow import draw_as_scan
from .by_reportlab import draw_with_reportlab
from .by_word import write_docx
from .oddities import draw_damaged, draw_encrypted, odd_files
from .papers import Paper, read_papers

__all__ = ["all_files", "main"]

_HERE = Path(__file__).parent
_DRAW = {
    "reportlab": draw_with_reportlab,
    "fpdf": draw_with_fpdf,
    "docx": write_docx,
    "scan": draw_as_scan,
    "encrypted": draw_encrypted,
    "damaged": draw_damaged,
}


def all_files() -> Iterator[tuple[str, bytes]]:
    """Path inside the unit folder (`/` between parts) and bytes of every file, papers first."""
    made: dict[str, bytes] = {}
    papers: list[Paper] = read_papers(_HERE / "papers")
    for paper in papers:
        made[paper.path] = _DRAW[paper.maker](paper)
    yield from made.items()
    yield from odd_files(made)
    yield "zi-evidence.yaml", (_HERE / "papers" / "zi-evidence.yaml").read_bytes()


def main(folder: Path) -> int:
    """Write the folder; 1 if it holds files that are not made here (they are left alone)."""
    written: set[str] = set()
    size = 0
    for path, data in all_files():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        written.add(path)
        size += len(data)
    print(f"{len(written)} files, {size:,} bytes in {folder}")
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    strangers = sorted(found - written)
    for path in strangers:
        print(f"not made by this script: {path}", file=sys.stderr)
    return 1 if strangers else 0


if __name__ == "__main__":
    _given = sys.argv[1:]
    sys.exit(main(Path(_given[0]) if _given else _HERE.parent / "unit"))
