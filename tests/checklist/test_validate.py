from collections.abc import Callable
from pathlib import Path

import pytest

from testkit.checklists import SMALL
from tests.languages import in_both
from zi_evidence.checklist.validate import example_place, validate_checklist

Write = Callable[..., Path]


def said(path: Path) -> list[str]:
    def tell() -> list[str]:
        return [
            str(fault).removeprefix(f"{path.parent.as_posix()}/") for fault in validate_checklist(path)[1]
        ]

    return in_both(tell)


def sound(text: str) -> str:
    """The small checklist with enough examples everywhere."""
    names = ", ".join(f"contoh {i}.pdf" for i in range(6))
    others = ", ".join(f"lawan {i}.pdf" for i in range(3))
    lists = f"examples: [{names}]\n        counter_examples: [{others}]\n"
    text = text.replace("examples: [SK Tim ZI 1.pdf]\n", lists)
    return text.replace("follows: P.i.a:sk-tim\n", f"follows: P.i.a:sk-tim\n        {lists}")


def test_a_checklist_with_examples_has_no_fault(write: Write) -> None:
    assert said(write(sound(SMALL))) == []


def test_a_file_that_cannot_be_read_has_its_faults_and_no_checklist(write: Write) -> None:
    draft, faults = validate_checklist(write(b"\xff"))

    assert draft.checklist is None
    assert len(faults) == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # sums, areas and predicates
        ("Sub, weight: 4", "Sub, weight: 3", "section P weighs 4, its parts 3"),
        ("Sub, weight: 4", "Sub, weight: 4, points: {P.i.a: 1, P.i.b: 2}", "P.i weighs 4, its items 3"),
        ("Sub, weight: 4", "Sub, weight: 4, points: {P.i.z: 1}", "points of P.i: no item 'P.i.z' in it"),
        ("weight: 4}\n", "weight: 4}\n  - {code: Q, title: Kosong, weight: 2}\n", "section Q has no items"),
        ("area: 1\n", "area: 7\n", "unknown area '7'"),
        ("{total: 3,", "{total: 5,", "lulus asks for 5 of 4 points"),
        ("sections: {P: 2}", "sections: {P: 4.5}", "lulus asks for 4.5 of the 4 points of P"),
        ("sections: {P: 2}", "sections: {P: 2}, items: {P.i.c: 1}", "lulus: no item 'P.i.c'"),
        ("sections: {P: 2}", "requires: lain", "unknown predicate 'lain'"),
        ("id: small", "language: de\nid: small", "language"),
        # concepts and phrases
        ("  zi: [", "  Zona ZI: [x]\n  zi: [", "concept name 'Zona ZI'"),
        ("wbk]", "wbk, '--']", "concept 'zi': '--' holds no letter or digit"),
        ("wbk]", "wbk, WBK]", "concept 'zi': 'wbk' twice"),
        ("wbk]", "wbk]\n  kosong: []", "concept 'kosong' has no wording"),
        ('["@zi", tim]', '["@zii", tim]', "unknown concept '@zii' (did you mean 'zi'?)"),
        ('["@zi", tim]', '["@zi", "..."]', "'...' can never match"),
        ('["@zi", tim]', '["tim @zi"]', "'tim @zi' mixes words with a concept"),
        ('["@zi", tim]', f'["{"kata " * 40}"]', "a wording of more than 30 words can hardly match"),
        ("none: [undangan]", "none: [tim]", "'tim' can never stand in a heading"),
        ("none: [undangan]", 'none: ["wbk", "zona integritas"]', "'@zi' can never stand in a heading"),
        ('all: ["@zi", tim], none: [undangan]', "any: [tim]", "nothing to recognise it by"),
        ('all: ["@zi", tim]', "all: [laporan, kegiatan]", "recognised by words that stand in any paper"),
        # globs and pieces
        ("min: 2", 'names: ["*.pdf"]', "'*.pdf' takes every file"),
        ("min: 2", 'names: ["*"]', "'*' takes every file"),
        ("min: 2", 'names: ["zi/*.pdf"]', "'zi/*.pdf' can never match"),
        ("min: 2", 'names: ["a*a*a*a*a*a*a*b"]', "pattern too slow"),
        ("min: 2", f'names: ["{"x" * 101}"]', "pattern too slow"),
        ("min: 2", "pieces: [undagan, notula]", "unknown kind 'undagan' (did you mean 'undangan'?)"),
        ("min: 2", "pieces: [notula, 'notula?']", "a piece stands twice"),
        ("min: 2", "pieces: ['notula?']", "no piece is required"),
        # references
        ("P.i.a:sk-tim", "P.i.b:rencana", "refers to itself"),
        ("follows: P.i.a:sk-tim", "with: [sk-tim]", "no requirement 'sk-tim'"),
        ("min: 2", "follows: P.i.b:rencana", "leads back: P.i.a:sk-tim -> P.i.b:rencana -> P.i.a:sk-tim"),
        # time
        ("min: 2", "grace: 5", "`grace` has no effect without `every` or `years`"),
        ("min: 2", "shorter: true", "`shorter` has no effect without `every` or `years`"),
        ("min: 2", "due: start", "`due` has no effect without `every` or `years`"),
        ("min: 2", "every: month\n        years: [N]", "`years` beside `every`: which one holds?"),
        ("min: 2", "years: [N, N]", "a year stands twice"),
        # craft
        ("min: 2", "optional: true", "item P.i.a asks for no document"),
        ("min: 2", "basis: regulation", "basis regulation without a source"),
        ("contoh 5.pdf", "contoh 4.pdf", "examples: 'contoh 4.pdf' stands twice"),
        ("lawan 0.pdf", "contoh 0.pdf", "'contoh 0.pdf' is both example and counter-example"),
        (", contoh 5.pdf", "", "5 of at least 6 examples"),
        (", lawan 2.pdf", "", "2 of at least 3 counter_examples"),
    ],
)  # fmt: skip
def test_each_fault_is_said(write: Write, old: str, new: str, expected: str) -> None:
    text = sound(SMALL)
    assert old in text

    lines = said(write(text.replace(old, new, 1)))
    assert any(expected in line for line in lines), lines
    assert all(line.startswith("small.yaml:") for line in lines)


@pytest.mark.parametrize("glob", ["sk*.pdf", "*tim zi*", "lke*.xlsx", "[zi]*.pdf", "sk?tim*"])
def test_a_glob_that_names_something_is_fine(write: Write, glob: str) -> None:
    assert said(write(sound(SMALL).replace("min: 2", f'names: ["{glob}"]'))) == []


def test_a_wrong_requirement_is_no_second_fault_where_it_is_followed(write: Write) -> None:
    lines = said(write(sound(SMALL).replace("title: SK tim\n        kinds", "kinds")))

    assert lines == ["small.yaml:24:9: missing key 'title'"]


def test_an_example_is_found_by_its_line(write: Write) -> None:
    draft, _ = validate_checklist(write(sound(SMALL)))

    place = example_place(draft, "P.i.a", "sk-tim", "contoh 1.pdf", counter=False)
    assert place.endswith("small.yaml:30:34")
    place = example_place(draft, "P.i.a", "sk-tim", "lawan 0.pdf", counter=True)
    assert place.endswith("small.yaml:31:28")
