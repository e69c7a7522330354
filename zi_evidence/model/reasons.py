"""Why a file was not read, or not wholly: a stable code with its values, said in a language where it is shown.

A reason is stored as one line of ASCII, `read_in_part?read=3&pages=12&why=out_of_time`; where several hold, a
blank stands between them. What is no such line (an index of an older version holds sentences) is shown as it
is. A code never changes its meaning: programs read them in the JSON answers.
"""

from functools import lru_cache
from string import Formatter
from typing import Final
from urllib.parse import parse_qsl, urlencode

from zi_evidence.i18n import Language, mark, translation

__all__ = [
    "CODES",
    "is_program_fault",
    "is_reason",
    "reason",
    "reason_codes",
    "reason_text",
    "reason_values",
    "without",
]

CODES: Final[dict[str, str]] = {
    # ---- the reading ended otherwise than it should ----
    "timed_out": mark("Reading was stopped because it took too long."),
    "out_of_memory": mark("Reading was stopped because it took too much memory."),
    "reader_ended": mark("Reading failed: the content of the file made the reader end."),
    "answer_invalid": mark("Reading failed: the reader's answer is not valid."),
    "changed_meanwhile": mark("The file changed while it was read; it is read again later."),
    "unopenable": mark("The file cannot be opened; it is tried again later."),
    "unreadable_now": mark("The file cannot be read; it is tried again."),
    "program_fault": mark("The program failed on this file {why}; its log says more."),
    # ---- it waits ----
    "queued": mark("The file waits for its turn to be read."),
    "still_changing": mark(
        "The file changes since {since}; it is read when it was quiet for {seconds} seconds."
    ),
    # ---- the file as a whole ----
    "empty_file": mark("The file is empty (0 bytes)."),
    "only_zero_bytes": mark("The file holds nothing but zero bytes; the copy failed."),
    "file_too_large": mark("The file is larger than {mb} MB."),
    "over_the_limit": mark("The file is larger than is allowed."),
    "locked": mark("Locked with a password."),
    "unknown_encryption": mark("Encrypted in a way that is not known."),
    "container_broken": mark("The file is damaged or incomplete."),
    "too_many_parts": mark("The file holds {n} parts, more than are read."),
    "twin_parts": mark("The file holds two parts of the same name."),
    "unpacks_too_large": mark("The content unpacks to more than is read."),
    "part_too_large": mark("A part of the document is larger than is allowed."),
    "part_packing": mark("A part of the document is packed in a way that is not known."),
    "part_broken": mark("A part of the document is damaged."),
    "part_declares": mark("A part of the document declares a document type (DTD), which is not read."),
    "nested_too_deep": mark("The parts of the document are nested too deeply."),
    "no_main_part": mark("The DOCX holds no text part."),
    "pdf_broken": mark("The PDF is damaged or incomplete: {why}."),
    # ---- the text ----
    "only_pictures": mark("Only images, no text."),
    "no_words": mark("There is no text in it."),
    "cut_short": mark("The text is too long; only its beginning was read."),
    "stopped_early": mark("It took too long to read; stopped after {read} of {pages} pages."),
    "read_in_part": mark("Read {read} of {pages} pages: {why}."),
    "pages_unopenable": mark("Pages that cannot be opened: {failed} of {pages}."),
    "ocr_left": mark("Scanned pages that OCR has not read yet: {n}."),
    "facts_failed": mark("The text was read, but no facts could be taken from it."),
    # ---- kinds of files that are not read, with what to do ----
    "save_again": mark("Save it again as .docx or PDF so that it can be read."),
    "save_as_document": mark("Save it as PDF or .docx so that it can be read."),
    "print_to_pdf": mark("Print it to PDF so that it can be read."),
    "web_page": mark("This is a web page, not a document; download the file itself again."),
    "picture_file": mark("An image counts as documentation by its name and folder; its content is not read."),
    "half_picture": mark("The image is not whole; copy it again from the original."),
    "archive": mark("Take the content of this archive out into the folder."),
    "video": mark("Videos are not read."),
    "recording": mark("Sound recordings are not read."),
    "other_type": mark("This kind of file is not read; if it is a document, save it as PDF or .docx."),
}
_WHY: Final[dict[str, str]] = {
    "cannot_open": mark("it cannot be opened"),
    "no_pages": mark("it holds no pages"),
    "no_page_opens": mark("its pages cannot be opened"),
    "text_too_long": mark("the text is too long"),
    "out_of_time": mark("time ran out"),
    "too_many_pages": mark("there are too many pages"),
    "read": mark("when it was read"),
    "kept": mark("when it was written to the index or read from there"),
    "matched": mark("when it was matched"),
    "judged": mark("when it was judged"),
    "printed": mark("when it was printed"),
}
# The file is not to blame: the program has a fault that this file brings out.
_PROGRAM_FAULTS: Final = frozenset({"program_fault", "facts_failed"})
# What the system says most often; its other words are for IT staff and stay as they are.
_SYSTEM: Final = frozenset(
    {
        mark("Permission denied"),
        mark("Operation not permitted"),
        mark("No such file or directory"),
        mark("Input/output error"),
        mark("Stale file handle"),
        mark("not a regular file"),
    }
)


def reason(code: str, **values: object) -> str:
    """The stored form of a reason.

    Args:
        code: a key of `CODES`.
        values: what its text names; `detail`, a technical word, may stand beside any.

    Raises:
        ValueError: no such code, or other values than its text names.
    """
    filled = {key: str(value) for key, value in values.items() if key != "detail" or value}
    if not _fits(code, filled):
        raise ValueError(f"no such reason: {code} {sorted(filled)}")
    return f"{code}?{urlencode(filled)}" if filled else code


def is_reason(stored: str) -> bool:
    """Whether it is nothing but reasons of this version, with clean values: what a reader may answer."""
    return _parsed(stored) is not None


@lru_cache(maxsize=1024)
def reason_codes(stored: str) -> tuple[str, ...]:
    """The codes of a stored reason; none where it is a sentence of an older version."""
    return tuple(code for code, _ in _parsed(stored) or ())


def reason_values(stored: str) -> tuple[tuple[str, dict[str, str]], ...]:
    """The codes of a stored reason with their values; none where it is a sentence of an older version."""
    return tuple(_parsed(stored) or ())


@lru_cache(maxsize=1024)
def reason_text(stored: str, lang: Language) -> str:
    """A stored reason as a person reads it."""
    parsed = _parsed(stored)
    if parsed is None:
        return stored
    return " ".join(_sentence(code, values, lang) for code, values in parsed)


def is_program_fault(stored: str) -> bool:
    """Whether the program failed on the file, so that nothing can be said of it."""
    return not _PROGRAM_FAULTS.isdisjoint(reason_codes(stored))


def without(stored: str, *codes: str) -> str:
    """A stored reason without some of its codes."""
    return " ".join(one for one in stored.split(" ") if one.partition("?")[0] not in codes)


def _parsed(stored: str) -> list[tuple[str, dict[str, str]]] | None:
    found = []
    for one in stored.split(" ") if stored else ():
        code, mark_, query = one.partition("?")
        try:
            pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True) if mark_ else []
        except ValueError:
            return None
        values = dict(pairs)
        if len(values) != len(pairs) or not _fits(code, values):
            return None
        found.append((code, values))
    return found


def _fits(code: str, values: dict[str, str]) -> bool:
    if code not in CODES or not all(value.isprintable() for value in values.values()):
        return False
    named = {name for _, name, _, _ in Formatter().parse(CODES[code]) if name}
    return values.keys() - {"detail"} == named and values.get("why", "no_pages") in _WHY


def _sentence(code: str, values: dict[str, str], lang: Language) -> str:
    translate = translation(lang)
    shown = dict(values)
    if why := shown.get("why"):
        shown["why"] = translate(_WHY[why])
    detail = shown.pop("detail", "")
    sentence = translate(CODES[code]).format_map(shown)
    if not detail:
        return sentence
    told = (
        translate(detail)
        if detail in _SYSTEM
        else translate("technical note: {detail}").format(detail=detail)
    )
    return f"{sentence.removesuffix('.')} ({told})."
