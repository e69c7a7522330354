"""Answers go into the unit file without touching anything else in it."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from zi_evidence.errors import UnitError
from zi_evidence.unit import Answers, load_unit, unit_text
from zi_evidence.unit.answers import set_answers

NEW = unit_text(name="Kantor Contoh", year=2026, target="wbk", checklist="permenpanrb-90-2021")
HEAD = "name: Kantor Contoh\nyear: 2026\n"


def answers_of(text: str, folder: Path) -> dict[str, Answers]:
    (folder / "zi-evidence.yaml").write_text(text, encoding="utf-8", newline="")
    return load_unit(folder).answers


def test_a_new_unit_file_gets_its_first_answers_and_keeps_its_comments(tmp_path: Path) -> None:
    wanted = {"A.I.1.i.a": Answers(unit="Ya"), "A.I.1.i.b": Answers(unit="A", tpi="B")}
    text = set_answers(NEW, wanted)
    assert "answers:\n  A.I.1.i.a: Ya\n  A.I.1.i.b: {unit: A, tpi: B}\n# Pengecualian" in text
    assert [line for line in NEW.splitlines() if line not in text.splitlines()] == ["answers: {}"]
    assert answers_of(text, tmp_path) == wanted


def test_an_answer_changes_in_its_place() -> None:
    before = HEAD + "answers:\n  A.I.1.i.a: Ya   # sudah dicek\n  A.I.1.i.b: 'C'\nlanguage: id\n"
    after = set_answers(before, {"A.I.1.i.a": Answers(unit="Tidak"), "A.I.1.i.b": Answers(unit="C")})
    assert after == before.replace("Ya ", "Tidak ")


def test_answers_that_stand_apart_stay_apart() -> None:
    before = HEAD + "answers:\n  X.a:\n    unit: A   # kami\n    # penilai\n    tpi: B\n"
    after = set_answers(before, {"X.a": Answers(unit="B", tpi="B", tpn="C")})
    assert after == before.replace("unit: A", "unit: B") + "    tpn: C\n"


def test_a_blank_answer_keeps_its_line_and_a_new_blank_one_gets_none() -> None:
    before = HEAD + "answers: {X.a: A}\n"
    assert set_answers(before, {"X.a": Answers(), "X.b": Answers()}) == before.replace(": A}", ': ""}')


@pytest.mark.parametrize(
    "before",
    [HEAD, HEAD.rstrip(), HEAD.replace("\n", "\r\n"), "{name: Kantor Contoh, year: 2026}",
     HEAD + "answers: {}", HEAD + "answers:\n  'Z.z': A\n\n# akhir\n", HEAD + "answers: {Z.z: A}\n",
     "\ufeff" + HEAD],
)  # fmt: skip
def test_every_layout_takes_new_answers(before: str, tmp_path: Path) -> None:
    wanted = {"X.a": Answers(unit="75 %"), "X.b": Answers(unit="3/4", tpn="0/0")}
    after = set_answers(before, wanted)
    found = answers_of(after, tmp_path)
    assert {code: found[code] for code in wanted} == wanted
    assert set(found) - set(wanted) == ({"Z.z"} if "Z.z" in before else set())


def test_a_layout_too_odd_is_refused() -> None:
    with pytest.raises(UnitError):
        set_answers(HEAD + "answers: [A, B]\n", {"X.a": Answers(unit="A")})


TEXTS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=12).map(str.strip)
ANSWERS = st.builds(Answers, unit=TEXTS, tpi=TEXTS, tpn=TEXTS)
CODES = st.sampled_from(["X.a", "X.b", "7.5.3", "kode: aneh", "#satu"])


@settings(max_examples=60, deadline=None)
@given(first=st.dictionaries(CODES, ANSWERS), then=st.dictionaries(CODES, ANSWERS))
def test_whatever_is_answered_is_what_the_file_says(
    first: dict[str, Answers], then: dict[str, Answers]
) -> None:
    text = set_answers(set_answers(NEW, first), then)
    data = yaml.load(text, Loader=yaml.BaseLoader)["answers"]  # noqa: S506 - texts only
    found = {
        code: Answers(unit=value) if isinstance(value, str) else Answers(**value)
        for code, value in data.items()
    }
    wanted = {**first, **then}
    assert {c: a for c, a in found.items() if a != Answers()} == {
        c: a for c, a in wanted.items() if a != Answers()
    }
