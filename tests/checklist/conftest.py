"""A small sound checklist as text, and a way to put texts into files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from zi_evidence.i18n import speaking

SMALL = """\
schema: zi-evidence/checklist/1
id: small
version: "1"
title: Daftar kecil
areas: {1: Satu}
scales:
  YT: {Ya: 1, Tidak: 0}
predicates:
  lulus: {total: 3, sections: {P: 2}}
concepts:
  zi: [zona integritas, wbk]
sections:
  - code: P
    title: Bagian
    weight: 4
    area: 1
    sections:
      - {code: P.i, title: Sub, weight: 4}
items:
  - code: P.i.a
    title: Tim dibentuk
    answer: YT
    requirements:
      - id: sk-tim
        title: SK tim
        kinds: [sk]
        phrases: {all: ["@zi", tim], none: [undangan]}
        must: [dated]
        min: 2
        examples: [SK Tim ZI 1.pdf]
  - code: P.i.b
    title: Rencana disusun
    answer: YT
    requirements:
      - id: rencana
        title: Rencana ZI
        phrases: {all: ["@zi", rencana]}
        follows: P.i.a:sk-tim
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Faults are expected in the language of their source; tests/checklist/test_language.py looks at the other."""
    with speaking("en"):
        yield


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a text or bytes to a file of the test's own folder and returns its path."""

    def writer(text: str | bytes = SMALL, name: str = "small.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return writer
