"""Numbers of policy: each is used, each is sourced, and a pack without its own takes those of the default one."""

import re
from pathlib import Path

import pytest

from zi_evidence.lexicon import load_lexicon
from zi_evidence.lexicon.lexicon import Lexicon
from zi_evidence.lexicon.policy import Policy, PolicyRow

PACKAGE = Path(__file__).parents[2] / "zi_evidence"


def named_in_code() -> set[str]:
    text = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    return set(re.findall(r'"([a-z_]+)"', text))


def test_every_row_is_used() -> None:
    assert set(load_lexicon().policy.rows) - named_in_code() == set()


@pytest.mark.parametrize("name", sorted(load_lexicon().policy.rows))
def test_every_row_says_whence_it_is_and_why(name: str) -> None:
    source = load_lexicon().policy.rows[name].source
    assert re.match(r"practice - \w+|R\d+ ", source)
    assert len(source.split()) > 5


def test_a_pack_takes_what_it_does_not_set_from_the_default_one(tmp_path: Path) -> None:
    (tmp_path / "months.yaml").write_text("{}", "utf-8")
    (tmp_path / "policy.yaml").write_text(
        "rows:\n  same_meeting: {value: 5, unit: days, source: practice - a fair lasts five days}\n", "utf-8"
    )
    policy = Lexicon("contoh", tmp_path).policy
    assert policy.days("same_meeting") == 5
    assert policy.days("same_event") == load_lexicon().policy.days("same_event")


def test_a_number_is_asked_for_in_its_own_unit() -> None:
    policy = load_lexicon().policy
    with pytest.raises(KeyError, match="match_needs"):
        policy.days("match_needs")
    with pytest.raises(KeyError):
        Policy().share("match_needs")


@pytest.mark.parametrize(("value", "unit"), [(1.5, "days"), (-1, "days"), (1.1, "share")])
def test_a_number_that_its_unit_cannot_be_is_refused(value: float, unit: str) -> None:
    with pytest.raises(ValueError, match=r"whole|greater|at most 1"):
        PolicyRow.model_validate({"value": value, "unit": unit, "source": "practice - made up"})
