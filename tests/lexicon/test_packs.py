"""Every entry of every shipped pack: its examples are found, its near misses are not, and each word earns its place."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml

from testkit.alternatives import without_one
from zi_evidence import lexicon
from zi_evidence.lexicon import Lexicon, Rule, Section, failures, load_lexicon, rules_of
from zi_evidence.lexicon.load import fragments_of

PACKS = sorted(path.parent.name for path in Path(lexicon.__file__).parent.glob("*/months.yaml"))


def sections(pack: Lexicon) -> Iterator[tuple[str, Section]]:
    for name, value in vars(Lexicon).items():
        if isinstance(value, cached_property) and isinstance(section := getattr(pack, name), Section):
            yield name, section


def all_rules() -> Iterator[tuple[str, Rule, Section]]:
    for pack in map(load_lexicon, PACKS):
        for name, section in sections(pack):
            for place, rule in rules_of(section):
                yield f"{pack.name}/{name}:{place}", rule, section


RULES = list(all_rules())
# Sections whose fragments are named by rows of their own, which tests of their own run.
WITH_ROWS = {"dates"}


@pytest.mark.parametrize("rule", [pytest.param(rule, id=place) for place, rule, _ in RULES])
def test_an_entry_finds_its_examples_and_passes_over_its_near_misses(rule: Rule) -> None:
    assert failures(rule) == []


def remade(rule: Rule, fragments: dict[str, str], **changed: Any) -> Rule | None:
    """The rule with something changed, or nothing where what is left is no expression any more."""
    data = rule.model_dump(by_alias=True, exclude_defaults=True) | changed
    try:
        return type(rule).model_validate(data, context={"fragments": fragments})
    except ValueError:
        return None


def mutants(rule: Rule, fragments: dict[str, str]) -> Iterator[tuple[str, Rule]]:
    """The rule without each of its words or alternatives in turn."""
    field = "words" if rule.words else "match"
    parts: tuple[str, ...] = getattr(rule, field)
    for number, part in enumerate(parts):
        rest = (*parts[:number], *parts[number + 1 :])
        if rest and (mutant := remade(rule, fragments, **{field: rest})):
            yield part, mutant
        for dropped, text in without_one(part) if field == "match" else ():
            changed = (*parts[:number], text, *parts[number + 1 :])
            if mutant := remade(rule, fragments, match=changed):
                yield dropped, mutant


@pytest.mark.parametrize(("place", "rule", "section"), [pytest.param(*row, id=row[0]) for row in RULES])
def test_every_alternative_of_an_entry_has_an_example_that_needs_it(
    place: str, rule: Rule, section: Section
) -> None:
    fragments = fragments_of(section, load_lexicon(place.partition("/")[0]).shared)
    unneeded = [dropped for dropped, mutant in mutants(rule, fragments) if not failures(mutant)]
    assert unneeded == []


@pytest.mark.parametrize("pack", PACKS)
def test_a_word_of_a_list_is_found_where_the_list_says(pack: str) -> None:
    for name, section in sections(load_lexicon(pack)):
        rules = {} if name in WITH_ROWS else dict(rules_of(section))
        for key, listed in section.lists.items() if rules else ():
            rule = rules[listed.rule]
            assert [word for word in listed.words if not rule.find(listed.example.format(word))] == [], key
            assert not rule.find(listed.example.format("xqz")), key


@pytest.mark.parametrize("pack", PACKS)
def test_every_alternative_of_a_fragment_is_needed_by_an_example_of_a_rule_that_names_it(pack: str) -> None:
    unneeded = []
    words = load_lexicon(pack)
    for name, section in sections(words):
        if name in WITH_ROWS:
            continue
        rules = [rule for _, rule in rules_of(section)]
        whole = {key: "|".join(parts) for key, parts in section.fragments.items()}
        for key, text in whole.items():
            for dropped, rest in without_one(text):
                changed = section.model_copy(
                    update={"fragments": {k: (v,) for k, v in (whole | {key: rest}).items()}}
                )
                fragments = fragments_of(changed, words.shared)
                noticed = any((mutant := remade(rule, fragments)) and failures(mutant) for rule in rules)
                if not noticed:
                    unneeded.append(f"{name}: {{{{{key}}}}} without {dropped!r}")
    assert unneeded == []


@pytest.mark.parametrize("pack", PACKS)
def test_no_text_of_a_pack_is_a_truth_value_or_a_number_by_mistake(pack: str) -> None:
    """YAML takes a bare `no` for false and `1.10` for 1.1."""
    for path in sorted((Path(lexicon.__file__).parent / pack).glob("*.yaml")):
        for rule in dictionaries(yaml.safe_load(path.read_text("utf-8"))):
            texts = [
                text for key in ("match", "words", "example", "not") for text in listed(rule.get(key, ()))
            ]
            assert all(isinstance(text, str) for text in texts), (path.name, rule)


def listed(value: Any) -> list[Any]:
    return [value] if isinstance(value, str) else list(value)


def dictionaries(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "example" in value:
            yield value
        for inner in value.values():
            yield from dictionaries(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from dictionaries(inner)


def test_alternatives_are_left_out_one_at_a_time() -> None:
    found = dict(without_one(r"\b(?:surat|nota(?: dinas|-dinas)?)\b|[|)]x"))
    assert found == {
        "surat": r"\b(?:nota(?: dinas|-dinas)?)\b|[|)]x",
        "nota(?: dinas|-dinas)?": r"\b(?:surat)\b|[|)]x",
        " dinas": r"\b(?:surat|nota(?:-dinas)?)\b|[|)]x",
        "-dinas": r"\b(?:surat|nota(?: dinas)?)\b|[|)]x",
        r"\b(?:surat|nota(?: dinas|-dinas)?)\b": "[|)]x",
        "[|)]x": r"\b(?:surat|nota(?: dinas|-dinas)?)\b",
    }
    assert all(re.compile(text) for text in found.values())
