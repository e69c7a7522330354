"""How much of their own honest documents hold, per kind: what the bounds of `lexicon/id/substance.yaml` rest on.

    python benchmarks/substance.py                  the corpora and sets in this folder, and the example unit
    python benchmarks/substance.py --real FOLDER    real documents besides (PDF and DOCX)
    python benchmarks/substance.py --thin           name every document that is below its bound

Counted are distinct words, figures and rows besides the frame (`facts/substance.py`), up to the number at which
counting stops. Of the matching sets only relevant documents with a text count. Forms and drafts are left out.

The facts corpora and the third matching set are excerpts: heading, date and signature of a document whose body was
never written, since dates and headings are what they are for. They are counted, but the distributions are those of the
other sources, whose texts are short but whole.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from testkit.facts_corpus import corpus
from testkit.rendered.load import rendered
from zi_evidence.facts import extract_facts, is_thin
from zi_evidence.lexicon import load_lexicon
from zi_evidence.model import Facts, Finish
from zi_evidence.reading import read_bytes

HERE = Path(__file__).resolve().parent
_UNFINISHED = {Finish.TEMPLATE, Finish.DRAFT}
_Text = tuple[str, tuple[str, ...], tuple[int, ...]]
_FEW = 20
_EXCERPTS = {"facts_corpus", "facts_corpus_2", "matching_set_3"}


def _set(folder: Path) -> Iterator[_Text]:
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem.startswith("irrelevant"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["items"] and row["text"].strip():
                yield f"{row['id']} {row['path']}", tuple(row["text"].split("\f")), ()


def _files(folder: Path) -> Iterator[_Text]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in (".pdf", ".docx"):
            continue
        reading = read_bytes(path.read_bytes())
        pictures = tuple(n for n, page in enumerate(reading.pages, 1) if page.image_only)
        pages = tuple(page.text for page in reading.pages)
        if any(page.strip() for page in pages):
            yield path.name, pages, pictures


def sources(real: list[Path]) -> Iterator[tuple[str, Iterator[_Text]]]:
    """Each source with its documents: name, pages, which of them are only pictures."""
    yield "facts_corpus", ((one.name, one.pages, ()) for one in corpus() if one.pages)
    yield "facts_corpus_2", ((one.name, one.pages, ()) for one in rendered() if any(one.pages))
    for folder in sorted(HERE.glob("matching_set*")):
        yield folder.name, _set(folder)
    yield "examples/unit", _files(HERE.parent / "examples" / "unit")
    for folder in real:
        yield folder.name, _files(folder)


def _parts(facts: Facts) -> Iterator[Facts]:
    yield from (part.facts for part in facts.parts) if facts.parts else (facts,)


def _quantile(values: list[int], share: float) -> int:
    return values[int(share * (len(values) - 1))]


def main() -> None:
    """Prints the distributions and how many documents lie below the bounds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--real", type=Path, action="append", default=[])
    parser.add_argument("--thin", action="store_true")
    args = parser.parse_args()
    lexicon = load_lexicon()
    counts: dict[str, list[int]] = defaultdict(list)
    below: list[str] = []
    for source, documents in sources(args.real):
        total = thin = 0
        for name, pages, pictures in documents:
            for facts in _parts(extract_facts(pages, name=name.rpartition("/")[2], image_pages=pictures)):
                if facts.substance is None or facts.finish in _UNFINISHED:
                    continue
                total += 1
                if source not in _EXCERPTS:
                    counts[facts.kind.value].append(facts.substance.content)
                if is_thin(facts, lexicon.kinds, lexicon.substance):
                    thin += 1
                    below.append(f"  {source}: {name} ({facts.kind.value}, {facts.substance})")
        sort = " (excerpts)" if source in _EXCERPTS else ""
        print(f"{source}{sort}: {total} documents, {thin} below their bound")
    print("kind: documents, least, 1 %, 5 %, median, bound")
    pooled: list[int] = []
    for kind, values in sorted(counts.items(), key=lambda row: -len(row[1])):
        values.sort()
        pooled += values if len(values) < _FEW else []
        marks = " ".join(str(_quantile(values, share)) for share in (0, 0.01, 0.05, 0.5))
        print(f"  {kind}: {len(values)}, {marks}, {lexicon.substance.least(kind)}")
    pooled.sort()
    print(f"  kinds of fewer than {_FEW} documents: {len(pooled)}, {pooled[:12]}")
    if args.thin:
        print("\n".join(below))


if __name__ == "__main__":
    main()
