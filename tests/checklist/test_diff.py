from collections.abc import Callable
from pathlib import Path

from testkit.checklists import SMALL
from zi_evidence.checklist import load_checklist
from zi_evidence.checklist.diff import (
    ChecklistDiff,
    Moved,
    RequirementChange,
    Reweighted,
    as_data,
    diff_checklists,
    render_diff,
)

Write = Callable[..., Path]


def diff(write: Write, *changes: tuple[str, str]) -> ChecklistDiff:
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return diff_checklists(load_checklist(write()), load_checklist(write(text, "b.yaml")))


def test_a_checklist_is_the_same_as_itself(write: Write) -> None:
    found = diff(write)

    assert found.same
    assert render_diff(found) == "small 1 -> small 1\ntidak ada perbedaan\n"
    assert render_diff(found, "en") == "small 1 -> small 1\nno difference\n"


def test_a_new_item_is_added_and_halves_nothing_unseen(write: Write) -> None:
    found = diff(write, ("items:\n", "items:\n  - {code: P.i.c, title: Laporan akhir dibuat}\n"))

    assert found.added == ("P.i.c",)
    assert (found.removed, found.moved) == ((), ())
    assert [change.code for change in found.reweighted] == ["P.i.a", "P.i.b"]


def test_an_item_that_is_gone_is_removed(write: Write) -> None:
    start = SMALL.index("  - code: P.i.b")
    after = SMALL[:start]
    found = diff_checklists(load_checklist(write()), load_checklist(write(after, "b.yaml")))

    assert found.removed == ("P.i.b",)
    assert found.reweighted == (Reweighted("P.i.a", 2.0, 4.0),)


def test_an_item_with_another_letter_is_moved_and_not_another_one(write: Write) -> None:
    found = diff(
        write,
        ("code: P.i.a", "code: P.i.x"),
        ("code: P.i.b", "code: P.i.a"),
        ("code: P.i.x", "code: P.i.b"),
        ("follows: P.i.a:sk-tim", "follows: P.i.b:sk-tim"),
    )

    assert found.moved == (
        Moved("P.i.a", "P.i.b", "P.i", "P.i", "Tim dibentuk"),
        Moved("P.i.b", "P.i.a", "P.i", "P.i", "Rencana disusun"),
    )
    assert found.added == found.removed == ()
    assert found.requirements == (RequirementChange("P.i.a:rencana", "changed", ("follows",)),)


def test_an_item_in_another_section_is_moved(write: Write) -> None:
    found = diff(
        write,
        ("Sub, weight: 4}", "Sub, weight: 2}\n      - {code: P.ii, title: Lain, weight: 2}"),
        ("code: P.i.b", "code: P.ii.a"),
    )

    assert found.moved == (Moved("P.i.b", "P.ii.a", "P.i", "P.ii", "Rencana disusun"),)
    assert found.reweighted == ()


def test_a_reworded_title_is_a_change_and_no_other_item(write: Write) -> None:
    found = diff(write, ("title: Tim dibentuk", "title: Susunan kelompok kerja"))

    assert [(c.what, c.key, c.after) for c in found.changed] == [
        ("item P.i.a", "title", "Susunan kelompok kerja")
    ]


def test_requirements_tell_which_keys_differ(write: Write) -> None:
    found = diff(
        write,
        ("min: 2", "every: month"),
        ("must: [dated]", "must: [dated, signed]"),
        ("id: rencana", "id: rencana-zi"),
    )

    assert found.requirements == (
        RequirementChange("P.i.a:sk-tim", "changed", ("every", "min", "must")),
        RequirementChange("P.i.b:rencana", "removed"),
        RequirementChange("P.i.b:rencana-zi", "added"),
    )


def test_thresholds_scales_and_weights_are_compared(write: Write) -> None:
    found = diff(write, ("total: 3", "total: 3.5"), ("Tidak: 0", "Tidak: 0.1"), ("title: Sub", "title: Baru"))

    assert [(c.what, c.key, c.before, c.after) for c in found.changed] == [
        ("predicate", "lulus total", "3", "3.5"),
        ("scale", "YT", "Ya 1, Tidak 0", "Ya 1, Tidak 0.1"),
        ("section", "P.i", "Sub (4)", "Baru (4)"),
    ]


def test_the_overlay_for_prisons_differs_from_its_base_only_by_requirements_and_one_section() -> None:
    found = diff_checklists(load_checklist("permenpanrb-90-2021"), load_checklist("lapas-2021"))

    assert found.added == ("K.a",)
    assert found.removed == ()
    assert found.moved == ()
    assert found.reweighted == ()
    how = {change.requirement: change.how for change in found.requirements}
    assert how["A.I.1.i.a:sk-tim"] == "changed"
    assert how["A.I.5.ii.c:penggeledahan"] == "added"
    assert how["A.I.5.i.a:kampanye-umum"] == "removed"


def test_lines_and_json_say_the_same(write: Write) -> None:
    found = diff(
        write,
        ("items:\n", "items:\n  - {code: P.i.c, title: Laporan akhir dibuat}\n"),
        ("min: 2", "min: 3"),
    )
    text = render_diff(found, "en")

    assert "+ item P.i.c\n" in text
    assert "= item P.i.a: 2 -> 1.333 points\n" in text
    assert "~ requirement P.i.a:sk-tim: min\n" in text
    indonesian = render_diff(found)
    assert "+ butir P.i.c\n" in indonesian
    assert "= butir P.i.a: 2 -> 1,333 poin\n" in indonesian
    assert "~ syarat P.i.a:sk-tim: min\n" in indonesian
    data = as_data(found)
    assert data["added"] == ["P.i.c"]
    assert data["reweighted"][0] == {"code": "P.i.a", "from": 2.0, "to": 1.3333}
    assert data["requirements"] == [{"id": "P.i.a:sk-tim", "how": "changed", "keys": ["min"]}]


def test_changed_titles_scales_and_sections_are_named_in_the_language(write: Write) -> None:
    found = diff(write, ("title: Sub", "title: Sub baru"), ("Tim dibentuk", "Tim sudah dibentuk"))
    assert "~ bagian P.i: Sub (4) -> Sub baru (4)\n" in render_diff(found)
    assert "~ butir P.i.a title: Tim dibentuk -> Tim sudah dibentuk\n" in render_diff(found)
    assert "~ item P.i.a title: Tim dibentuk -> Tim sudah dibentuk\n" in render_diff(found, "en")
