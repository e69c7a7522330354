"""Several documents in one file: where each of them starts.

A set of meeting papers is often scanned or printed into one PDF. Page by page `openings` weighs what speaks for a new
document there; chapters hold a report together, and a regulation, a plan or a form is never taken apart.
"""

from collections.abc import Sequence
from dataclasses import replace

from zi_evidence.facts.finish import find_template
from zi_evidence.facts.kinds import find_heading, is_routing, kind_fact
from zi_evidence.facts.openings import Look, is_promising, look_at, opens
from zi_evidence.lexicon import Lexicon
from zi_evidence.page import make_sheet
from zi_evidence.text import roman_value

__all__ = ["find_parts", "has_slip"]

MAX_PAGES = 400
MAX_LOOKS = 120
MAX_PARTS = 24

# A page of so few words that names no kind is a cover.
COVER_WORDS = 12


def _rank(text: str, lexicon: Lexicon) -> int | None:
    """Which chapter a page begins: 0 for what stands before the first, `None` where it begins none."""
    found = lexicon.parts.chapter.find(text[:60])
    if not found:
        return None
    if found["front"]:
        return 0
    if number := found["number"]:
        return int(number) if number.isdigit() else roman_value(number) or 1
    return 99


def _within_chapters(pages: Sequence[str], lexicon: Lexicon) -> set[int]:
    """The pages from the first chapter of a document to its last; a lower chapter is one of the next document."""
    within: set[int] = set()
    first = last = None
    rank = -1
    for index, text in enumerate(pages):
        here = _rank(text, lexicon)
        if here is None:
            continue
        if first is None or here < rank:
            first = index
        last, rank = index, here
        within.update(range(first, last + 1))
    return within


def _first_kind(text: str, whole: str, lexicon: Lexicon) -> str:
    """The kind of the document on top, which its later pages do not tell."""
    sheet = make_sheet((text,), lexicon)
    form = lexicon.kinds.role("form")
    if find_template(sheet.top, lexicon):
        return form
    kind = kind_fact(sheet, "", find_heading(sheet.top, lexicon), lexicon).value
    return kind if kind != lexicon.kinds.unknown or whole == form else whole


def find_parts(pages: Sequence[str], kind: str, number: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Page ranges (from 1, both included) of the documents in a file; empty when it holds just one.

    Args:
        pages: the texts.
        kind: what the file as a whole was taken for; a regulation, a plan or a form is never taken apart.
        number: the first document's own number, or empty.
        lexicon: the words.
    """
    bounded = pages[:MAX_PAGES]
    written = [index for index, text in enumerate(bounded) if text.strip()]
    if len(written) < 2:
        return []
    opened = written[0]
    kind = _first_kind(bounded[opened], kind, lexicon)
    if kind in lexicon.kinds.having("undivided"):
        return []
    within = _within_chapters(bounded, lexicon)
    starts = [0]
    before = look_at(opened + 1, bounded[opened], lexicon)
    current = replace(before, kind=kind, number=number or before.number)
    annexed = False
    looks = 0
    covered = _is_cover(bounded[opened], lexicon)
    slip = has_slip(bounded, lexicon)
    look = look_at(written[1] + 1, bounded[written[1]], lexicon)
    for above, index, below in zip(written, written[1:], [*written[2:], None], strict=False):
        looks += is_promising(bounded[index], lexicon)
        if looks > MAX_LOOKS:
            break
        annexed = annexed or bool(lexicon.parts.annex.find(bounded[index][:60]))
        after = Look() if below is None else look_at(below + 1, bounded[below], lexicon)
        # What lies under the slip is another paper than the slip, whatever opens it.
        under = slip and above == opened
        if under or (
            not look.belongs
            and index not in within
            and opens(look, current, before, after, bounded[above], lexicon, annexed=annexed)
        ):
            if under or not covered:
                starts.append(index)
            covered = False
            current = replace(look, kind=look.kind or (lexicon.kinds.role("letter") if look.letter else None))
            annexed = False
            if len(starts) >= MAX_PARTS:
                break
        before, look = look, after
    if len(starts) < 2:
        return []
    ends = [*starts[1:], len(pages)]
    return [(start + 1, end) for start, end in zip(starts, ends, strict=True)]


def has_slip(pages: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a slip, on which a letter is passed on, lies on top of a paper."""
    top = next((text for text in pages if text.strip()), "")
    return is_routing(find_heading(make_sheet((top,), lexicon).top, lexicon), lexicon)


def _is_cover(text: str, lexicon: Lexicon) -> bool:
    """Whether a page is only laid over a document: a bare cover, or the slip on which a letter is passed on."""
    top = make_sheet((text,), lexicon).top
    heading = find_heading(top, lexicon)
    return is_routing(heading, lexicon) or (heading is None and len(text.split()) < COVER_WORDS)
