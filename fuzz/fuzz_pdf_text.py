"""Any bytes as PDF give a reading, by either engine, within seconds.

pdfium itself may abort on an input: that is a finding about pdfium, which the worker's cage is there for.
"""
# ruff: noqa: INP001 - run as scripts; an assertion is what a fuzzer listens to

import atheris

with atheris.instrument_imports(include=["zi_evidence.reading", "pypdf"]):
    from zi_evidence.reading.pdf import read_pdf

from dataclasses import replace

from fuzz.harness import LIMITS, check, run
from tests.hostile.pdf_cases import cases


def one(data: bytes) -> None:
    """Read with the first engine, and with the second."""
    check(read_pdf(data, LIMITS))
    check(read_pdf(data, replace(LIMITS, engine="pypdf")))


if __name__ == "__main__":
    run(one, cases())
