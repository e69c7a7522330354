"""The matches that the index keeps come back as they were."""

import pytest

from zi_evidence.kept_matches import dumped, loaded
from zi_evidence.model import Match, Reason, ReasonCode

WHY = (
    Reason(ReasonCode.NAME_WORDS, {"words": ("@zi", "monev | evaluasi")}),
    Reason(ReasonCode.KIND, {"kind": "laporan"}),
    Reason(ReasonCode.PIN_NOTE, {"note": "dilihat \u201cketua\u201d"}),
    Reason(ReasonCode.PIN),
)
ONE = Match(
    "Area 1/a.pdf", "X.1.a", "X.1.a:r", 0.9, WHY, by_content=True, parts=(1, 4), weights=(0.7, 0.12, 0.0, 1.0)
)
OTHER = Match("Area 1/b.pdf", "X.1.a", "X.1.a:r", 0.5, WHY[:1], by_content=False, misfiled=True)


def test_matches_come_back_as_they_were() -> None:
    assert loaded(dumped((ONE, OTHER))) == (ONE, OTHER)
    assert loaded(dumped(())) == ()


def test_equal_reasons_of_two_documents_are_one_object() -> None:
    (one,), (other,) = loaded(dumped((ONE,))), loaded(dumped((OTHER,)))
    assert one.reasons[0] is other.reasons[0]


@pytest.mark.parametrize(
    "kept", [b"", b"{}", b"[1]", dumped((OTHER,)).replace(b"name_words", b"no_such_code")]
)
def test_what_is_no_row_of_matches_is_refused(kept: bytes) -> None:
    with pytest.raises(ValueError, match="valid"):
        loaded(kept)
