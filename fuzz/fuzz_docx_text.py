"""Any XML as the text of a DOCX gives lines, or is refused; any bytes as DOCX give a reading."""
# ruff: noqa: INP001, S101 - run as scripts; an assertion is what a fuzzer listens to

import contextlib
import io
import zipfile

import atheris

with atheris.instrument_imports(include=["zi_evidence.reading"]):
    from zi_evidence.reading import read_bytes
    from zi_evidence.reading.docx_text import part_text
    from zi_evidence.reading.safe_xml import Refusal

from fuzz.harness import LIMITS, check, run
from tests.hostile.case import Case
from tests.hostile.docx_cases import TYPES, cases, docx

LIST = '<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'


def one(data: bytes) -> None:
    """Take the bytes as a document part, alone and inside a container, and as what its lists and styles are."""
    with contextlib.suppress(Refusal):
        assert sum(map(len, part_text(data, limit=10_000).lines)) <= 10_000
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", data)
        archive.writestr("docProps/core.xml", data)
    check(read_bytes(out.getvalue(), limits=LIMITS))
    check(read_bytes(docx(LIST, {"word/numbering.xml": data, "word/styles.xml": data}), limits=LIMITS))


def part(case: Case) -> bytes:
    """Return the document part of a case, empty where it has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(case.make())) as archive:
            return archive.read("word/document.xml")
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError):
        return b""


if __name__ == "__main__":
    run(one, (Case(case.name, lambda case=case: part(case), case.statuses) for case in cases() if case.small))
