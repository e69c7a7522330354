"""How right are the facts: date, period, number and kind against labels, and how often a wrong one is given.

    python benchmarks/facts.py                      the corpus beside this file, plain and in its variants
    python benchmarks/facts.py --labels FOLDER      a folder of real documents with a labels.csv
    python benchmarks/facts.py --labels FOLDER --ocr TEXTS
                                                    with texts of scans (NAME.txt, form feeds between pages)
    python benchmarks/facts.py --rendered [LAYOUT]  the second corpus, rendered as PDF and DOCX and read back
    python benchmarks/facts.py --rendered --only keempat
                                                    one file of it
    python benchmarks/facts.py --rendered --scanned
                                                    the same as scans read by tesseract (minutes)
    python benchmarks/facts.py --misses             name every miss

`right` is the share of documents whose value equals the label (an absent value for an absent label included),
`wrong` the share where a value was given and is not the label's. `-` in a label: nothing may be given.
"""

import argparse
import csv
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from testkit.facts_corpus import Labelled, corpus, variants
from testkit.rendered.load import Rendered, rendered
from zi_evidence.facts import extract_facts
from zi_evidence.model import Facts, Finish

FIELDS = ("date", "period", "number", "kind")

# The labels of real documents know fewer kinds than we do.
COARSE = {
    "template": "form/template", "sop": "SOP", "peraturan": "peraturan", "undangan": "undangan",
    "surat": "surat", "surat_edaran": "surat", "surat_tugas": "surat", "nota_dinas": "surat",
    "pengumuman": "surat", "sk": "SK", "maklumat": "SK", "survei": "survei",
}  # fmt: skip


@dataclass
class Score:
    """Counts for one field."""

    right: int = 0
    wrong: int = 0
    total: int = 0


def found_values(facts: Facts) -> dict[str, str]:
    """The four values as a label would write them."""
    return {
        "date": facts.date.value if facts.date else "-",
        "period": facts.period.value if facts.period else "-",
        "number": facts.number.value.upper() if facts.number else "-",
        "kind": facts.kind.value,
    }


def measure(title: str, documents: Iterable[Labelled], *, coarse: bool, misses: bool) -> dict[str, Score]:
    """Prints the table for some documents and returns its counts."""
    scores = {field: Score() for field in FIELDS}
    seconds, count, chars = 0.0, 0, 0
    for document in documents:
        start = time.perf_counter()
        facts = extract_facts(document.pages, name=document.name)
        seconds += time.perf_counter() - start
        count += 1
        chars += sum(map(len, document.pages))
        got = found_values(facts)
        # A label may also name our own, finer kind.
        if coarse and got["kind"] != document.kind:
            got["kind"] = COARSE.get(got["kind"], "other")
        for field in FIELDS:
            want = getattr(document, field)
            score = scores[field]
            score.total += 1
            accepted = {want} | ({"SK"} if field == "kind" and coarse and document.sk_too else set())
            if got[field] in accepted:
                score.right += 1
            else:
                score.wrong += got[field] != "-"
                if misses:
                    print(f"  {document.name}: {field} is {want}, given {got[field]}")
    each = 1000 * seconds / max(count, 1)
    print(f"{title}: {count} documents, {chars:,} characters, {each:.2f} ms a document")
    for field in FIELDS:
        score = scores[field]
        right, wrong = score.right / score.total, score.wrong / score.total
        print(f"  {field:8} right {right:.3f}   given wrongly {wrong:.3f}")
    return scores


def _alarms(document: Rendered, facts: Facts) -> list[str]:
    """What the facts hold against a document that is as it should be."""
    raised = {note.code for note in facts.notes}
    if facts.finish in {Finish.TEMPLATE, Finish.DRAFT, Finish.UNSIGNED}:
        raised.add(facts.finish.value)
    return sorted(raised - document.expected)


def measure_rendered(
    layout: int, *, misses: bool, only: str = "*", scanned: bool = False
) -> dict[str, Score]:
    """Prints the table for the rendered corpus in one layout, with its false alarms, and returns its counts."""
    scores = {field: Score() for field in (*FIELDS, "honest")}
    alarms: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for document in rendered(layout, only=only, scanned=scanned):
        facts = extract_facts(document.pages, name=document.name)
        got = found_values(facts)
        wanted = {
            "date": document.dates, "period": document.periods, "number": document.numbers, "kind": document.kinds,
        }  # fmt: skip
        for field, accepted in wanted.items():
            scores[field].total += 1
            if got[field] in accepted:
                scores[field].right += 1
                continue
            scores[field].wrong += got[field] != "-"
            if misses:
                print(f"  {document.name}: {field} is {'/'.join(sorted(accepted))}, given {got[field]}")
        raised = _alarms(document, facts)
        alarms.update(raised)
        scores["honest"].total += 1
        scores["honest"].right += not raised
        scores["honest"].wrong += bool(raised)
        if raised and misses:
            print(f"  {document.name}: falsely {', '.join(raised)}")
        unseen = document.expected & {"template"} and facts.finish not in {Finish.TEMPLATE, Finish.DRAFT}
        missed["template or draft"] += bool(unseen)
        if unseen and misses:
            print(f"  {document.name}: not seen to be unfinished ({facts.finish})")
    print(f"{'scanned' if scanned else 'rendered'}, layout {layout}: {scores['kind'].total} documents")
    for field in FIELDS:
        score = scores[field]
        right, wrong = score.right / score.total, score.wrong / score.total
        print(f"  {field:8} right {right:.3f}   given wrongly {wrong:.3f}")
    said = ", ".join(f"{code} {count}" for code, count in alarms.most_common()) or "none"
    print(f"  false alarms on {scores['honest'].wrong} documents: {said}; unseen templates {missed.total()}")
    return scores


def _real(folder: Path, ocr: Path | None) -> Iterator[Labelled]:
    from zi_evidence.reading import read_bytes  # noqa: PLC0415 - the corpus needs no reader

    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            reading = read_bytes((folder / row["path"]).read_bytes())
            pages = [page.text for page in reading.pages]
            text = ocr / f"{row['path']}.txt" if ocr else None
            if not any(pages) and text is not None and text.exists():
                pages = text.read_text(encoding="utf-8").split("\f")
            yield Labelled(
                name=row["path"],
                pages=tuple(pages) if any(pages) else (),
                kind=row["kind"],
                date=row["doc_date"],
                period=row["period"],
                number=row["number"].upper(),
                sk_too="SK acceptable" in row["note"],
            )


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--ocr", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--rendered", type=int, nargs="?", const=0, metavar="LAYOUT")
    parser.add_argument("--only", default="*")
    parser.add_argument("--scanned", action="store_true")
    options = parser.parse_args()
    if options.rendered is not None:
        measure_rendered(options.rendered, misses=options.misses, only=options.only, scanned=options.scanned)
        return
    if options.labels:
        measure(
            str(options.labels.name), _real(options.labels, options.ocr), coarse=True, misses=options.misses
        )
        return
    plain = list(corpus())
    measure("corpus", plain, coarse=False, misses=options.misses)
    for name, documents in variants(plain):
        measure(f"variant {name}", documents, coarse=False, misses=options.misses)


if __name__ == "__main__":
    main()
