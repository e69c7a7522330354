"""Any bytes have a media type, and every media type has advice."""
# ruff: noqa: INP001, S101 - run as scripts; an assertion is what a fuzzer listens to

import atheris

with atheris.instrument_imports(include=["zi_evidence.reading"]):
    from zi_evidence.reading.sniff import advice, sniff

from fuzz.harness import run
from tests.hostile.docx_cases import cases


def one(data: bytes) -> None:
    """Sniff."""
    media_type = sniff(data)
    assert media_type.count("/") == 1
    assert advice(media_type)


if __name__ == "__main__":
    run(one, cases())
