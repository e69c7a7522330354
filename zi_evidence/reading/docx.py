"""DOCX bytes to a reading: the gate first, then only the parts a reader sees."""

import posixpath
import re
from typing import TYPE_CHECKING, Any

from zi_evidence.model import DocumentStatus, Metadata, Page, Reading
from zi_evidence.model.reasons import reason
from zi_evidence.reading import hooks
from zi_evidence.reading.clean import clean_line, clean_text
from zi_evidence.reading.limits import Limits
from zi_evidence.reading.sniff import DOCX
from zi_evidence.reading.zip_gate import Refused, ZipGate

if TYPE_CHECKING:
    from zi_evidence.reading.docx_numbers import Lists

__all__ = ["read_docx"]

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OUTSIDE_KINDS = (
    "attachedTemplate",
    "oleObject",
    "frame",
    "subDocument",
    "image",
    "externalLink",
    "aFChunk",
)
_PAGES = re.compile(rb"<(?:\w+:)?Pages>\s*(\d{1,6})\s*</")
_DRAWN = re.compile(r"/(?:diagrams/data|charts/chart)\d{1,4}\.xml\Z")
_MAX_NOTES = 200


def read_docx(gate: ZipGate, limits: Limits) -> Reading:
    """Return the reading of a DOCX container that has passed the gate.

    A DOCX has pages only in print: its text is one page, and `page_count` is what the file says of itself.
    """
    from zi_evidence.reading.safe_xml import Refusal  # noqa: PLC0415 - lxml is only loaded in workers

    hooks.stage("docx")
    try:
        return _Docx(gate, limits).read()
    except Refused as refused:
        return failed(DocumentStatus(refused.kind), refused.reason)
    except Refusal as refusal:
        return failed(DocumentStatus.DAMAGED, reason(str(refusal)))


def failed(status: DocumentStatus, why: str) -> Reading:
    """Return the reading of a DOCX that was not read."""
    return Reading(status=status, media_type=DOCX, reason=why)


class _Docx:
    """One document on its way."""

    def __init__(self, gate: ZipGate, limits: Limits) -> None:
        from zi_evidence.reading.docx_styles import Styles  # noqa: PLC0415 - see read_docx

        self.gate = gate
        self.left = limits.max_chars
        self.flags: set[str] = set()
        self.styles = Styles()
        self.lists: Lists | None = None

    def read(self) -> Reading:
        main = self._main_part()
        if main not in self.gate:
            return failed(DocumentStatus.DAMAGED, reason("no_main_part"))
        folder = posixpath.dirname(main)
        self._containers(folder)
        self._learn_styles(folder, main)
        body = self._part(main)
        links = self._relations(main)
        headers, footers = self._margins(body, links, folder)
        notes: list[str] = []
        for name in ("footnotes", "endnotes"):
            notes += self._optional(f"{folder}/{name}.xml")
        if any(line.strip() for line in self._optional(f"{folder}/comments.xml")):
            self.flags.add("comments")
        self._relations(f"{folder}/settings.xml")
        drawn = self._drawn(main, links)
        text = clean_text("\n".join([*headers, *body.lines, *drawn, *notes, *footers])).strip("\n")
        metadata, pages = self._properties()
        empty = not any(char.isalnum() for char in text)
        status = DocumentStatus.NO_TEXT if empty else DocumentStatus.READ
        picture = any(name.startswith(f"{folder}/media/") for name in self.gate.names)
        why = ""
        if empty:
            why = reason("only_pictures" if picture else "no_words")
        elif "truncated" in self.flags:
            why = reason("cut_short")
        return Reading(
            status=status,
            media_type=DOCX,
            reason=why,
            pages=(Page(text, image_only=empty and picture),),
            page_count=pages,
            metadata=metadata,
            flags=tuple(sorted(self.flags)),
            engine="docx",
        )

    def _main_part(self) -> str:
        if "word/document.xml" in self.gate:
            return "word/document.xml"
        if "_rels/.rels" in self.gate:
            for kind, target, _, _ in self._links("_rels/.rels"):
                if kind == "officeDocument":
                    return target.lstrip("/")
        return "word/document.xml"

    def _containers(self, folder: str) -> None:
        for name in self.gate.names:
            if name.endswith("vbaProject.bin"):
                self.flags.add("macro")
            elif name.startswith(f"{folder}/embeddings/"):
                self.flags.add("embedded")

    def _part(self, name: str) -> Any:
        from zi_evidence.reading.docx_numbers import NumberedParagraphs  # noqa: PLC0415 - see read_docx
        from zi_evidence.reading.docx_text import part_text  # noqa: PLC0415 - see read_docx

        part = part_text(
            self.gate.read(name),
            limit=self.left,
            hidden_styles=self.styles.hidden,
            numbered=NumberedParagraphs(self.lists, self.styles) if self.lists else None,
        )
        self.left -= sum(map(len, part.lines))
        for flag, met in (
            ("tracked_changes", part.tracked),
            ("hidden_text", part.hidden),
            ("external", part.outside),
            ("truncated", part.truncated),
        ):
            if met:
                self.flags.add(flag)
        hooks.tick(f"docx {name}")
        return part

    def _optional(self, name: str) -> list[str]:
        if name not in self.gate:
            return []
        lines: list[str] = self._part(name).lines
        return [line for line in lines if line.strip()]

    def _drawn(self, main: str, links: dict[str, str]) -> list[str]:
        """Return the words of the diagrams and charts that the body shows; they stand in parts of their own."""
        drawn = {link: part for link, part in links.items() if _DRAWN.search(part) and part in self.gate}
        if not drawn:
            return []
        from zi_evidence.reading.docx_drawn import drawn_lines  # noqa: PLC0415 - see read_docx

        body = self.gate.read(main)
        shown = [
            part
            for link, part in drawn.items()
            if re.search(rb"""["']%b["']""" % re.escape(link.encode()), body)
        ]
        found: list[str] = []
        for name in dict.fromkeys(shown):
            lines = drawn_lines(self.gate.read(name), limit=self.left)
            self.left -= sum(map(len, lines))
            found += lines
            hooks.tick(f"docx {name}")
        return found

    def _margins(self, body: Any, links: dict[str, str], folder: str) -> tuple[list[str], list[str]]:
        """Return the lines of the headers and of the footers that some page shows, each part once."""
        asked = any(when == "even" for section in body.sections for _, when, _ in section.references)
        even = asked and self._even_pages(folder)
        shown: dict[str, dict[str, None]] = {"header": {}, "footer": {}}
        for section in body.sections:
            # The first page's header comes first: it is the letterhead.
            for kind, when, link in sorted(section.references, key=lambda item: item[1] != "first"):
                if (when == "first" and not section.title_page) or (when == "even" and not even):
                    continue
                if link in links:
                    shown[kind][links[link]] = None
        found: list[list[str]] = []
        for parts in shown.values():
            lines: list[str] = []
            for name in list(parts)[:_MAX_NOTES]:
                lines += self._optional(name)
            found.append(lines)
        return found[0], found[1]

    def _even_pages(self, folder: str) -> bool:
        name = f"{folder}/settings.xml"
        return name in self.gate and b"evenAndOddHeaders" in self.gate.read(name)

    def _learn_styles(self, folder: str, main: str) -> None:
        """Take from style sheet and lists what this text uses of them: hidden words and numbers of paragraphs.

        The style sheet is the largest part of many letters: it is unpacked only for a text that uses it.
        """
        body = self.gate.read(main)
        hides, styled, listed = (mark in body for mark in (b"rStyle", b"pStyle", b"numPr"))
        sheet, numbering = f"{folder}/styles.xml", f"{folder}/numbering.xml"
        has_lists = numbering in self.gate
        if sheet in self.gate and (hides or (styled and has_lists)):
            data = self.gate.read(sheet)
            listed = listed or b"numPr" in data
            if (hides and b"vanish" in data) or (styled and has_lists and b"numPr" in data):
                from zi_evidence.reading.docx_styles import read_styles  # noqa: PLC0415 - see read_docx

                self.styles = read_styles(data)
        if has_lists and listed:
            from zi_evidence.reading.docx_numbers import read_lists  # noqa: PLC0415 - see read_docx

            self.lists = read_lists(self.gate.read(numbering))

    def _relations(self, part: str) -> dict[str, str]:
        """Return relationship id -> part name of the inner relationships; flag what points outside."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        if rels not in self.gate:
            return {}
        links: dict[str, str] = {}
        for kind, target, outside, link in self._links(rels):
            if outside:
                if kind in _OUTSIDE_KINDS and _is_remote(target):
                    self.flags.add("external")
            else:
                links[link] = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
        return links

    def _links(self, rels: str) -> list[tuple[str, str, bool, str]]:
        from zi_evidence.reading.safe_xml import root_events  # noqa: PLC0415 - see read_docx

        return [
            (
                element.get("Type", "").rpartition("/")[2],
                element.get("Target", ""),
                element.get("TargetMode", "") == "External",
                element.get("Id", ""),
            )
            for _, element in root_events(self.gate.read(rels), (_RELATION,), ("end",))
        ]

    def _properties(self) -> tuple[Metadata, int | None]:
        """Return core properties and the page count the file claims; a broken part says nothing."""
        pages = None
        if "docProps/app.xml" in self.gate:
            match = _PAGES.search(self.gate.read("docProps/app.xml"))
            pages = int(match[1]) if match and int(match[1]) else None
        if "docProps/core.xml" not in self.gate:
            return Metadata(), pages
        from zi_evidence.reading.docx_properties import core_properties  # noqa: PLC0415 - see read_docx

        return core_properties(self.gate.read("docProps/core.xml")), pages


def _is_remote(target: str) -> bool:
    """Tell a target on another machine; one on the author's own disk is every second honest letter's."""
    plain = clean_line(target.lower().replace("\\", "/"))
    if plain.startswith("file:"):
        path = plain[5:]
        slashes = len(path) - len(path.lstrip("/"))
        # `file://server/x` and `file:////server/x` name a server, `file:///home/x` and drives do not.
        host = path.lstrip("/").partition("/")[0]
        return slashes != 3 and slashes >= 2 and host != "localhost" and re.match(r"[a-z][:|]$", host) is None
    return "://" in plain or plain.startswith("//")
