"""The small markup in which the documents of this corpus are written, and what it becomes.

@kop NAME        the letterhead of an office (see `prose.OFFICES`)
# TEXT           a centred heading line          > TEXT    a line set to the right
A :: B           a row of labels and values      | a | b   a row of a table
@sig / @end      signature lines between them, left and right parted by ` || `
~ THEME N        N paragraphs of office prose    ---       a new page
^ TEXT           the footer of every page        ^^ TEXT   the header of every page
[box] TEXT       a text box                      [cc] TEXT a content control
"""

from dataclasses import dataclass, field
from zlib import crc32

from testkit.rendered.prose import OFFICES, paragraphs

__all__ = ["Block", "Sheet", "parse"]


@dataclass(frozen=True)
class Block:
    """One piece of a document: what it is and its rows of cells."""

    what: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """The only cell of a block that has one."""
        return self.rows[0][0]


@dataclass
class Sheet:
    """A document ready to be set: its blocks, running header and footer, and a seed for matters of taste."""

    seed: int
    blocks: list[Block] = field(default_factory=list)
    header: str = ""
    footer: str = ""


def _add_row(sheet: Sheet, what: str, cells: tuple[str, ...]) -> None:
    if sheet.blocks and sheet.blocks[-1].what == what:
        sheet.blocks[-1] = Block(what, (*sheet.blocks[-1].rows, cells))
    else:
        sheet.blocks.append(Block(what, (cells,)))


def _prose_or_kop(sheet: Sheet, line: str, name: str) -> None:
    if line.startswith("@kop "):
        sheet.blocks.append(Block("kop", tuple((row,) for row in OFFICES[line[5:].strip()])))
        return
    _, theme, count = line.split()
    key = f"{name}{len(sheet.blocks)}"
    sheet.blocks.extend(Block("p", ((text,),)) for text in paragraphs(theme, int(count), key))


def parse(name: str, body: str) -> Sheet:
    """The sheet that a marked-up text describes."""
    sheet = Sheet(seed=crc32(name.encode()))
    marks = {"# ": "h", "> ": "right", "[box] ": "box", "[cc] ": "cc"}
    signing = False
    for line in body.strip("\n").split("\n"):
        mark = next((key for key in marks if line.startswith(key)), None)
        if line == "@sig":
            signing = True
            sheet.blocks.append(Block("gap", (("",),)))
        elif line == "@end":
            signing = False
            sheet.blocks.append(Block("gap", (("",),)))
        elif signing:
            left, bar, right = line.partition("||")
            _add_row(sheet, "sig2" if bar else "sig", (left.strip(), right.strip()) if bar else (line,))
        elif line.startswith(("@kop ", "~ ")):
            _prose_or_kop(sheet, line, name)
        elif line.startswith("^^ "):
            sheet.header = line[3:]
        elif line.startswith("^ "):
            sheet.footer = line[2:]
        elif mark:
            sheet.blocks.append(Block(marks[mark], ((line[len(mark) :],),)))
        elif line == "---":
            sheet.blocks.append(Block("page", (("",),)))
        elif line.startswith("| "):
            _add_row(sheet, "table", tuple(cell.strip() for cell in line[2:].split("|")))
        elif " :: " in f"{line} ":
            label, _, value = f"{line} ".partition(" :: ")
            _add_row(sheet, "kv", (label.strip(), value.strip()))
        elif not line.strip():
            sheet.blocks.append(Block("gap", (("",),)))
        else:
            sheet.blocks.append(Block("p", ((line,),)))
    return sheet
