"""What one document is: kind, number, date, period, whose, finished or not, each with its words."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "DateFact",
    "DateSource",
    "Facts",
    "Finish",
    "Note",
    "Part",
    "Quote",
    "Reference",
    "Signer",
    "Substance",
    "TextFact",
]


class DateSource(StrEnum):
    """Where a document's date was found, in falling trust."""

    SIGNATURE = "signature"
    ENACTED = "enacted"
    LETTERHEAD = "letterhead"
    EFFECTIVE = "effective"
    MEETING = "meeting"
    TTE = "tte"
    TITLE = "title"
    NAME = "name"
    EVENT = "event"
    METADATA = "metadata"
    MTIME = "mtime"


class Finish(StrEnum):
    """Whether a document is finished, as far as can be told."""

    FINISHED = "finished"
    UNSIGNED = "unsigned"
    DRAFT = "draft"
    TEMPLATE = "template"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Quote:
    """The words a fact rests on.

    Attributes:
        page: counts from 1; 0 is the file name, -1 the file's metadata.
        words: as they stand there.
    """

    page: int
    words: str


@dataclass(frozen=True, slots=True)
class TextFact:
    """A fact that is a text.

    Attributes:
        value: the fact itself, tidied.
        source: where it was found: `heading`, `name`, …
        confidence: 0-1; it ranks and is no probability.
        quote: the words it rests on.
    """

    value: str
    source: str
    confidence: float
    quote: Quote


@dataclass(frozen=True, slots=True)
class DateFact:
    """A date with where it came from.

    Attributes:
        value: whole (`2022-03-23`) or partial (`2021-03`, `2021`).
        source: where it was found.
        confidence: 0-1; it ranks and is no probability.
        quote: the words it rests on.
    """

    value: str
    source: DateSource
    confidence: float
    quote: Quote


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs; what is not known is empty.

    Attributes:
        position: the office held, e.g. `Kepala`.
        name: as written, with titles.
        nip: number of the civil servant, digits only; reports mask it.
        capacity: `a.n.`, `u.b.`, `Plt.`, `Plh.` or empty.
    """

    position: str = ""
    name: str = ""
    nip: str = ""
    capacity: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something odd about the document: a stable code and the words that show it.

    Attributes:
        code: `impossible_date`, `period_contradiction`, `name_contradiction`, `number_unfilled` or
            `date_unfilled`.
        quote: the words that show it.
    """

    code: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Reference:
    """Another paper that a document says it answers.

    Attributes:
        number: of that paper, as written; empty where only its day is named.
        day: of that paper, ISO; empty where none stands with it.
        quote: the words that name it.
    """

    number: str
    day: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Substance:
    """What a document holds besides letterhead, heading, table of contents, signature, repeated lines and filler.

    Counting stops where it is far more than is asked of any kind.

    Attributes:
        words: distinct words of its own.
        figures: distinct figures of its own, without years.
        statements: lines or sentences with a finite verb.
        rows: rows of lists and tables that say something.
        pictures: pages that are only a picture.
        repeated_pages: pages whose text stands on an earlier page.
        nothing: it says that there was nothing to report, where that is a whole report and it says little else.
        encloses: the words with which a letter passes on what is enclosed; they are not counted.
        following: pages of other documents that stand behind it in the file.
    """

    words: int = 0
    figures: int = 0
    statements: int = 0
    rows: int = 0
    pictures: int = 0
    repeated_pages: int = 0
    nothing: bool = False
    encloses: str = ""
    following: int = 0

    @property
    def content(self) -> int:
        """Distinct words, figures and rows of its own."""
        return self.words + self.figures + self.rows


@dataclass(frozen=True, slots=True)
class Facts:
    """What one document is, when it was made, what it reports on, whose it is, whether it is finished.

    Attributes:
        kind: its value is the id of a kind of the lexicon, the unknown one (`other`) where nothing tells it.
        title: what its heading calls it.
        number: of the letter or decree, as written.
        period: what it reports on, e.g. `2026-Q1`, or a range `2025-07/2025-09`.
        units: offices it names as its own, the surest first.
        signer: who signs it.
        signed: how: `digital`, `tte_claim` (it says so itself), `block`, `page_image`, `none` or `unknown`.
        finish: whether it is finished.
        finish_quote: the words that show that it is not.
        language: of its text, e.g. `id`; empty where that is not known.
        notes: what is odd about it.
        parts: the documents of a bundle; none for a single one.
        date: of the document, from its text, its digital signature or its name; never from the file system.
        event: the day of the meeting or event it speaks of; joins the pieces of a meeting set.
        answers: the papers that it follows up, by number or day.
        file_date: what the file says of itself (metadata, else modification time), for want of better; it
            dates nothing and makes nothing fresh.
        substance: what it holds besides its frame; `None` where its text was not read well.
    """

    kind: TextFact
    title: TextFact | None = None
    number: TextFact | None = None
    date: DateFact | None = None
    period: TextFact | None = None
    units: tuple[TextFact, ...] = ()
    signer: Signer | None = None
    signed: str = "unknown"
    finish: Finish = Finish.UNKNOWN
    finish_quote: Quote | None = None
    language: str = ""
    notes: tuple[Note, ...] = ()
    parts: "tuple[Part, ...]" = ()
    event: DateFact | None = None
    answers: tuple[Reference, ...] = ()
    file_date: DateFact | None = None
    substance: Substance | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One document inside a bundle.

    Attributes:
        first_page: counts from 1.
        last_page: included.
        facts: what it says about itself.
    """

    first_page: int
    last_page: int
    facts: Facts
