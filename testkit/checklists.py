"""Checklist files: a small sound one, and such as name too much of something."""

from pathlib import Path

from zi_evidence.checklist import load_checklist
from zi_evidence.errors import ChecklistError

__all__ = ["SLOW", "SMALL", "attempt"]

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

# Name of what there is too much of -> the file.
SLOW = {
    "sections": "sections: [" + "{code: a, title: b}," * 11_000 + "]",
    "own sections": "sections:\n" + "".join(f"- {{code: s{i}, title: b}}\n" for i in range(30_000)),
    "items": SMALL.partition("items:\n")[0]
    + "items:\n"
    + "".join(f"- {{code: P.i.{i}, title: b, answer: x}}\n" for i in range(22_000)),
    "strays": SMALL.partition("items:\n")[0]
    + "items:\n"
    + "".join(f"- {{code: q.{i}, title: b}}\n" for i in range(25_000)),
    "bad pieces": SMALL.replace("min: 2", "pieces: [" + "1," * 48_000 + "]"),
    "bad kinds": SMALL.replace("kinds: [sk]", "kinds: [" + "salah," * 48_000 + "]"),
    "wordings": SMALL.replace("wbk]", "wbk, " + ",".join(f"kata {i}" for i in range(70_000)) + "]"),
    "phrases": SMALL.replace('["@zi", tim]', '["@zi", ' + ",".join(["'@zj'"] * 90_000) + "]"),
    "contradictions": SMALL.replace("[undangan]", "[" + ",".join(f"k{i}" for i in range(90_000)) + "]"),
    "chain": SMALL.partition("requirements:\n")[0]
    + "requirements:\n"
    + "".join(
        f"  - {{id: r{i}, title: t, phrases: {{all: [zx]}}, follows: 'P.i.a:r{i + 1}'}}\n"
        for i in range(9_000)
    ),
}  # fmt: skip


def attempt(path: Path) -> tuple[ChecklistError, ...]:
    """The faults of a file that may be refused, none where it was not."""
    try:
        assert load_checklist(path).id
    except ChecklistError as error:
        return error.faults
    return ()
