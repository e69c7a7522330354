"""One entry of a pack: what it looks for, where, and the texts that prove it.

An entry that nobody can check is refused: each has at least one example that it finds and one near miss (`not`) that
it passes over. `failures` runs them.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

__all__ = ["NEVER", "NOTHING", "Rule", "Section", "WordList", "expand", "failures", "rules_of"]

# What a rule without alternatives compiles to: it finds nothing.
NEVER = "(?!)"

_FRAGMENT = re.compile(r"\{\{(\w+)\}\}")


def expand(text: str, fragments: Mapping[str, str]) -> str:
    """An expression with its named fragments (`{{month}}`) written out.

    Raises:
        ValueError: it names a fragment that there is none of.
    """

    def named(found: re.Match[str]) -> str:
        if found[1] not in fragments:
            raise ValueError(f"unknown fragment {found[0]}")
        return f"(?:{fragments[found[1]]})"

    return _FRAGMENT.sub(named, text)


class WordList(BaseModel):
    """Plain words of one sort, which rules name as a fragment, with one example text for all of them.

    Attributes:
        words: the words or wordings; in an expression any of them, the longer ones first.
        rule: the entry of the file that finds `example` because of the word.
        example: a text with `{}` where the word stands.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...] = Field(min_length=1)
    rule: str
    example: str

    @property
    def expression(self) -> str:
        """An expression for any of the words."""
        return "|".join(re.escape(word) for word in sorted(self.words, key=lambda word: (-len(word), word)))


class Section(BaseModel):
    """What one file of a pack holds. A pack without the file has the section empty.

    Attributes:
        lists: plain words by name, for use in the file's rules as `{{name}}`.
        fragments: expressions by name, for use in the same way; one may use the lists and those before it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    lists: Mapping[str, WordList] = Field(default_factory=dict)
    fragments: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)

    @field_validator("fragments", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        return {name: (words,) if isinstance(words, str) else words for name, words in value.items()}


class Rule(BaseModel):
    """Words or expressions to look for in a text.

    Attributes:
        match: regular expressions, any of which counts; they may name fragments of the file.
        words: plain words or wordings, any of which counts as a whole; instead of `match`.
        at: where in the text: at its `start`, over the `whole` of it, or `anywhere`.
        ignore_case: whether capitals make no difference.
        example: texts in which it is found; where a text maps to a value, the group `value` (else all that is
            found) must be that.
        counter: near misses in which it is not found; written `not` in the file.
        source: where the rule comes from, where it is more than the language.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    match: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    at: Literal["start", "whole", "anywhere"] = "anywhere"
    ignore_case: bool = False
    example: tuple[str, ...] | dict[str, str] = Field(min_length=1)
    counter: tuple[str, ...] = Field(min_length=1, alias="not")
    source: str = ""

    @field_validator("match", "words", "example", "counter", mode="before")
    @classmethod
    def _listed(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _compiled(self, info: ValidationInfo) -> Self:
        if bool(self.match) == bool(self.words):
            raise ValueError("an entry has either `match` or `words`")
        fragments = (info.context or {}).get("fragments", {})
        text = "|".join(expand(part, fragments) for part in self.match)
        if self.words:
            longest_first = sorted(self.words, key=lambda word: (-len(word), word))
            text = rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"
        try:
            self._keep(re.compile(text, re.IGNORECASE if self.ignore_case else 0))
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return self

    def _keep(self, pattern: re.Pattern[str]) -> None:
        """Puts the compiled expression where `pattern` and `find` are looked up, at no cost for each text."""
        self.__dict__["pattern"] = pattern
        looks = {"start": pattern.match, "whole": pattern.fullmatch, "anywhere": pattern.search}
        self.__dict__["find"] = looks[self.at]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression, for grammars that build upon it."""
        raise AttributeError("a rule is compiled when it is made")

    def find(self, text: str) -> re.Match[str] | None:
        """What the rule finds in a text, at the place it asks for; `None` where it finds nothing."""
        raise AttributeError(f"a rule is compiled when it is made, before it looks at {text!r}")


def _nothing() -> Rule:
    rule = Rule.model_construct()
    rule._keep(re.compile(NEVER))  # noqa: SLF001 - there is no file whose examples could prove it
    return rule


# The rule of a section that a pack does not have: it finds nothing.
NOTHING = _nothing()


def failures(rule: Rule) -> list[str]:
    """The examples that a rule does not find and the counter-examples that it does; empty for a sound rule."""
    lost = [f"does not find {text!r}" for text in rule.example if not rule.find(text)]
    wrong = [f"finds {text!r}" for text in rule.counter if rule.find(text)]
    return lost + wrong + (_misread(rule, rule.example) if isinstance(rule.example, Mapping) else [])


def _misread(rule: Rule, values: Mapping[str, str]) -> list[str]:
    """The examples of which a rule takes another value than they say."""
    found = ((text, value, rule.find(text)) for text, value in values.items())
    group = "value" if "value" in rule.pattern.groupindex else 0
    return [
        f"takes {hit[group]!r} from {text!r}" for text, value, hit in found if hit and hit[group] != value
    ]


def rules_of(value: Any, place: str = "") -> Iterator[tuple[str, Rule]]:
    """Every rule in a section, a list or a mapping of them, with the place where it stands."""
    if value is NOTHING:
        return
    if isinstance(value, Rule):
        yield place, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from rules_of(getattr(value, name), f"{place}.{name}" if place else name)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from rules_of(inner, f"{place}.{key}" if place else str(key))
    elif isinstance(value, tuple | list):
        for number, inner in enumerate(value):
            yield from rules_of(inner, f"{place}[{number}]")
