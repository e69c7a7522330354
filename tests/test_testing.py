"""The helpers for people's own checklists."""

import pytest

from zi_evidence.checklist import load_checklist
from zi_evidence.checklist.model import Requirement
from zi_evidence.testing import assert_matches, assert_not_matches

LKE = "permenpanrb-90-2021"


def test_a_shipped_checklist_is_named_by_its_id_or_given_loaded() -> None:
    assert_matches(LKE, "A.I.1.i.a:sk-tim", name="SK Tim Kerja ZI 2026.pdf")
    assert_matches(load_checklist(LKE), "A.I.1.i.a:sk-tim", name="SK Tim Kerja ZI 2026.pdf")
    assert_not_matches(LKE, "A.I.1.i.a:sk-tim", name="SK Agen Perubahan 2026.pdf")


def test_a_single_requirement_can_be_tried_alone() -> None:
    requirement = Requirement.model_validate({"id": "r", "title": "R", "phrases": {"all": ["tim kerja"]}})
    assert_matches(requirement, name="Tim Kerja.pdf")
    with pytest.raises(AssertionError, match="not recognised"):
        assert_matches(requirement, name="Tim Lain.pdf")
    with pytest.raises(AssertionError, match="is recognised: file name says"):
        assert_not_matches(requirement, name="Tim Kerja.pdf")
