from collections.abc import Callable
from pathlib import Path

import pytest

from testkit.checklists import SMALL
from zi_evidence.checklist import Checklist, load_checklist
from zi_evidence.errors import ChecklistError

Write = Callable[..., Path]
WORTH = "a new item would change what the other items of P.i are worth"
HEAD = 'schema: zi-evidence/checklist/1\nid: atas\nversion: "2"\ntitle: Lapisan\nextends: small.yaml\n'


@pytest.fixture
def overlay(write: Write) -> Callable[[str], Checklist]:
    """Loads the small checklist with this text laid over it."""
    write()

    def load(text: str) -> Checklist:
        return load_checklist(write(HEAD + text, "atas.yaml"))

    return load


def refused(overlay: Callable[[str], Checklist], text: str) -> list[str]:
    with pytest.raises(ChecklistError) as caught:
        overlay(text)
    return [fault.reason for fault in caught.value.faults]


def test_an_overlay_that_says_nothing_is_the_base_under_its_own_name(
    overlay: Callable[[str], Checklist], write: Write
) -> None:
    base, above = load_checklist(write()), overlay("")

    assert (above.id, above.version, above.title, above.extends) == (
        "atas", "2", "Lapisan", "small.yaml",
    )  # fmt: skip
    assert above.items == base.items
    assert above.sha256 != base.sha256


def test_a_requirement_is_added(overlay: Callable[[str], Checklist]) -> None:
    added = "items: [{code: P.i.a, requirements: [{id: baru, title: Baru, phrases: {all: [baru]}}]}]"

    assert [r.id for r in overlay(added).items[0].requirements] == ["sk-tim", "baru"]


def test_a_requirement_is_tightened_and_keeps_the_rest(overlay: Callable[[str], Checklist]) -> None:
    text = (
        "items:\n- code: P.i.a\n  requirements:\n"
        "  - {id: sk-tim, mode: tighten, must: [dated, signed], min: 3, examples: [SK lain.pdf]}\n"
    )
    requirement = overlay(text).items[0].requirements[0]

    assert requirement.must == ("dated", "signed")
    assert requirement.min == 3
    assert requirement.title == "SK tim"
    assert [example.name for example in requirement.examples] == ["SK Tim ZI 1.pdf", "SK lain.pdf"]


def test_a_requirement_is_replaced_whole(overlay: Callable[[str], Checklist]) -> None:
    text = (
        "items:\n- code: P.i.a\n  requirements:\n"
        "  - {id: sk-tim, mode: replace, title: Ganti, phrases: {all: [ganti]}, optional: true}\n"
    )
    requirement = overlay(text).items[0].requirements[0]

    assert (requirement.title, requirement.must, requirement.min) == ("Ganti", (), 1)


def test_a_requirement_is_dropped(overlay: Callable[[str], Checklist]) -> None:
    assert overlay("drop: [P.i.b:rencana]").items[1].requirements == ()


def test_wordings_are_added_to_a_concept(overlay: Callable[[str], Checklist]) -> None:
    checklist = overlay("concepts: {zi: [wbbm], lapas: [lapas]}")

    assert checklist.concepts == {
        "zi": ("zona integritas", "wbk", "wbbm"),
        "lapas": ("lapas",),
    }


def test_a_section_of_its_own_changes_no_points_of_the_base(
    overlay: Callable[[str], Checklist],
) -> None:
    checklist = overlay(
        "sections: [{code: K, title: Tambahan, weight: 0}]\nitems: [{code: K.a, title: Baru}]"
    )

    assert [item.points for item in checklist.items] == [2.0, 2.0, 0.0]


def test_a_title_changes_only_where_the_overlay_says_so(
    overlay: Callable[[str], Checklist],
) -> None:
    silent = "items: [{code: P.i.a, title: Lain}]"
    said = "items: [{code: P.i.a, title: Lain, change: [title]}]"

    assert refused(overlay, silent) == ["'title' of P.i.a is the base's"]
    assert overlay(said).items[0].title == "Lain"


def test_an_overlay_over_an_overlay_works(overlay: Callable[[str], Checklist], write: Write) -> None:
    overlay("drop: [P.i.b:rencana]")
    third = HEAD.replace("id: atas", "id: puncak").replace("small.yaml", "atas.yaml")
    checklist = load_checklist(write(third + "concepts: {zi: [wbbm]}", "puncak.yaml"))

    assert checklist.items[1].requirements == ()
    assert checklist.concepts["zi"][-1] == "wbbm"


def requirement(text: str) -> str:
    return f"items: [{{code: P.i.a, requirements: [{{{text}}}]}}]"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (requirement("id: sk-tim, title: X, phrases: {all: [x]}"), "P.i.a:sk-tim is in the base already"),
        (requirement("id: sk-tin, mode: tighten"), "tighten P.i.a:sk-tin: not in the base"),
        (requirement("id: sk-tim, mode: loosen"), "unknown mode 'loosen'"),
        (requirement("id: sk-tim, mode: tighten, min: 1"), "P.i.a:sk-tim needs 2 documents in the base"),
        (requirement("id: sk-tim, mode: tighten, must: [signed]"), "P.i.a:sk-tim must be dated in the base"),
        (
            requirement("id: sk-tim, mode: tighten, every: year, shorter: true"),
            "P.i.a:sk-tim asks for reports on whole periods in the base",
        ),
        (requirement("id: sk-tim, mode: tighten, optional: true"), "P.i.a:sk-tim is required in the base"),
        ("drop: [P.i.a:sk-tin]", "drop 'P.i.a:sk-tin': no such requirement"),
        ("drop: [P.i.a:sk-tim]", "P.i.b:rencana: no requirement 'P.i.a:sk-tim'"),
        ("items: [{code: P.i.c, title: Baru}]", WORTH),
        ("sections: [{code: P.i, title: Lain, weight: 9}]", "section 'P.i' is in the base"),
        ("scales: {YT: {Ya: 1}}", "scales: 'YT' is in the base"),
        ("predicates: {lulus: {total: 1}}", "predicates: 'lulus' is in the base"),
        ("items: [{code: P.i.a, change: [title]}]", "change: 'title' is not given here"),
    ],
)  # fmt: skip
def test_what_would_change_the_base_unsaid_is_refused(
    overlay: Callable[[str], Checklist], text: str, reason: str
) -> None:
    assert reason in refused(overlay, text)


def test_change_without_a_base_is_refused(write: Write) -> None:
    with pytest.raises(ChecklistError, match="nothing to change"):
        load_checklist(write(SMALL.replace("answer: YT", "answer: YT\n    change: [title]", 1)))


def test_the_fault_of_a_tightened_requirement_names_the_file_it_stands_in(
    overlay: Callable[[str], Checklist],
) -> None:
    with pytest.raises(ChecklistError) as caught:
        overlay(requirement("id: sk-tim, mode: tighten, follows: P.x"))

    assert caught.value.file.endswith("atas.yaml")
    assert caught.value.line == 6
