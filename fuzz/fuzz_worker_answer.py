"""Whatever a worker sends is a reading, or a declared error."""
# ruff: noqa: INP001, S101 - run as scripts; an assertion is what a fuzzer listens to

import contextlib

import atheris

with atheris.instrument_imports(include=["zi_evidence.reading"]):
    from zi_evidence.reading import BadAnswer, dump_reading, parse_reading
    from zi_evidence.reading.frames import BadFrame, FrameReader, unpack_body
    from zi_evidence.reading.signer_names import signer_name

from fuzz.harness import check, run
from tests.hostile.case import Case
from zi_evidence.model import DocumentStatus, Page, Reading

GOOD = Reading(DocumentStatus.READ, "application/pdf", pages=(Page("surat"),), page_count=1, flags=("xfa",))


def one(data: bytes) -> None:
    """Take the bytes as a stream of frames, a body, a reading, and a signature."""
    with contextlib.suppress(BadFrame):
        FrameReader({b"A": 1000, b"P": 20}).feed(data)
    with contextlib.suppress(BadFrame):
        assert len(unpack_body(data, 1000)) <= 1000
    with contextlib.suppress(BadAnswer):
        check(parse_reading(data))
    assert "\n" not in signer_name(data)


if __name__ == "__main__":
    run(one, [Case("baik.json", lambda: dump_reading(GOOD), frozenset())])
