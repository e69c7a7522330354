import pytest
from hypothesis import given
from hypothesis import strategies as st

from zi_evidence.model.reasons import CODES
from zi_evidence.reading.sniff import advice, sniff


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (b"\n\n%PDF-1.4", "application/pdf"),
        (b"PK\x03\x04xx", "application/zip"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF....WEBP", "image/webp"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\0\0\0\x18ftypisom", "video/mp4"),
        (b"II*\0", "image/tiff"),
        (b"{\\rtf1", "application/rtf"),
        (b"<!DOCTYPE html><p>", "text/html"),
        (b"\xef\xbb\xbf  <html>", "text/html"),
        ("<html>".encode("utf-16"), "text/html"),
        (b"<?xml version='1.0'?><a/>", "application/xml"),
        (b"Notulen rapat\n1. pembukaan", "text/plain"),
        (b"\x00\x01\x02\x03", "application/octet-stream"),
        (b"\x00" * 20, "application/octet-stream"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "application/msword"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "application/x-ole-encrypted",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "application/x-ole-storage"),
    ],
)
def test_a_type_is_told_by_the_bytes(data: bytes, media_type: str) -> None:
    assert sniff(data) == media_type


@given(st.binary(max_size=3000))
def test_any_bytes_have_a_type_and_every_type_has_advice(data: bytes) -> None:
    media_type = sniff(data)
    assert media_type.count("/") == 1
    assert advice(media_type) in CODES


def test_a_pdf_header_beyond_the_first_kilobyte_is_no_pdf() -> None:
    assert sniff(b"x" * 1100 + b"%PDF-1.7") == "text/plain"
