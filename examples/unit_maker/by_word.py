"""Writes a paper as a Word document: tables, page header, text box and content control included.

python-docx makes the document; the package is then written again with fixed times and a fixed
order, since a ZIP archive remembers both. Parts and styles that the papers do not use are left out
to keep files small.
"""

import datetime as dt
import io
import zipfile

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from .office import LETTERHEADS
from .papers import Block, Paper, sign_lines

__all__ = ["packed", "write_docx"]

_KEPT_STYLES = {"Normal", "Header", "Table Normal", "Normal Table", "Table Grid"}
_DROPPED = (
    "word/stylesWithEffects.xml",
    "docProps/thumbnail.jpeg",
    "customXml/",
    "word/webSettings.xml",
)

# A text box as Word writes it: the modern drawing, and the older picture for programs that lack it.
_BOX = """<w:r {w} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="5400000" cy="720000"/>
<wp:docPr id="1" name="Kotak Teks 1"/><a:graphic><a:graphicData
 uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="720000"/>
</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>
<a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:txbx><w:txbxContent>{text}
</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>
</w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect style="width:425pt;height:57pt"><v:textbox>
<w:txbxContent>{text}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""

_CONTROL = """<w:sdt {w}><w:sdtPr><w:alias w:val="{label}"/><w:tag w:val="{label}"/><w:text/>
</w:sdtPr><w:sdtContent><w:p><w:r><w:t xml:space="preserve">{label} : {text}</w:t></w:r></w:p></w:sdtContent>
</w:sdt>"""


def write_docx(paper: Paper) -> bytes:
    """The paper as DOCX bytes; the same paper always gives the same bytes."""
    document = Document()
    _slim(document)
    moment = dt.datetime(paper.made.year, paper.made.month, paper.made.day, 9, tzinfo=dt.UTC)
    core = document.core_properties
    core.title, core.author, core.last_modified_by = paper.title, "Operator", "Operator"
    core.created = core.modified = moment
    core.comments, core.revision = "", 1
    for block in paper.blocks:
        _write(document, block)
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a ZIP archive with one fixed time, content types first, then by name.

    Stored, not deflated: compressed bytes would differ between machines' zlib versions.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(parts, key=lambda part: (part != "[Content_Types].xml", part)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            package.writestr(entry, parts[name])
    return out.getvalue()


def _slim(document: DocumentObject) -> None:
    """Leave out what the default template of python-docx carries along and no paper uses."""
    styles = document.styles.element
    for style in list(styles):
        if style.tag == qn("w:latentStyles"):
            styles.remove(style)
        elif style.tag == qn("w:style"):
            name = style.find(qn("w:name"))
            default = style.get(qn("w:default")) == "1"
            if not default and (name is None or name.get(qn("w:val")) not in _KEPT_STYLES):
                styles.remove(style)
    for holder in (document.part.rels, document.part.package.rels):
        for key in list(holder):
            part = holder[key]
            if not part.is_external and str(part.target_part.partname)[1:].startswith(_DROPPED):
                del holder[key]
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)


def _line(
    document: DocumentObject, text: str, *, bold: bool = False, centre: bool = False, size: int = 11
) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.paragraph_format.space_after = Pt(4)
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _write(document: DocumentObject, block: Block) -> None:
    match block.kind:
        case "letterhead":
            above, office, below = LETTERHEADS[block.text]
            for line in above:
                _line(document, line, centre=True, size=10)
            _line(document, office, bold=True, centre=True)
            for line in below:
                _line(document, line, centre=True, size=8)
        case "title":
            _line(document, block.text, bold=True, centre=True)
        case "heading":
            _line(document, block.text, bold=True)
        case "field":
            _line(document, f"{block.label}\t{':' if block.label else ' '} {block.text}")
        case "item":
            paragraph = _line(document, f"{block.label}\t{block.text}")
            paragraph.paragraph_format.left_indent = Cm(1)
            paragraph.paragraph_format.first_line_indent = Cm(-1)
        case "table":
            _table(document, block)
        case "sign":
            over, under = sign_lines(block)
            for line in [*over, "", "", *under]:
                _line(document, line).paragraph_format.left_indent = Cm(8.5)
        case "dateline":
            _line(document, block.text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
        case "page":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case "header":
            document.sections[0].header.paragraphs[0].text = block.text
        case "footer":
            document.sections[0].footer.paragraphs[0].text = block.text
        case "box":
            text = f"<w:p><w:r><w:t>{block.text}</w:t></w:r></w:p>"
            run = parse_xml(_BOX.format(w=nsdecls("w", "wp", "a"), text=text))
            document.add_paragraph()._p.append(run)  # noqa: SLF001 - python-docx has no text boxes
        case "control":
            control = _CONTROL.format(w=nsdecls("w"), label=block.label, text=block.text)
            document.add_paragraph()._p.addnext(parse_xml(control))  # noqa: SLF001 - nor controls
        case _:
            _line(document, block.text)


def _table(document: DocumentObject, block: Block) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for number, row in enumerate(block.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.bold, run.font.size = number == 0, Pt(9)
    document.add_paragraph()
