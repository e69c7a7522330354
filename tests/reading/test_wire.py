import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_evidence.model import DocumentStatus, Metadata, Page, Reading, Signature
from zi_evidence.model.reasons import is_reason, reason_text
from zi_evidence.reading import BadAnswer, Outcome, dump_reading, failure_reading, parse_reading
from zi_evidence.reading.frames import BadFrame, FrameReader, frame, pack_body, unpack_body

READING = Reading(
    status=DocumentStatus.READ,
    media_type="application/pdf",
    pages=(Page("Surat Tugas\nNomor 5", confidence=0.5), Page("", image_only=True)),
    page_count=2,
    metadata=Metadata(title="Surat"),
    signatures=(Signature(name="Sari", time="2024-01-01"),),
    flags=("javascript", "truncated"),
    engine="pdfium",
)


def changed(**values: object) -> bytes:
    return json.dumps(json.loads(dump_reading(READING)) | values).encode()


def test_a_reading_survives_the_journey() -> None:
    assert parse_reading(dump_reading(READING)) == READING


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"null",
        b"[" * 100_000,
        b"\xff\xfe",
        changed(status="bagus"),
        changed(status="pending"),
        changed(status="damaged", reason=""),
        changed(reason="dua\nbaris"),
        changed(reason="Kalimat biasa."),
        changed(reason="locked?n=1"),
        changed(reason="locked?detail=%1b%5b31m"),
        changed(reason="locked?detail=%E2%80%AEgnp"),
        changed(reason="esc\x1b[31m"),
        changed(media_type="apa saja"),
        changed(page_count=-1),
        changed(page_count=True),
        changed(page_count="2"),
        changed(flags=["aneh"]),
        changed(flags=["xfa", "javascript"]),
        changed(flags=["xfa", "xfa"]),
        changed(pages=[{"text": "a\x00b", "image_only": False, "confidence": 1.0}]),
        changed(pages=[{"text": "a\u202eb", "image_only": False, "confidence": 1.0}]),
        changed(pages=[{"text": "a", "image_only": False, "confidence": 2.0}]),
        changed(pages=[{"text": "a", "image_only": "no", "confidence": 1.0}]),
        changed(metadata={"title": "x" * 5000}),
        dump_reading(READING).replace(b"Surat Tugas", b"Surat \\ud800"),
    ],
)
def test_an_answer_no_honest_worker_sends_is_refused(body: bytes) -> None:
    with pytest.raises(BadAnswer):
        parse_reading(body)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_reading_or_a_bad_answer(body: bytes) -> None:
    with pytest.raises(BadAnswer):
        parse_reading(body)


@pytest.mark.parametrize("outcome", [o for o in Outcome if o not in (Outcome.OK, Outcome.KNOWN)])
def test_every_failure_has_a_status_and_a_sentence(outcome: Outcome) -> None:
    reading = failure_reading(outcome, "signal 11")
    assert reading.status is not DocumentStatus.READ
    assert is_reason(reading.reason)
    if outcome is not Outcome.CHANGED:
        assert reason_text(reading.reason, "id").endswith("(catatan teknis: signal 11).")


@pytest.mark.parametrize("outcome", [Outcome.OK, Outcome.KNOWN])
def test_success_is_no_failure(outcome: Outcome) -> None:
    with pytest.raises(ValueError, match="no failure"):
        failure_reading(outcome)


@given(
    st.lists(st.tuples(st.sampled_from([b"P", b"A"]), st.binary(max_size=50)), max_size=8), st.integers(1, 9)
)
def test_frames_arrive_however_the_stream_is_cut(frames: list[tuple[bytes, bytes]], step: int) -> None:
    data = b"".join(frame(kind, payload) for kind, payload in frames)
    reader = FrameReader({b"P": 50, b"A": 50})
    got = [found for at in range(0, len(data), step) for found in reader.feed(data[at : at + step])]
    assert got == frames


@given(st.binary(max_size=100))
def test_any_stream_gives_frames_or_one_declared_error(data: bytes) -> None:
    reader = FrameReader({b"P": 20})
    try:
        frames = reader.feed(data)
    except BadFrame:
        return
    assert all(kind == b"P" and len(payload) <= 20 for kind, payload in frames)


@pytest.mark.parametrize("size", [0, 10, 3_000_000])
def test_a_body_unpacks_to_what_was_packed(size: int) -> None:
    body = b"ab" * (size // 2)
    assert unpack_body(pack_body(body), size) == body


def test_a_body_beyond_its_limit_is_refused_before_it_is_unpacked() -> None:
    packed = pack_body(b" " * 50_000_000)
    assert len(packed) < 1_000_000
    with pytest.raises(BadFrame):
        unpack_body(packed, 1_000_000)


@given(st.binary(max_size=50))
def test_any_packed_bytes_are_a_body_or_a_declared_error(payload: bytes) -> None:
    try:
        body = unpack_body(payload, 1000)
    except BadFrame:
        return
    assert len(body) <= 1000
