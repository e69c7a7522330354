"""A picture counts as a photo by its name, so it must at least be one."""

import io
import random

import pytest
from PIL import Image

from zi_evidence.model import DocumentStatus
from zi_evidence.reading import read_bytes


def picture(kind: str, **options: object) -> bytes:
    image = Image.new("RGB", (96, 64))
    noise = random.Random(5)  # noqa: S311 - the same picture every time
    image.putdata([(noise.randrange(256), noise.randrange(256), 9) for _ in range(96 * 64)])
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


WHOLE = {
    "jpeg": picture("JPEG"),
    "progressive jpeg": picture("JPEG", progressive=True),
    "jpeg with restart markers": picture("JPEG", restart_marker_blocks=4),
    "jpeg with a thumbnail in its head": picture("JPEG", exif=b"Exif\0\0" + picture("JPEG")),
    "jpeg and the camera's notes": picture("JPEG") + b"SEFH" + bytes(200),
    "png": picture("PNG"),
    "png and a blank line": picture("PNG") + b"\n",
    "webp": picture("WEBP"),
    "gif": picture("GIF"),
    "bmp": picture("BMP"),
    "tiff": picture("TIFF"),
    "avif": picture("AVIF"),
}


@pytest.mark.parametrize("data", WHOLE.values(), ids=WHOLE)
def test_a_whole_picture_is_a_picture(data: bytes) -> None:
    reading = read_bytes(data)
    assert reading.status is DocumentStatus.UNSUPPORTED
    assert reading.media_type.startswith("image/")


@pytest.mark.parametrize(
    "name", [name for name in WHOLE if name not in ("tiff", "jpeg and the camera's notes")]
)
@pytest.mark.parametrize("kept", [0.02, 0.5, 0.98])
def test_a_picture_that_broke_off_is_damaged_and_no_picture(name: str, kept: float) -> None:
    data = WHOLE[name]
    reading = read_bytes(data[: max(12, int(len(data) * kept))])
    assert reading.status is DocumentStatus.DAMAGED
    assert not reading.media_type.startswith("image/")


def test_a_text_that_begins_with_the_letters_of_a_bitmap_is_a_text() -> None:
    reading = read_bytes(b"BMN yang tercatat pada kantor ini: meja 12, kursi 40.\n")
    assert reading.media_type == "text/plain"


@pytest.mark.parametrize("data", [b"GIF89a", b"RIFF\0\0\0\0WEBP", b"II*\0", b"\0\0\0\x18ftypheic"])
def test_the_first_bytes_of_other_pictures_are_none_either(data: bytes) -> None:
    assert read_bytes(data).status is DocumentStatus.DAMAGED


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xe0" + bytes(1000),
        b"\xff\xd8" + b"\xff" * 5000,
        b"\xff\xd8" + b"\xff\xe0\x00\x00" * 5000,
        b"\xff\xd8\xff\xda\x00\x02\xff\xd9",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        b"\x89PNG\r\n\x1a\n"
        b"\0\0\0\x0dIHDR" + bytes(8) + b"\x08\0\0\0\0" + bytes(4) + b"\0\0\0\0IEND" + bytes(4),
    ],
)
def test_bytes_that_only_begin_like_a_picture_are_none(data: bytes) -> None:
    assert read_bytes(data).status is DocumentStatus.DAMAGED
