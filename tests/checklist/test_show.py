import json
from collections.abc import Callable
from pathlib import Path

from testkit.checklists import SMALL
from zi_evidence.checklist import load_checklist
from zi_evidence.checklist.show import counts, render_json, render_tree

Write = Callable[..., Path]


def test_the_tree_shows_sections_items_and_requirements(write: Write) -> None:
    assert (
        render_tree(load_checklist(write()), "en")
        == """\
small 1: Daftar kecil
items: 2; requirements: 2
lulus: total 3; P 2

P Bagian [4]

  P.i Sub [4]
    P.i.a Tim dibentuk [2; YT]
      - sk-tim: SK tim (at least 2)
    P.i.b Rencana disusun [2; YT]
      - rencana: Rencana ZI (after P.i.a:sk-tim)
"""
    )


def test_the_tree_says_how_often_and_how_fresh(write: Write) -> None:
    text = SMALL.replace("min: 2", "every: quarter\n        max_age: 5 years\n        optional: true")
    checklist = load_checklist(write(text.replace("kinds: [sk]", "within: window")))

    english, indonesian = render_tree(checklist, "en"), render_tree(checklist, "id")
    assert "(every quarter; within the evidence window; at most 5 years old; not required)" in english
    assert "(setiap triwulan; di dalam rentang waktu bukti; paling lama 5 tahun; tidak wajib)" in indonesian


def test_the_tree_is_indonesian_where_nobody_asks_otherwise(write: Write) -> None:
    shown = render_tree(load_checklist(write()))

    assert "butir: 2; syarat: 2\n" in shown
    assert "sk-tim: SK tim (paling sedikit 2)" in shown
    assert "rencana: Rencana ZI (sesudah P.i.a:sk-tim)" in shown


def test_a_title_cannot_turn_the_direction_of_the_terminal(write: Write) -> None:
    shown = render_tree(load_checklist(write(SMALL.replace("Tim dibentuk", "Tim \u202edibentuk"))))

    assert "\u202e" not in shown
    assert "Tim \\u{202e}dibentuk" in shown


def test_json_has_the_keys_that_programs_lean_on(write: Write) -> None:
    data = json.loads(render_json(load_checklist(write())))

    assert data["id"] == "small"
    assert data["predicates"]["lulus"]["sections"] == {"P": 2.0}
    assert data["scales"] == {"YT": {"Ya": 1.0, "Tidak": 0.0}}
    assert data["sections"][1] == {"code": "P.i", "title": "Sub", "weight": 4.0, "area": "1"}
    item = data["items"][0]
    assert (item["code"], item["answer"], item["points"]) == ("P.i.a", "YT", 2.0)
    assert item["requirements"][0] == {
        "id": "sk-tim",
        "title": "SK tim",
        "kinds": ["sk"],
        "every": None,
        "max_age": "",
        "phrases": {"all": ["@zi", "tim"], "none": ["undangan"]},
        "must": ["dated"],
        "min": 2,
        "examples": ["SK Tim ZI 1.pdf"],
    }
    assert data["items"][1]["requirements"][0]["follows"] == "P.i.a:sk-tim"


def test_json_is_the_same_text_each_time() -> None:
    name = "permenpanrb-90-2021"

    assert render_json(load_checklist(name)) == render_json(load_checklist(name))


def test_counts_add_up() -> None:
    found = counts(load_checklist("permenpanrb-90-2021"))

    total = found["total"]["requirements"]
    assert found["total"]["items"] == 113
    assert sum(found["basis"].values()) == sum(found["every"].values()) == total
