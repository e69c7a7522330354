"""What docs/checklists.md shows works as it says."""

import re
from collections.abc import Callable
from pathlib import Path

from testkit.checklists import SMALL
from zi_evidence.checklist import load_checklist
from zi_evidence.checklist.show import counts
from zi_evidence.checklist.validate import validate_checklist
from zi_evidence.matching.selftest import run_examples

Write = Callable[..., Path]
GUIDE = (Path(__file__).parents[2] / "docs/checklists.md").read_text("utf-8")
BLOCKS: list[str] = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


def block(start: str, *, last: bool = False) -> str:
    found = [text for text in BLOCKS if start in text]
    return found[-1 if last else 0]


def test_the_first_frame_loads_and_has_the_faults_that_are_printed(write: Write) -> None:
    path = write(block("id: kendaraan-dinas"), "kendaraan-dinas.yaml")
    _, faults = validate_checklist(path)

    assert load_checklist(path).items[0].points == 1.0
    for fault in faults:
        assert f"\n{str(fault).removeprefix(f'{path.parent.as_posix()}/')}\n" in GUIDE
    assert len(faults) == 2


def test_the_whole_file_has_no_fault_and_all_its_examples_hold(write: Write) -> None:
    path = write(block("id: kendaraan-dinas", last=True), "kendaraan-dinas.yaml")
    draft, faults = validate_checklist(path)

    assert faults == ()
    assert draft.checklist is not None
    assert run_examples(draft.checklist) == ()
    total = counts(draft.checklist)["total"]
    examples = total["examples"] + total["counter_examples"]
    assert f"{total['items']} butir, {total['requirements']} syarat, {examples} contoh\n" in GUIDE


def test_the_words_of_the_frame_do_not_find_all_examples_as_the_guide_says(write: Write) -> None:
    text = block("id: kendaraan-dinas") + block("        examples:")
    checklist = load_checklist(write(text))

    assert run_examples(checklist)


def test_scales_areas_and_targets_fit_the_whole_file(write: Write) -> None:
    text = block("id: kendaraan-dinas", last=True) + block("predicates:")

    assert load_checklist(write(text)).predicates["tertib"].area_floor == 0.6


def test_the_overlay_of_the_guide_works(write: Write) -> None:
    checklist = load_checklist(write(block("extends: permenpanrb-90-2021"), "rutan.yaml"))

    ids = [requirement.id for requirement in checklist.items[0].requirements]
    assert ids[0] == "sk-tim"
    assert ids[-1] == "ikrar"


def test_the_limits_of_the_guide_are_those_of_the_reader(write: Write) -> None:
    assert "more than 50,000 values" in GUIDE
    _, faults = validate_checklist(write("- a\n" * 50_001))
    assert any("more than 50000 values" in str(fault) for fault in faults)
    assert SMALL.startswith("schema: zi-evidence/checklist/1")
