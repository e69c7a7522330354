"""Every row of the table of date cues: it decides in its examples, not in its near misses, and each word is needed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from testkit.alternatives import without_one
from zi_evidence import lexicon
from zi_evidence.facts.date_roles import deciding_cue, holds
from zi_evidence.facts.date_spots import Spot
from zi_evidence.facts.dates import find_dates
from zi_evidence.lexicon import Lexicon, Rule, failures, load_lexicon, rules_of
from zi_evidence.lexicon.dates import Conditions, Cue, Dates, Look
from zi_evidence.lexicon.load import fragments_of
from zi_evidence.page import Line

PACKS = sorted(path.parent.name for path in Path(lexicon.__file__).parent.glob("*/dates.yaml"))
ROWS = [(load_lexicon(pack), cue) for pack in PACKS for cue in load_lexicon(pack).dates.cues]
CUES = [pytest.param(words, cue, id=f"{words.name}/{cue.name}") for words, cue in ROWS]


@cache
def spot(words: Lexicon, text: str, beyond: int) -> Spot:
    """The date in brackets of a text, behind so many other lines."""
    lead = "\n".join(["isi"] * beyond)
    marked = f"{lead}\n{text}" if lead else text
    inner = marked[marked.index("[") + 1 : marked.index("]")]
    lines = marked.replace("]", "").split("\n")
    index = next(number for number, line in enumerate(lines) if "[" in line)
    start = " ".join(lines[index].split()).index("[")
    sheet = [Line(1, " ".join(line.replace("[", "").split()), line.replace("[", "")) for line in lines]
    (mention,) = find_dates(inner, short_years=True, lexicon=words)
    return Spot(words, sheet, index, replace(mention, start=start, end=start + len(inner)))


@pytest.mark.parametrize(("words", "cue"), CUES)
def test_a_cue_decides_in_its_examples_and_passes_over_its_near_misses(words: Lexicon, cue: Cue) -> None:
    for text in cue.example:
        decided = deciding_cue(words, spot(words, text, cue.beyond or 0))
        assert decided, text
        assert decided[0].name == cue.name, text
    for text in cue.counter:
        assert not holds(cue, spot(words, text, cue.beyond or 0)), text


def wordings() -> Iterator[Any]:
    for pack in PACKS:
        words = load_lexicon(pack)
        for name, listed in words.dates.lists.items():
            for word in listed.words:
                yield pytest.param(words, name, word, id=f"{pack}/{name}: {word}")


@pytest.mark.parametrize(("words", "name", "word"), list(wordings()))
def test_a_word_of_a_list_is_found_where_the_list_says(words: Lexicon, name: str, word: str) -> None:
    listed = words.dates.lists[name]
    cue = next(cue for cue in words.dates.cues if cue.name == listed.rule)
    assert holds(cue, spot(words, listed.example.format(word), cue.beyond or 0))
    assert not holds(cue, spot(words, listed.example.format("Xqz"), cue.beyond or 0))


def unheld(words: Lexicon, cue: Cue) -> bool:
    """Whether a changed cue fails one of its examples or holds in one of its near misses."""
    spots = [[spot(words, text, cue.beyond or 0) for text in texts] for texts in (cue.example, cue.counter)]
    return not all(holds(cue, one) for one in spots[0]) or any(holds(cue, one) for one in spots[1])


def looks(conditions: Conditions) -> Iterator[tuple[str, int, Look]]:
    for name in type(conditions).model_fields:
        value = getattr(conditions, name)
        if isinstance(value, tuple) and value and isinstance(value[0], Look):
            yield from ((name, number, look) for number, look in enumerate(value))


def shorter(look: Look, fragments: dict[str, str]) -> Iterator[tuple[str, Look]]:
    for number, part in enumerate(look.match):
        rest = (*look.match[:number], *look.match[number + 1 :])
        texts = [(part, rest)] if rest else []
        texts += [
            (cut, (*look.match[:number], text, *look.match[number + 1 :])) for cut, text in without_one(part)
        ]
        for cut, match in texts:
            data = look.model_dump() | {"match": match}
            yield cut, Look.model_validate(data, context={"fragments": fragments})


@pytest.mark.parametrize(("words", "cue"), CUES)
def test_every_alternative_and_condition_of_a_cue_is_needed(words: Lexicon, cue: Cue) -> None:
    fragments = fragments_of(words.dates, words.shared)
    unneeded = [
        cut
        for name, number, look in looks(cue)
        for cut, changed in shorter(look, fragments)
        if not unheld(words, cue.model_copy(update={name: _put(getattr(cue, name), number, changed)}))
    ]
    for place, conditions in enumerate(cue.unless):
        without = (*cue.unless[:place], *cue.unless[place + 1 :])
        if not unheld(words, cue.model_copy(update={"unless": without})):
            unneeded.append(f"unless {place}")
        for name, number, look in looks(conditions):
            for cut, changed in shorter(look, fragments):
                inner = conditions.model_copy(update={name: _put(getattr(conditions, name), number, changed)})
                if not unheld(words, cue.model_copy(update={"unless": _put(cue.unless, place, inner)})):
                    unneeded.append(cut)
    assert not unneeded, unneeded


def _put(values: tuple[Any, ...], number: int, value: Any) -> tuple[Any, ...]:
    return (*values[:number], value, *values[number + 1 :])


@pytest.mark.parametrize("pack", PACKS)
def test_every_alternative_of_a_fragment_is_needed(pack: str) -> None:
    words = load_lexicon(pack)
    data = yaml.safe_load((words.folder / "dates.yaml").read_text("utf-8"))
    whole = {key: "|".join(parts) for key, parts in words.dates.fragments.items()}
    unneeded = []
    for key, text in whole.items():
        for cut, rest in without_one(text):
            changed = words.dates.model_copy(
                update={"fragments": {k: (v,) for k, v in (whole | {key: rest}).items()}}
            )
            section = Dates.model_validate(data, context={"fragments": fragments_of(changed, words.shared)})
            rules = [rule for _, rule in rules_of(section) if isinstance(rule, Rule)]
            if not any(map(failures, rules)) and not any(unheld(words, cue) for cue in section.cues):
                unneeded.append(f"{key}: {cut}")
    assert not unneeded, unneeded


def test_a_cue_without_near_miss_or_with_an_unknown_role_is_refused() -> None:
    cue = {"name": "a", "role": "body", "first": 3, "example": "[3 Mei 2024]"}
    with pytest.raises(ValueError, match="near miss"):
        Dates.model_validate({"cues": [cue], "roles": {"body": {}}})
    with pytest.raises(ValueError, match=re.escape("unknown roles: body")):
        Dates.model_validate({"cues": [cue | {"not": "[4 Mei 2024]"}]})
