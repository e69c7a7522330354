"""The facts of a file: of its one document, or of each of several that it holds."""

import re
from collections.abc import Sequence
from dataclasses import replace

from zi_evidence.facts.bundles import find_parts, has_slip
from zi_evidence.facts.one_document import OneDocument
from zi_evidence.facts.substance import with_following
from zi_evidence.lexicon import Lexicon, load_lexicon
from zi_evidence.model import DateFact, DateSource, Facts, Metadata, Part, Quote, Signature

__all__ = ["FACTS_VERSION", "extract_facts"]

FACTS_VERSION = "13"

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_NO_METADATA = Metadata()


def extract_facts(
    pages: Sequence[str],
    *,
    name: str,
    metadata: Metadata = _NO_METADATA,
    modified: str = "",
    image_pages: Sequence[int] = (),
    signatures: Sequence[Signature] = (),
    flags: Sequence[str] = (),
    lexicon: Lexicon | None = None,
) -> Facts:
    """What one document is, when it was made, what it reports on, whose it is, whether it is finished.

    Pure and deterministic. Works without text: then only the file name speaks.

    Args:
        pages: cleaned text, one string a page; a DOCX is one page.
        name: the file name with its ending.
        metadata: what the file says about itself.
        modified: the file's modification time, ISO.
        image_pages: pages (from 1) that are only an image.
        signatures: digital signature fields that carry a signature.
        flags: what the reader noticed (`tracked_changes`, …).
        lexicon: the words of the language; those of Indonesian offices if not given.

    Returns:
        The facts of the file's first document (the one under a slip that passes it on); where it holds several, each
        is one of `parts`.
    """
    words = lexicon or load_lexicon()
    whole = OneDocument(pages, name, 1, image_pages, signatures, flags, words).facts()
    # A number that first stands on a later page may be that of the document which opens there.
    opens = next((number for number, text in enumerate(pages, 1) if text.strip()), 1)
    number = whole.number.value if whole.number and whole.number.quote.page <= opens else ""
    ranges = find_parts(pages, whole.kind.value, number, words)
    main = 1 if len(ranges) > 1 and has_slip(pages, words) else 0
    parts = [
        Part(
            first,
            last,
            OneDocument(
                pages[first - 1 : last],
                name if place == main else "",
                first,
                [page for page in image_pages if first <= page <= last],
                signatures,
                flags,
                words,
            ).facts(),
        )
        for place, (first, last) in enumerate(ranges)
    ]
    parts = [_followed(part, len(pages)) for part in parts]
    told = parts[main].facts if parts else whole
    return replace(told, parts=tuple(parts), file_date=_file_date(metadata, modified))


def _followed(part: Part, pages: int) -> Part:
    """The part, knowing how many pages of the file stand behind it."""
    substance = with_following(part.facts.substance, pages - part.last_page)
    return replace(part, facts=replace(part.facts, substance=substance))


def _file_date(metadata: Metadata, modified: str) -> DateFact | None:
    for text, source, trust in (
        (metadata.created, DateSource.METADATA, 0.2),
        (metadata.modified, DateSource.METADATA, 0.15),
        (modified, DateSource.MTIME, 0.1),
    ):
        if found := _ISO.match(text):
            return DateFact(found[0], source, trust, Quote(-1, text))
    return None
