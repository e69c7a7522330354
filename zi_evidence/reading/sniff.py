"""What a file is, by its bytes. A name is never asked: half of all wrong names are honest mistakes."""

__all__ = ["DOC", "DOCX", "PDF", "UNKNOWN", "ZIP", "advice", "sniff"]

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
ZIP = "application/zip"
UNKNOWN = "application/octet-stream"
OLE = "application/x-ole-storage"
OLE_ENCRYPTED = "application/x-ole-encrypted"

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"MZ", "application/x-dosexec"),
    (b"\x7fELF", "application/x-elf"),
    (b"%!PS", "application/postscript"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
)
_OLE_STREAMS = (
    ("EncryptedPackage", OLE_ENCRYPTED),
    ("WordDocument", DOC),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
)
# Enough for any byte order mark, comment and declaration before the root of an HTML page.
_HEAD = 1024
_ADVICE = {
    DOC: "save_again",
    "application/rtf": "save_again",
    "application/vnd.oasis.opendocument.text": "save_again",
    "text/html": "web_page",
    "text/plain": "save_as_document",
    "application/xml": "save_as_document",
}
_FAMILY_ADVICE = (
    ("image/", "picture_file"),
    ("application/vnd.ms-excel", "print_to_pdf"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml", "print_to_pdf"),
    ("application/vnd.ms-powerpoint", "print_to_pdf"),
    ("application/vnd.openxmlformats-officedocument.presentationml", "print_to_pdf"),
    ("application/vnd.oasis", "print_to_pdf"),
    ("application/zip", "archive"),
    ("application/vnd.rar", "archive"),
    ("application/x-7z", "archive"),
    ("application/gzip", "archive"),
    ("video/", "video"),
    ("audio/", "recording"),
)


def sniff(data: bytes) -> str:
    """Return the media type that the bytes show, `application/octet-stream` where they show none.

    A ZIP container is only called `application/zip` here; what lies inside is for the ZIP gate to say.
    """
    head = data[:_HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return ZIP
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(_OLE_MAGIC):
        return _sniff_ole(data)
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    # Two letters are no mark; behind them a bitmap has its size and four zero bytes.
    if head[:2] == b"BM" and head[6:10] == bytes(4) and len(head) > 10:
        return "image/bmp"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return "image/heic" if brand in (b"heic", b"heix", b"mif1", b"avif") else "video/mp4"
    # Readers accept a header anywhere in the first kilobyte: scanners and mail gateways put lines before it.
    if b"%PDF-" in head:
        return PDF
    return _sniff_text(head)


def advice(media_type: str) -> str:
    """Return the code of the reason (`zi_evidence.model.reasons`) that says what to do with such a file."""
    known = _ADVICE.get(media_type)
    if known is not None:
        return known
    for prefix, code in _FAMILY_ADVICE:
        if media_type.startswith(prefix):
            return code
    return "other_type"


def _sniff_ole(data: bytes) -> str:
    for name, media_type in _OLE_STREAMS:
        if name.encode("utf-16-le") in data:
            return media_type
    return "application/vnd.ms-excel" if "Book".encode("utf-16-le") + b"\0\0" in data else OLE


def _sniff_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", errors="replace")
    elif b"\0" in head:
        return UNKNOWN
    else:
        text = head.decode("utf-8-sig", errors="replace")
    lowered = text.lstrip().lower()
    if lowered.startswith(("<!doctype html", "<html", "<head", "<body", "<script", "<meta")):
        return "text/html"
    if lowered.startswith("<?xml"):
        return "text/html" if "<html" in lowered else "application/xml"
    odd = sum(1 for char in text if (char < " " and char not in "\t\n\r\f\x1b") or char == "\ufffd")
    return "text/plain" if lowered and odd * 20 <= len(text) else UNKNOWN
