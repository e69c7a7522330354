import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from testkit.checklists import SLOW, SMALL, attempt
from tests.languages import in_both
from zi_evidence.checklist import available_checklists, load_checklist
from zi_evidence.errors import ChecklistError, ExitCode

Write = Callable[..., Path]


def faults_of(path: Path | str) -> list[str]:
    return in_both(lambda: _faults_of(path))


def _faults_of(path: Path | str) -> list[str]:
    with pytest.raises(ChecklistError) as caught:
        load_checklist(path)
    assert caught.value.exit_code == ExitCode.USAGE
    assert str(caught.value.faults[0]) == str(caught.value)
    return [str(fault).replace(f"{Path(path).parent.as_posix()}/", "") for fault in caught.value.faults]


def test_a_small_checklist_is_read_whole(write: Write) -> None:
    checklist = load_checklist(write())

    assert [section.code for section in checklist.sections] == ["P", "P.i"]
    assert checklist.sections[1].area == "1"
    assert checklist.sections[1].parent == "P"
    item = checklist.items[0]
    assert (item.code, item.section, item.area, item.points) == ("P.i.a", "P.i", "1", 2.0)
    requirement = item.requirements[0]
    assert requirement.kinds == ("sk",)
    assert requirement.min == 2
    assert requirement.examples[0].name == "SK Tim ZI 1.pdf"
    assert checklist.items[1].requirements[0].follows == "P.i.a:sk-tim"


def test_titles_that_look_like_numbers_or_booleans_stay_texts(write: Write) -> None:
    text = SMALL.replace('version: "1"', "version: 1.10").replace("title: Daftar kecil", "title: no")
    checklist = load_checklist(write(text))

    assert checklist.version == "1.10"
    assert checklist.title == "no"


def test_the_hash_is_of_the_bytes_of_all_files(write: Write) -> None:
    before = load_checklist(write()).sha256
    after = load_checklist(write(SMALL + "# catatan\n")).sha256

    assert len(before) == 64
    assert before != after


def test_items_may_stand_in_parts_and_under_sections(write: Write, tmp_path: Path) -> None:
    head, _, items = SMALL.partition("items:\n")
    write("concepts:\n  rencana: [rencana]\nitems:\n" + items, "bagian.yaml")
    checklist = load_checklist(write(head + "parts: [bagian.yaml]\n"))
    inline = SMALL.replace(
        "- {code: P.i, title: Sub, weight: 4}",
        "- code: P.i\n        title: Sub\n        weight: 4\n"
        "        items: [{code: X9, title: Lepas, points: 0}]",
    )

    assert [item.code for item in checklist.items] == ["P.i.a", "P.i.b"]
    assert list(checklist.concepts) == ["zi", "rencana"]
    assert load_checklist(write(inline)).items[0].section == "P.i"
    assert load_checklist(tmp_path / "small.yaml").items[0].code == "X9"


def test_points_are_an_even_share_unless_the_file_says_otherwise(write: Write) -> None:
    own = SMALL.replace("title: Rencana disusun", "title: Rencana disusun\n    points: 1")
    at_section = SMALL.replace("Sub, weight: 4", "Sub, weight: 4, points: {P.i.b: 3.5}")

    assert [item.points for item in load_checklist(write(own)).items] == [3.0, 1.0]
    assert [item.points for item in load_checklist(write(at_section)).items] == [0.5, 3.5]


def test_without_weights_every_item_is_worth_a_point(write: Write) -> None:
    text = SMALL.replace(", weight: 4", "").replace("    weight: 4\n", "")
    checklist = load_checklist(write(text.replace("total: 3", "total: 2")))

    assert [section.weight for section in checklist.sections] == [2.0, 2.0]
    assert [item.points for item in checklist.items] == [1.0, 1.0]


def test_flags_of_a_file_are_added_to_those_that_block_anyway(write: Write) -> None:
    checklist = load_checklist(write(SMALL + "flags: {javascript: block, macro: report}\n"))

    assert checklist.flags == {"launch": "block", "macro": "report", "javascript": "block"}


def test_every_fault_is_said_at_once_with_place_and_nearest_word(write: Write) -> None:
    text = (
        SMALL.replace("kinds: [sk]", "kinds: [laporn]")
        .replace("must: [dated]", "mustt: [dated]")
        .replace("min: 2", "min: dua")
        .replace(
            "answer: YT\n    requirements:\n      - id: rencana",
            "answer: YTT\n    requirements:\n      - id: rencana",
        )
        .replace("follows: P.i.a:sk-tim", "follows: P.i.a:sk-tin")
    )

    assert faults_of(write(text)) == [
        "small.yaml:26:17: P.i.a:sk-tim: unknown kind 'laporn' (did you mean 'laporan'?)",
        "small.yaml:28:9: unknown key 'mustt' (did you mean 'must'?)",
        "small.yaml:29:14: min: 'dua' is no whole number",
        "small.yaml:33:13: unknown scale 'YTT' (did you mean 'YT'?)",
        "small.yaml:38:18: P.i.b:rencana: no requirement 'P.i.a:sk-tin' (did you mean 'P.i.a:sk-tim'?)",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("checklist/1\n", "checklist/9\n", "schema 'zi-evidence/checklist/9'"),
        ("id: small\n", "", "missing key 'id'"),
        ("title: Daftar kecil", "titel: Daftar kecil", "unknown key 'titel' (did you mean 'title'?)"),
        ("weight: 4\n    area", "weight: 4,0\n    area", "'4,0' is no number (decimals take a point: 0.5)"),
        ("weight: 4\n    area", "weight: nan\n    area", "weight of P: 'nan' is no number"),
        ("{Ya: 1,", "{Ya: 1.5,", "scale 'YT': 'Ya' is worth more than 1"),
        ("code: P.i.b", "code: P.x.b", "item P.x.b: no section 'P.x' (did you mean 'P.i'?)"),
        ("code: P.i.b", "code: P.i.a", "duplicate item 'P.i.a'"),
        ("{code: P.i, title", "{code: P, title", "duplicate section 'P'"),
        ("id: rencana\n", "id: Rencana ZI\n", "id: 'Rencana ZI' cannot be understood"),
        ("{total: 3,", "{total: 3, floor: 1,", "unknown key 'floor'"),
        ("items:\n", "parts: [../x.yaml]\nitems:\n", "part '../x.yaml' cannot be used"),
        ("items:\n", "parts: [x.yaml]\nitems:\n", "part 'x.yaml' does not exist"),
        ("items:\n", "drop: [a:b]\nitems:\n", "drop without extends"),
        ("items:\n", "extends: tidak-ada\nitems:\n", "extends 'tidak-ada': no such checklist"),
        ("items:\n", "extends: small.yaml\nitems:\n", "extends 'small.yaml' leads back"),
        ("  zi: [", "  zi: {", "not YAML"),
        ("  zi: [zona integritas, wbk]", "  zi: wbk", "concept 'zi': expected a list"),
        ("items:\n", "parts: [" + "x.yaml," * 60 + "]\nitems:\n", "more than 50 parts"),
        ("items:\n", "parts: [{a: b}]\nitems:\n", "parts: expected a text"),
        ("  zi: [", "  zi: [x]\nconcepts:\n  zi: [", "duplicate key 'concepts'"),
        ("areas: {1: Satu}", "areas: {1: []}", "areas: expected a text"),
        ("areas: {1: Satu}", "areas: [1]", "areas: expected keys and values"),
        ("YT: {Ya: 1, Tidak: 0}", "YT: [Ya]", "scale 'YT' has no answers"),
        ("lulus: {total: 3, sections: {P: 2}}", "lulus: [3]", "predicate 'lulus': expected keys and values"),
        ("{total: 3, sections: {P: 2}}", "{total: 3, sections: [P]}", "sections: expected keys and values"),
        ("{total: 3,", "{total: -3,", "total: '-3' is less than 0"),
        ("{total: 3,", "{total: inf,", "total: 'inf' is no number"),
        ("{total: 3,", "{total: 3, area_floor: 60,", "area_floor: '60' is more than 1"),
        ("{total: 3,", "{title: x,", "missing key 'total'"),
        ("code: P.i, title: Sub", "title: Sub", "section without a code"),
        ("Sub, weight: 4", "Sub, weight: 4, points: [1]", "points of P.i: expected codes"),
        ("      - {code: P.i, title: Sub, weight: 4}", "      - teks", "a section: expected keys and values"),
        ("- code: P.i.b\n    title", "- title", "item without a code"),
        ("- code: P.i.b", "- x\n  - code: P.i.b", "an item: expected keys and values"),
        ("- id: rencana\n", "- x\n      - id: rencana\n", "a requirement: expected keys and values"),
        ("- id: rencana\n        title", "- title", "requirement without an id"),
        ("- id: rencana\n", "- {id: rencana, title: x}\n      - id: rencana\n", "duplicate id 'rencana'"),
        ("title: Rencana disusun", "title: [Rencana]", "title: expected a text"),
        ("title: Rencana disusun", "title: ''", "title is empty"),
        ("title: Rencana disusun", f"title: {'x' * 2001}", "title is longer than 2000 characters"),
        ("title: Rencana disusun", "points: x\n    title: y", "points of P.i.b: 'x' is no number"),
        ("kinds: [sk]", "kinds: [" + "sk," * 60 + "]", "kinds: more than 50 entries"),
        ("kinds: [sk]", "kinds: sk", "kinds: expected a list"),
        ("kinds: [sk]", "phrases: x", "duplicate key 'phrases'"),
        ("kinds: [sk]", "grace: 400", "grace: '400' is more than 366"),
        ("kinds: [sk]", "nil: mungkin", "nil: 'mungkin' is neither true nor false"),
        ("kinds: [sk]", "basis: adat", "unknown basis 'adat' (one of: regulation, practice, inferred)"),
        ('phrases: {all: ["@zi", rencana]}', "phrases: teks", "phrases: expected keys and values"),
        ('phrases: {all: ["@zi", rencana]}', "phrases: {al: [x]}", "unknown key 'al' (did you mean"),
        ("[SK Tim ZI 1.pdf]", "[{text: x}]", "missing key 'name'"),
        ("items:\n", "flags: {makro: block}\nitems:\n", "unknown key 'makro' (did you mean 'macro'?)"),
    ],
)  # fmt: skip
def test_what_the_builder_refuses_is_said(write: Write, old: str, new: str, expected: str) -> None:
    assert old in SMALL

    assert any(expected in line for line in faults_of(write(SMALL.replace(old, new, 1))))


def test_parts_that_together_are_too_large_are_not_read_on(write: Write) -> None:
    for number in range(5):
        write("# " + "x" * 990_000 + "\nitems: []\n", f"p{number}.yaml")
    parts = ", ".join(f"p{number}.yaml" for number in range(5))

    assert faults_of(write(f"{SMALL}parts: [{parts}]\n")) == ["p4.yaml: brings the files together over 4 MB"]


def test_a_concept_of_two_parts_is_named_with_both_files(write: Write) -> None:
    write("concepts: {zi: [zi]}\n", "p.yaml")

    assert faults_of(write(f"{SMALL}parts: [p.yaml]\n")) == [
        "p.yaml:1:12: duplicate concept 'zi' (it stands in small.yaml:11 already; use another name)"
    ]


def test_a_key_that_a_part_may_not_hold_is_a_fault_of_the_part(write: Write) -> None:
    write("title: x\n", "p.yaml")

    assert faults_of(write(f"{SMALL}parts: [p.yaml]\n")) == [
        "p.yaml:1:1: unknown key 'title' (known here: concepts, items)"
    ]


def test_points_at_the_section_and_at_the_item_are_one_too_many(write: Write) -> None:
    text = SMALL.replace("Sub, weight: 4", "Sub, weight: 4, points: {P.i.b: 2}")
    text = text.replace("title: Rencana disusun", "title: Rencana disusun\n    points: 2")

    assert "points of P.i.b stand at its section too" in faults_of(write(text))[0]


def test_a_file_that_is_no_checklist_at_all_is_one_line(write: Write, tmp_path: Path) -> None:
    assert faults_of(write("- a\n- b\n"))[0].startswith("small.yaml:1:1: a checklist: expected keys")
    assert "cannot be read" in faults_of(tmp_path / "tidak-ada.yaml")[0]
    assert "cannot be read" in faults_of("nama\0aneh")[0]


def test_a_folder_stands_for_its_checklist_file(write: Write, tmp_path: Path) -> None:
    write(SMALL, "checklist.yaml")

    assert load_checklist(tmp_path).id == "small"


def test_the_shipped_checklists_are_found_by_id() -> None:
    assert available_checklists() == ("lapas-2021", "permenpanrb-90-2021", "syarat-usulan-2024")
    for name in available_checklists():
        assert load_checklist(name).id == name


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_a_checklist_made_to_be_slow_ends_with_some_faults(write: Write, name: str) -> None:
    path = write(SLOW[name])
    assert path.stat().st_size < 1_000_000
    assert len(attempt(path)) <= 201


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_give_a_checklist_or_one_error(write: Write, data: bytes) -> None:
    assert all("\n" not in str(fault) for fault in attempt(write(data)))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_sound_file_with_a_few_bytes_changed_gives_a_checklist_or_one_error(
    write: Write, data: st.DataObject
) -> None:
    raw = bytearray(SMALL.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        where = data.draw(st.integers(0, len(raw) - 1))
        raw[where : where + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=6))
    assert all("\n" not in str(fault) for fault in attempt(write(bytes(raw))))


@pytest.mark.system
@pytest.mark.skipif(sys.platform == "win32", reason="resource limits are POSIX")
def test_a_bomb_stays_under_a_hundred_megabytes(write: Write) -> None:
    path = write("- [" + "a," * 190_000 + "]\n" + "b" * 500_000)
    code = (
        "import resource, sys\n"
        "from zi_evidence.checklist import load_checklist\n"
        "from zi_evidence.errors import ChecklistError\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n    load_checklist(sys.argv[1])\n"
        "except ChecklistError:\n    pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)

    assert int(done.stdout) < 100_000
