"""Copies: how many papers several files are, and the same bytes filed as evidence of several periods.

What a text says of its own time decides where there is any. Pictures and undated papers take their time from their
name or their folder; lying in the folders of two quarters, they would serve both.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from zi_evidence.evaluation.candidates import Candidate
from zi_evidence.evaluation.circumstances import Circumstances
from zi_evidence.evaluation.days import Days, days_of
from zi_evidence.evaluation.pictures import days_shown, is_picture
from zi_evidence.evaluation.spans import own_date
from zi_evidence.facts.name_periods import name_period
from zi_evidence.model import DateSource, Document, DocumentStatus, Facts
from zi_evidence.periods import Rhythm, bounds, slot_of
from zi_evidence.text import normalise

__all__ = ["RhythmOf", "by_content", "distinct", "recycled_copies"]

# The finest rhythm that a path's requirements ask for; `None` where none of them asks for periods.
RhythmOf = Callable[[str], Rhythm | None]


def _own_number(facts: Facts | None) -> str:
    """The number that stands in the text; one that only the file name tells is easily changed."""
    number = facts.number if facts else None
    return normalise(number.value) if number and number.source != "name" else ""


def _own_day(facts: Facts | None) -> str:
    date = facts.date if facts and own_date(facts) else None
    return date.value if date and date.source is not DateSource.NAME else ""


def _alike(documents: Sequence[Document], given: Circumstances) -> int:
    """How many papers files of the same words are: their numbers tell them apart, without these their dates."""
    facts = [d.facts for d in documents if d.facts and not given.has_flag(d.facts, "written_anew")]
    stamps = {(_own_number(f), _own_day(f)) for f in facts}
    numbers = {number for number, _ in stamps if number}
    days = {day for number, day in stamps if day and not number}
    return max(1, len(numbers) + len(days - {day for number, day in stamps if number}))


def _registered(candidate: Candidate) -> str:
    """Kind, title and number, which a paper keeps whatever date is typed on its copy; empty where it lacks one.

    A part of a file that bears no number is told by its day: the same pages may have been bound in twice.
    """
    facts = candidate.document.facts
    mark = _own_number(facts) or (_own_day(facts) if candidate.page else "")
    return (
        f"{facts.kind.value}|{normalise(facts.title.value)}|{mark}" if facts and facts.title and mark else ""
    )


def distinct(candidates: Sequence[Candidate], need: int, given: Circumstances) -> int:
    """How many papers these are; where one is all that is needed, they are not told apart.

    Copies of the same bytes are one, so are those of the same title and number, and so are files of the same words,
    except assignments, decrees and the like of different numbers or, where they bear none, of different dates.
    """
    if need == 1 or len(candidates) < 2:
        return min(len(candidates), need)
    groups: dict[str, dict[str, Document]] = defaultdict(dict)
    registered: set[str] = set()
    for candidate in candidates:
        document, key = candidate.document, candidate.identity
        # The words that are compared are those of a whole file.
        words = "" if candidate.page else document.shape
        groups[words or key].setdefault(key, document)
        registered.add(_registered(candidate) or key)
    by_words = sum(_alike(list(group.values()), given) if len(group) > 1 else 1 for group in groups.values())
    return min(by_words, len(registered))


def by_content(documents: Sequence[Document]) -> list[list[Document]]:
    """Documents of the same bytes, two or more, in the order given; what could not be taken is no copy."""
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.sha256 and document.size:
            groups[document.sha256].append(document)
    return [group for group in groups.values() if len(group) > 1]


def _says_its_time(document: Document) -> bool:
    """Whether more than its name or its place says of when it is; what nobody could read may say it."""
    if document.status is not DocumentStatus.READ and not is_picture(document):
        return True
    facts = document.facts
    if not facts:
        return False
    if facts.period and facts.period.source != "name":
        return True
    return facts.date is not None and facts.date.source is not DateSource.NAME and own_date(facts) is not None


def _claim(document: Document, rhythm_of: RhythmOf, given: Circumstances) -> Days | None:
    """The days that a copy stands for, by its name, else by its place in whole periods of its requirement."""
    if days := days_of(name_period(document.path.rpartition("/")[2], given.lexicon)):
        return days
    if _says_its_time(document) or not (rhythm := rhythm_of(document.path)):
        return None
    if not (days := days_shown(document, given)):
        return None
    return bounds(slot_of(days[0], rhythm))[0], bounds(slot_of(days[1], rhythm))[1]


def _within(one: Days, other: Days) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _stated(facts: Facts | None) -> Days | None:
    """The period that the text itself names."""
    if not facts or not facts.period or facts.period.source == "name":
        return None
    return days_of(facts.period.value)


def _original(claims: Sequence[Days]) -> Days:
    """Of several claims the earliest of those that hold no finer one: the year says less than its quarter."""
    return min(c for c in claims if not any(o != c and _within(o, c) for o in claims))


def _of_other_periods(
    group: Sequence[Document], rhythm_of: RhythmOf, given: Circumstances
) -> Iterator[tuple[str, str]]:
    claims = {d.path: days for d in group if (days := _claim(d, rhythm_of, given))}
    if not claims or (len(claims) == len(group) and len(set(claims.values())) == 1):
        return
    original = _stated(group[0].facts) or _original(list(claims.values()))
    home = next((path for path, days in claims.items() if days == original), group[0].path)
    for path, days in claims.items():
        if path != home and not _within(days, original) and not _within(original, days):
            yield path, home


def recycled_copies(
    documents: Sequence[Document], rhythm_of: RhythmOf, given: Circumstances
) -> dict[str, str]:
    """Copies of the same bytes that stand for another period than the original: path -> path of the original.

    The original is the one of the period that the text states, else of the earliest. A paper whose text speaks of
    several periods (a year, a range) is an original in each of them.
    """
    found: dict[str, str] = {}
    for group in by_content(documents):
        found.update(_of_other_periods(group, rhythm_of, given))
    return found
