"""A YAML text's nodes with the offsets where each begins and ends, and the lines around an offset.

For whoever edits a file without writing it anew. `yaml_nodes` decides whether a text is acceptable and what
it says; this only tells where. Offsets count characters; the text carries no byte order mark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import yaml

__all__ = ["LINE_BREAK", "Span", "line_end", "line_start", "lines_above", "next_line", "spans"]

# What YAML 1.1 takes for the end of a line; a comment may hold any of them.
LINE_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(slots=True)
class Span:
    """A node with the offsets of its text.

    Attributes:
        start: of its first character.
        end: behind its last character; a block's end is the beginning of whatever comes next, see `last`.
        flow: written between brackets or braces.
        children: entries of a list; keys and values, in turn, of a mapping.
    """

    kind: Literal["scalar", "list", "mapping"]
    start: int
    end: int
    flow: bool = False
    value: str = ""
    children: "list[Span]" = field(default_factory=list)

    @property
    def last(self) -> int:
        """Where its last word ends."""
        span = self
        while span.kind != "scalar" and not span.flow and span.children:
            span = span.children[-1]
        return span.end

    def entry(self, key: str) -> "tuple[Span, Span] | None":
        """Key and value of a mapping's entry."""
        pairs = zip(self.children[::2], self.children[1::2], strict=True)
        return next(((name, value) for name, value in pairs if name.value == key), None)


def spans(text: str) -> tuple[Span, int]:
    """The root of a text that `yaml_nodes.parse` found no fault with, and where the document ends.

    The document ends before a line `...`, or with the text.
    """
    loader = yaml.CBaseLoader if getattr(yaml, "__with_libyaml__", False) else yaml.BaseLoader
    top = Span("list", 0, len(text))
    stack = [top]
    end = len(text)
    events: Iterator[Any] = yaml.parse(text, Loader=loader)
    for event in events:
        start, stop = event.start_mark.index, event.end_mark.index
        match event:
            case yaml.ScalarEvent():
                stack[-1].children.append(Span("scalar", start, stop, value=event.value))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                is_list = isinstance(event, yaml.SequenceStartEvent)
                flow = stop > start and text[start] in "[{"
                span = Span("list" if is_list else "mapping", start, start, flow=flow)
                stack[-1].children.append(span)
                stack.append(span)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                stack.pop().end = stop
            case yaml.DocumentEndEvent() if event.explicit:
                end = start
    return top.children[0], end


def line_start(text: str, offset: int) -> int:
    """Where the line at an offset begins."""
    return max((found.end() for found in LINE_BREAK.finditer(text, 0, offset)), default=0)


def line_end(text: str, offset: int) -> int:
    """Where the line at an offset ends, its break not included."""
    found = LINE_BREAK.search(text, offset)
    return found.start() if found else len(text)


def next_line(text: str, offset: int) -> int:
    """Where the line after the one at an offset begins; the end of the text where there is none."""
    found = LINE_BREAK.search(text, offset)
    return found.end() if found else len(text)


def lines_above(text: str, line: int) -> Iterator[int]:
    """Beginnings of the lines above the one that begins at `line`, nearest first."""
    for found in reversed([0, *(match.end() for match in LINE_BREAK.finditer(text, 0, line))]):
        if found < line:
            yield found
