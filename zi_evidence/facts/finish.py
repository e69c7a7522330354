"""Whether a document is finished: template, draft, unsigned, or cannot be known."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from zi_evidence.facts.date_roles import annex_heading
from zi_evidence.lexicon import Lexicon
from zi_evidence.lexicon.finish import FinishWords
from zi_evidence.model import Finish, Quote, Signature
from zi_evidence.page import Line

__all__ = ["Seal", "find_draft", "find_template", "judge", "seal_of", "unfilled_list"]

# How it is signed, and the words that show it.
Seal = tuple[str, Quote | None]

# What every placeholder has in it; most lines have none of it and are spared the long search.
_MAY_HOLD = re.compile(r"[$%#@(\[{<«]|NAMA|KOP|Tempat|[Mm]{10}|Click")
_DOTS = re.compile(r"[.…_]{3}")
# A label with nothing behind it; counts where the next line is a label again.
_EMPTY_SLOT = re.compile(r"[A-Z][\w /().,'-]{1,40}:")
_FILLED_SLOT = re.compile(r"^[A-Za-z][\w /().,'-]{1,40}\s?:\s*(?![.…_]{3})\S{2,}")
# Gaps in running text; leaders of a table of contents and cells for signatures are none.
_DOT_RUN = re.compile(r"(?:\.{4,}|…{1,}\.{0,4})(?:[.…]{0,200})(?!\s*(?:\d{1,3}|[ivx]{1,5})\s*$)")
_EMPTY_ROW = re.compile(r"\d{1,3}\b[\s\d.…_|/()-]*")
_LEAST_ROWS = 3
_FORM_LINES = 140
_LEAST_SLOTS = 3
_LEAST_GAPS = 6
# The line that browsers print over a page: `3/12/24, 10:05 AM  Title`. Nobody signs that.
_WEB_PRINT = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}[.:]\d\d(?:\s?[AP]M)?\b")


class _Slots:
    """The slots of a form, counted line by line."""

    def __init__(self, words: FinishWords) -> None:
        self._words = words
        self.placeholders: list[Quote] = []
        self.empty: list[Quote] = []
        self.filled = 0
        self.gaps = 0
        self.first_gap: Quote | None = None

    def take(self, line: Line, below: str) -> None:
        """Counts what a line holds; `below` is the text of the next one."""
        text = line.text
        if _MAY_HOLD.search(text):
            found = self._words.placeholder.pattern.finditer(text)
            self.placeholders.extend(Quote(line.page, one[0]) for one in found)
        if self._is_dotted(text):
            self.empty.append(Quote(line.page, text[:120]))
        elif text.endswith(":") and _EMPTY_SLOT.fullmatch(text):
            if ":" in below[:40] or self._is_dotted(below):
                self.empty.append(Quote(line.page, text))
        elif _FILLED_SLOT.match(text) and "{" not in text:
            self.filled += 1
        if ("..." in text or "…" in text) and not self._words.contents_line.find(text):
            self.gaps += len(_DOT_RUN.findall(text))
            self.first_gap = self.first_gap or Quote(line.page, text[:120])

    def _is_dotted(self, text: str) -> bool:
        return _DOTS.search(text) is not None and self._words.dotted_slot.find(text) is not None

    def verdict(self) -> Quote | None:
        """The words that show a form nobody filled in; `None` where enough of it was."""
        if len(self.placeholders) >= _LEAST_SLOTS:
            return self.placeholders[0]
        if self.first_gap and self.gaps >= _LEAST_GAPS and self.gaps > self.filled:
            return self.first_gap
        empty, placeholders = len(self.empty), len(self.placeholders)
        if empty + placeholders >= _LEAST_SLOTS and empty + 2 * placeholders > self.filled:
            return (self.placeholders or self.empty)[0]
        return None


def find_template(lines: Sequence[Line], lexicon: Lexicon) -> Quote | None:
    """The words that show an unfilled form: placeholders, or more dotted and empty slots than filled ones."""
    words = lexicon.finish
    slots = _Slots(words)
    contents = 0
    for index, line in enumerate(lines[:_FORM_LINES]):
        if words.contents_head.find(line.text):
            contents = line.page
        if line.page != contents:  # leaders of a table of contents are no gaps
            slots.take(line, lines[index + 1].text if index + 1 < len(lines) else "")
    return slots.verdict()


def unfilled_list(lines: Sequence[Line], lexicon: Lexicon) -> Quote | None:
    """The first row of an attendance list that bears numbers and no name; `None` where any row may bear one."""
    words = lexicon.finish
    head = next((index for index, line in enumerate(lines) if words.list_head.find(line.text)), None)
    if head is None:
        return None
    below = [line for line in lines[head + 1 :] if line.text]
    # The head of a table may go on in the next line.
    start = next((n for n, line in enumerate(below[:3]) if line.text[:1].isdigit()), len(below))
    rows = list(takewhile(lambda line: _EMPTY_ROW.fullmatch(line.text), below[start:]))
    # A name below the rows would be one of a column that was read after the numbers.
    behind = below[start + len(rows)].text if start + len(rows) < len(below) else ""
    if len(rows) < _LEAST_ROWS or (behind and not words.list_closes.find(behind)):
        return None
    return Quote(rows[0].page, rows[0].text)


def find_draft(
    lines: Sequence[Line], plain_name: str, flags: Sequence[str], lexicon: Lexicon
) -> Quote | None:
    """The words that mark a draft, in the head, in the name, or as tracked changes."""
    words = lexicon.finish
    for line in lines[:40]:
        if len(line.text) < 30 and words.draft_line.find(line.text):
            return Quote(line.page, line.text)
    for line in lines[:12]:
        if words.draft_heading.find(line.text):
            return Quote(line.page, line.text[:120])
    if found := words.draft_name.find(plain_name):
        return Quote(0, found[0])
    return Quote(-1, "tracked_changes") if "tracked_changes" in flags else None


def _notices(lines: Sequence[Line], words: FinishWords) -> Iterator[Quote]:
    """The notices of an electronic signature."""
    for line in lines:
        likely = "lektronik" in line.text or "LEKTRONIK" in line.text or "igned" in line.text
        if likely and (found := words.electronic.find(line.text)):
            yield Quote(line.page, found[0])


def seal_of(
    lines: Sequence[Line],
    *,
    pages: int,
    image_pages: Sequence[int],
    signatures: Sequence[Signature],
    block: Quote | None,
    lexicon: Lexicon,
) -> Seal:
    """How it is signed and what shows it: `digital`, `tte_claim`, `page_image`, `block`, `none` or `unknown`.

    A notice of an electronic signature is only a claim; a typed name is only a block; an image of the last
    page may hold a signature that nobody has read.
    """
    if signatures:
        first = signatures[0]
        return "digital", Quote(-1, f"{first.name} {first.time}".strip() or "tanda tangan digital")
    if notice := next(_notices(lines, lexicon.finish), None):
        return "tte_claim", notice
    # The signature of an annex by itself is that of the document to which it belongs.
    if any(_WEB_PRINT.match(line.text) for line in lines[:6]) or (
        not block and lines and annex_heading(lexicon, lines[0].text)
    ):
        return "unknown", None
    if lines and pages and pages in image_pages:
        return "page_image", Quote(pages, "halaman terakhir berupa gambar")
    for line in lines:
        if len(line.text) < 48 and lexicon.finish.typed_mark.find(line.text):
            return "block", Quote(line.page, line.text)
    if block:
        return "block", block
    return ("unknown" if not lines or image_pages else "none"), None


def judge(
    kind: str,
    seal: Seal,
    *,
    template: Quote | None,
    draft: Quote | None,
    gap: Quote | None,
    lexicon: Lexicon,
) -> tuple[Finish, Quote | None]:
    """Whether it is finished, and the words that say so; `unknown` where it cannot be known."""
    if template:
        return Finish.TEMPLATE, template
    if draft:
        return Finish.DRAFT, draft
    signed, quote = seal
    # On a scanned page a hole may have been filled by hand.
    if gap and signed not in ("digital", "tte_claim", "page_image"):
        return Finish.TEMPLATE, gap
    if signed in ("digital", "tte_claim"):
        return Finish.FINISHED, quote
    if signed == "block" and quote and lexicon.finish.typed_mark.find(quote.words):
        return Finish.FINISHED, quote
    if signed == "none" and kind in lexicon.kinds.having("signed"):
        return Finish.UNSIGNED, None
    return Finish.UNKNOWN, None
