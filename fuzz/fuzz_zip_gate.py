"""Any bytes are a container whose members can be read within limits, or are refused with a reason."""
# ruff: noqa: INP001, S101 - run as scripts; an assertion is what a fuzzer listens to

import contextlib

import atheris

with atheris.instrument_imports(include=["zi_evidence.reading", "zipfile"]):
    from zi_evidence.reading.zip_gate import Refused, ZipGate

from fuzz.harness import LIMITS, run
from tests.hostile.docx_cases import cases


def one(data: bytes) -> None:
    """Open the container and read every member."""
    try:
        gate = ZipGate(data, LIMITS)
        assert gate.media_type
    except Refused:
        return
    for name in gate.names:
        with contextlib.suppress(Refused):
            assert len(gate.read(name)) <= LIMITS.max_part_bytes


if __name__ == "__main__":
    run(one, cases())
