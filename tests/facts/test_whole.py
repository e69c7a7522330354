from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from testkit.facts_corpus import Labelled, corpus, variants
from testkit.hostile_input import MONOTONE
from testkit.rendered.load import Rendered, rendered
from zi_evidence.facts import FACTS_VERSION, extract_facts
from zi_evidence.model import Facts, Finish
from zi_evidence.periods import is_period

DOCUMENTS = list(corpus())
# How many documents of each corpus may be wrong in a field: as many as are today (none), and one more.
SPARE = 1


def values(facts: Facts) -> dict[str, str]:
    """The four values as a label writes them."""
    return {
        "kind": facts.kind.value,
        "date": facts.date.value if facts.date else "-",
        "period": facts.period.value if facts.period else "-",
        "number": facts.number.value.upper() if facts.number else "-",
    }


def errors(documents: Iterable[Labelled]) -> dict[str, list[str]]:
    """Field -> names of the documents whose value is not the label's."""
    found: dict[str, list[str]] = {"kind": [], "date": [], "period": [], "number": []}
    for document in documents:
        for field, value in values(extract_facts(document.pages, name=document.name)).items():
            if value != getattr(document, field):
                found[field].append(f"{document.name}: {value}")
    return found


def test_the_corpus_holds_enough_documents_of_enough_offices() -> None:
    assert len(DOCUMENTS) >= 207
    assert len({document.name for document in DOCUMENTS}) >= 200


@pytest.mark.parametrize("title", ["plain", *(title for title, _ in variants(DOCUMENTS))])
def test_facts_of_the_first_corpus_stay_right(title: str) -> None:
    documents = DOCUMENTS if title == "plain" else dict(variants(DOCUMENTS))[title]
    for field, names in errors(documents).items():
        assert len(names) <= SPARE, (field, names)


def rendered_errors(documents: Iterable[Rendered]) -> dict[str, list[str]]:
    """As `errors`, with alarms raised on sound documents and templates that were not seen to be such."""
    names = ("kind", "date", "period", "number", "alarm", "unseen template")
    found: dict[str, list[str]] = {name: [] for name in names}
    unfinished = {Finish.TEMPLATE, Finish.DRAFT}
    for document in documents:
        facts = extract_facts(document.pages, name=document.name)
        accepted = {
            "kind": document.kinds, "date": document.dates,
            "period": document.periods, "number": document.numbers,
        }  # fmt: skip
        for field, value in values(facts).items():
            if value not in accepted[field]:
                found[field].append(f"{document.name}: {value}")
        raised = {note.code for note in facts.notes} | ({facts.finish.value} & {*unfinished, Finish.UNSIGNED})
        if raised - document.expected:
            found["alarm"].append(f"{document.name}: {sorted(raised - document.expected)}")
        if "template" in document.expected and facts.finish not in unfinished:
            found["unseen template"].append(document.name)
    return found


@pytest.mark.slow
def test_facts_of_the_rendered_corpus_stay_right() -> None:
    documents = list(rendered())
    assert len(documents) >= 583
    assert Counter(bool(document.pages) for document in documents)[False] <= SPARE
    for field, names in rendered_errors(documents).items():
        assert len(names) <= SPARE, (field, names)


def test_the_same_input_gives_the_same_facts() -> None:
    assert FACTS_VERSION
    for document in DOCUMENTS[:40]:
        assert extract_facts(document.pages, name=document.name) == extract_facts(
            document.pages, name=document.name
        )


_PIECES = st.sampled_from(
    [
        *("Nomor : ", "Hal : Undangan\n", "Yth. ", "Jakarta, ", "3 Maret 2026", "\n", "Ditetapkan di "),
        *("pada tanggal ", "KEPUTUSAN KEPALA ", "TENTANG\n", "12/A/2025 ", "....", "${x}", "dua puluh "),
        *("tahun ", "Triwulan I ", "2025", "NIP. ", "19770101 200112 1 001", "\t", "      ", "LAMPIRAN\n"),
        *("D R A F T ", "a.n. ", ":", "/", "s.d. "),
    ]
)
_PAGES = st.lists(st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=40).map("".join), max_size=4)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_PAGES, st.text(max_size=40))
def test_any_text_and_name_give_facts_that_quote_it(pages: list[str], name: str) -> None:
    facts = extract_facts(pages, name=name)
    assert facts.kind.value
    assert facts.period is None or is_period(facts.period.value)
    for fact in (facts.date, facts.number, facts.period, facts.title, *facts.units):
        if fact is not None:
            assert 0 < fact.confidence <= 1
            assert -1 <= fact.quote.page <= len(pages)
            assert fact.quote.words
    for part in facts.parts:
        assert 1 <= part.first_page <= part.last_page <= len(pages)


@pytest.mark.slow
@pytest.mark.parametrize("piece", MONOTONE)
def test_a_megabyte_of_anything_is_understood(piece: str) -> None:
    text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    for pages in ([text], [text[start : start + 2000] for start in range(0, len(text), 2000)]):
        assert extract_facts(pages, name="x.pdf").kind
