r"""Reads the papers' words from the text files in `papers/` into blocks any format can draw.

A text file holds papers one after another:

    @@@ folder/name.pdf              a new paper: where it lies in the unit folder
    @ maker reportlab                reportlab, fpdf, docx or scan
    @ template skm                   words come from papers/templates/skm.txt ...
    @ set period = Triwulan I        ... with $period filled in; `\n` in a value is a line break

and then one block after another. A line's first mark says what it is:

    %letterhead lapas    # centred title    ## heading    = Label : value    | cell | cell
    - hanging line       %sign place, date | person       %page    %footer text
    %dateline place, date                                 (a letter's, at the right margin)
    %header text, %box text, %control label | text        (only DOCX draws these in its own way)

A field with the label `-` continues the one above it.
Other lines are paragraphs, ended by an empty line. In `%sign`, ` / ` is a line break.
"""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

from .office import PEOPLE

__all__ = ["Block", "Paper", "day_of", "read_papers", "sign_lines"]

_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")
_ITEM = re.compile(r"(-|[a-z]\.|\d{1,2}\.) (.+)")
_DIRECTIVES = ("letterhead", "dateline", "sign", "page", "footer", "header", "box", "control")


@dataclass(frozen=True)
class Block:
    """One block: `kind` is a directive's name, or title, heading, field, item, table, para.

    Attributes:
        text: the words; of a field and an item the part after the label.
        label: a field's label, an item's mark.
        rows: a table's rows, the first one its head.
    """

    kind: str
    text: str = ""
    label: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Paper:
    """One document to make. `made` is the day its file claims to have been created."""

    path: str
    maker: str
    made: dt.date
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The first centred lines, as the file's own metadata carry them."""
        return " ".join(b.text for b in self.blocks if b.kind == "title")[:120]


def read_papers(folder: Path) -> list[Paper]:
    """All papers of all text files of the folder, in the order of their names and lines."""
    papers: list[Paper] = []
    for file in sorted(folder.glob("*.txt")):
        for part in file.read_text(encoding="utf-8").split("@@@ ")[1:]:
            path, _, rest = part.partition("\n")
            papers.append(_paper(path.strip(), rest, folder / "templates"))
    return papers


def day_of(text: str) -> dt.date | None:
    """The last date that is written in full in the text."""
    found = _DAY.findall(text)
    if not found:
        return None
    day, month, year = found[-1]
    return dt.date(int(year), _MONTHS.index(month) + 1, int(day))


def sign_lines(block: Block) -> tuple[list[str], list[str]]:
    """What stands above and below the signature: place, date and position; name and NIP."""
    where, _, who = block.text.partition("|")
    person = PEOPLE[who.strip()]
    above = [line.strip() for line in where.split(" / ") if line.strip()]
    return [*above, person.position], [person.name, f"NIP {person.nip}"]


def _paper(path: str, text: str, templates: Path) -> Paper:
    maker, values, lines = "reportlab", dict[str, str](), list[str]()
    template = ""
    for line in text.splitlines():
        if line.startswith("@ maker "):
            maker = line.removeprefix("@ maker ").strip()
        elif line.startswith("@ template "):
            template = line.removeprefix("@ template ").strip()
        elif line.startswith("@ set "):
            name, _, value = line.removeprefix("@ set ").partition(" = ")
            values[name] = value.replace("\\n", "\n")
        else:
            lines.append(line)
    if template:
        words = (templates / f"{template}.txt").read_text(encoding="utf-8")
        lines = Template(words).substitute(values).splitlines()
    blocks = tuple(_blocks(lines))
    signed = "\n".join(b.text for b in blocks if b.kind in {"sign", "dateline"})
    made = day_of(signed) or day_of("\n".join(lines)) or dt.date(2026, 1, 5)
    return Paper(path, maker, made, blocks)


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    table: list[tuple[str, ...]] = []
    words: list[str] = []
    for line in [*lines, ""]:
        row = line.startswith("| ")
        if table and not row:
            blocks.append(Block("table", rows=tuple(table)))
            table = []
        plain = bool(line.strip()) and not _is_marked(line)
        if words and not plain:
            blocks.append(Block("para", " ".join(words)))
            words = []
        if row:
            table.append(tuple(cell.strip() for cell in line[2:].split(" | ")))
        elif plain:
            words.append(line.strip())
        elif line.strip():
            blocks.append(_marked(line))
    return blocks


def _is_marked(line: str) -> bool:
    return line.startswith(("%", "# ", "## ", "= ", "| ")) or _ITEM.match(line) is not None


def _marked(line: str) -> Block:
    if line.startswith("%"):
        name, _, text = line[1:].partition(" ")
        if name not in _DIRECTIVES:
            raise ValueError(f"unknown mark in a paper: {line!r}")
        if name == "control":
            label, _, text = text.partition(" | ")
            return Block(name, text.strip(), label.strip())
        return Block(name, text.strip())
    if line.startswith("# "):
        return Block("title", line[2:].strip())
    if line.startswith("## "):
        return Block("heading", line[3:].strip())
    if line.startswith("= "):
        label, _, text = line[2:].partition(" : ")
        return Block("field", text.strip(), label.strip().removeprefix("-"))
    item = _ITEM.match(line)
    if item is None:
        raise ValueError(f"not a marked line: {line!r}")
    return Block("item", item[2], item[1])
