"""Kinds of document as data: every entry states every flag, and only kinds that exist are named."""

from typing import Any

import pytest
from pydantic import ValidationError

from zi_evidence.lexicon import FLAGS, KindEntry, Kinds, Lexicon, load_lexicon
from zi_evidence.lexicon.kinds import ROLES

KINDS = load_lexicon().kinds


def entry(**changes: Any) -> dict[str, Any]:
    whole = {
        "name": {"id": "Memo"},
        "words": "",
        "kin": (),
        "dates": (),
        "opens": 2,
        "is": ("signed",),
        "is_not": FLAGS.keys() - {"signed"},
    }
    return whole | changes


@pytest.mark.parametrize("kind", KINDS.kinds)
def test_a_kind_has_exactly_the_flags_that_it_is_asked_for(kind: str) -> None:
    has = {flag for flag in FLAGS if kind in KINDS.having(flag)}
    assert has == KINDS.kinds[kind].has


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_tells_kinds_apart(flag: str) -> None:
    assert 0 < len(KINDS.having(flag)) < len(KINDS.kinds)


def test_no_two_flags_hold_of_the_same_several_kinds() -> None:
    """Two names for one set would be one flag; what only one kind has may go by several names."""
    sets = [KINDS.having(flag) for flag in FLAGS if len(KINDS.having(flag)) > 1]
    assert len(set(sets)) == len(sets)


def test_a_flag_or_role_that_is_not_there_is_no_silent_no() -> None:
    with pytest.raises(KeyError):
        KINDS.having("gone")
    with pytest.raises(KeyError):
        KINDS.role("gone")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"is": ()}, "neither `is` nor `is_not`: signed"),
        ({"is_not": FLAGS.keys()}, "both `is` and `is_not`: signed"),
        ({"is": ("signed", "gone")}, "unknown flag: gone"),
        ({"opens": 4}, "opens"),
        ({"name": {}}, "name"),
    ],
)
def test_an_entry_that_leaves_something_open_is_refused(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        KindEntry.model_validate(entry(**changes))


@pytest.mark.parametrize("key", ["name", "words", "kin", "dates", "opens", "is", "is_not"])
def test_an_entry_states_every_value(key: str) -> None:
    whole = entry()
    del whole[key]
    with pytest.raises(ValidationError):
        KindEntry.model_validate(whole)


def test_roles_and_kin_name_kinds_that_there_are() -> None:
    roles = dict.fromkeys(ROLES, "memo")
    assert Kinds.model_validate({"kinds": {"memo": entry()}, "roles": roles}).role("form") == "memo"
    with pytest.raises(ValidationError, match="unknown kind: gone"):
        Kinds.model_validate({"kinds": {"memo": entry(kin=("gone",))}, "roles": roles})
    del roles["form"]
    with pytest.raises(ValidationError, match="unknown or missing: form"):
        Kinds.model_validate({"kinds": {"memo": entry()}, "roles": roles})


def test_kin_is_mutual() -> None:
    assert all(kind in KINDS.kin(other) for kind in KINDS.kinds for other in KINDS.kin(kind))


def test_a_kind_like_another_differs_only_where_it_says_so() -> None:
    report = KINDS.kinds["laporan"]
    audit = report.differing({"name": {"id": "Laporan audit"}, "is": ["signed"], "is_not": ["own"]})
    assert audit.has == (report.has | {"signed"}) - {"own"}
    assert audit.has | audit.lacks == FLAGS.keys()
    assert audit.dates == report.dates


def test_a_pack_without_kinds_knows_none_and_asks_no_questions() -> None:
    empty = Kinds()
    assert empty.having("signed") == frozenset()
    assert (empty.unknown, empty.role("letter"), empty.dates("sk"), empty.kin("sk")) == (
        "other",
        "other",
        (),
        frozenset(),
    )
    assert (empty.words("sk"), empty.opens("sk"), empty.name("nota_dinas", "id")) == ("", 2, "Nota dinas")


def test_kinds_have_names_in_both_languages() -> None:
    assert isinstance(load_lexicon(), Lexicon)
    assert KINDS.name("sk", "id") == "SK"
    assert KINDS.name("sk", "en") == "Decree"
    assert all({"id", "en"} <= kind.name.keys() for kind in KINDS.kinds.values())
