"""A YAML file as plain nodes with places: scalars are texts, mappings have each key once.

YAML as PyYAML constructs it is not fit for a checklist: `no` turns into a boolean and `1.10` into
1.1, a duplicate key silently wins, an alias makes ten lines into gigabytes, and twenty thousand
brackets end in a RecursionError. So this reader takes the parser's events and builds its own
nodes: no anchors, aliases, merge keys or tags, one document, UTF-8 only, limits on size, depth and
count, no recursion.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from zi_evidence.checklist.faults import Faults, Place
from zi_evidence.i18n import mark, os_reason, tr

__all__ = ["MAX_BYTES", "Entry", "Mapping", "Node", "Scalar", "Sequence", "parse", "plain", "read_bytes"]

MAX_BYTES: Final = 1_000_000
_MAX_DEPTH: Final = 20
_MAX_NODES: Final = 50_000

# C0 controls but tab and newline, DEL, C1, separators that break lines, and non-characters: a title
# goes to terminals and reports. An escape such as "\e" can make any of them.
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


# What the parser complains of, in the order in which it is looked for, and how we say it.
_PROBLEMS: Final = {
    "mapping values are not allowed": mark("a `: ` where no key can stand"),
    "cannot start any token": mark("a text begins with a sign that means something else"),
    "escape": mark("nothing known follows a backslash"),
    "end of stream": mark("a quote is not closed"),
    "',' or": mark("a bracket is not closed, or a comma is lacking"),
    "'-' indicator": mark("a `- ` that does not stand below the others"),
    "sequence entries are not allowed": mark("a `- ` that does not stand below the others"),
    "expected ':'": mark("a line that is no `key: value`"),
    "expected key": mark("a line that is no `key: value`"),
    "<block end>": mark("a line that is no `key: value`"),
}
_NO_SENSE: Final = mark("the line makes no sense")


@dataclass(slots=True)
class Scalar:
    """A text exactly as written. `plain` is false where it was quoted or a block.

    Most nodes are scalars, and every object more costs the garbage collector time: so the place is
    kept as two numbers and made when it is asked for.
    """

    value: str
    file: str
    line: int
    column: int
    plain: bool = True

    @property
    def place(self) -> Place:
        """Where the text begins."""
        return Place(self.file, self.line, self.column)


@dataclass(slots=True)
class Sequence:
    """A list of nodes."""

    place: Place
    items: "list[Node]" = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """One key of a mapping with its value."""

    key: Scalar
    value: "Node"


@dataclass(slots=True)
class Mapping:
    """Keys in the order they were written; of a duplicate key, the first counts."""

    place: Place
    entries: dict[str, Entry] = field(default_factory=dict)

    def get(self, key: str) -> "Node | None":
        """The value of `key`, or None where the mapping does not have it."""
        entry = self.entries.get(key)
        return entry.value if entry else None


Node = Scalar | Sequence | Mapping


class _PurePythonParser(Reader, Scanner, Parser):
    """The parser of a PyYAML that was built without libyaml: the same events, ten times slower."""

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)


def _events(text: str) -> Iterator[Any]:
    """The parser's events, from libyaml where PyYAML has it."""
    fast = getattr(yaml, "__with_libyaml__", False)
    parser: Any = yaml.CBaseLoader(text) if fast else _PurePythonParser(text)
    while (event := parser.get_event()) is not None:
        yield event
        if isinstance(event, yaml.StreamEndEvent):
            return


def read_bytes(path: Path, shown: str, faults: Faults) -> bytes | None:
    """The file's bytes, or None after noting why there are none.

    A pipe or a device would block or never end, so only a regular file is read, and never more of
    it than the limit.

    Args:
        path: the file.
        shown: the name that faults print.
        faults: where to note what is wrong.
    """
    place = Place(shown)
    try:
        # Without O_NONBLOCK the open of a FIFO waits for a writer for ever; Windows has neither.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not path.is_file():
                faults.add(place, tr("is not a file"))
                return None
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = os_reason(error) if isinstance(error, OSError) else str(error)
        faults.add(
            place,
            tr("cannot be read: {reason}").format(reason=reason),
            tr("give a checklist's id or its file"),
        )
        return None
    if len(data) > MAX_BYTES:
        faults.add(place, tr("is larger than 1 MB"), tr("divide it into `parts`"))
        return None
    return data


def _decode(data: bytes, shown: str, faults: Faults) -> str | None:
    """The text of UTF-8 bytes, a byte order mark aside, or None after noting where it breaks."""
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        place = Place(shown, line, column)
        faults.add(
            place,
            tr("byte 0x{byte:02x} is not UTF-8").format(byte=data[error.start]),
            tr("save the file as UTF-8"),
        )
        return None


class _Builder:
    """Builds the tree from events. `stop` is set once what follows cannot be understood."""

    def __init__(self, shown: str, faults: Faults) -> None:
        self.shown = shown
        self.faults = faults
        self.root: Node | None = None
        self.stop = False
        self._stack: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []
        self._nodes = 0
        self._documents = 0

    def place(self, mark: Any) -> Place:
        return Place(self.shown, mark.line + 1, mark.column + 1)

    def end(self, place: Place, reason: str, hint: str = "") -> None:
        self.faults.add(place, reason, hint)
        self.stop = True

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
            return
        place = self.place(event.start_mark)
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self.end(place, tr("a second document"), tr("one file holds one checklist"))
            case yaml.AliasEvent():
                self.faults.add(
                    place, tr("alias *{anchor}").format(anchor=event.anchor), tr("write the value out")
                )
                self._put(Scalar("", *place))
            case yaml.SequenceStartEvent():
                self._check_node(event, place)
                self._open(Sequence(place))
            case yaml.MappingStartEvent():
                self._check_node(event, place)
                self._open(Mapping(place))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._stack.pop()
                self._keys.pop()

    def _scalar(self, event: Any) -> None:
        mark, value = event.start_mark, event.value
        if event.anchor or event.tag:
            self._check_node(event, self.place(mark))
        if control := _CONTROL.search(value):
            shown = f"U+{ord(control[0]):04X}"
            reason = tr("control character {shown} in a text").format(shown=shown)
            self.faults.add(self.place(mark), reason, tr("take it out"))
            value = _CONTROL.sub("", value)
        self._put(Scalar(value, self.shown, mark.line + 1, mark.column + 1, not event.style))

    def _check_node(self, event: Any, place: Place) -> None:
        if event.anchor:
            self.faults.add(
                place,
                tr("anchor &{anchor}").format(anchor=event.anchor),
                tr("write the value out where it is used"),
            )
        # A quoted scalar reports the tag "!" in some versions; only a written tag counts.
        if event.tag not in (None, "!"):
            self.faults.add(
                place, tr("tag {tag!r}").format(tag=event.tag), tr("take it out: every value is a text")
            )

    def _open(self, node: Sequence | Mapping) -> None:
        if len(self._stack) >= _MAX_DEPTH:
            self.end(node.place, tr("nested deeper than {most} levels").format(most=_MAX_DEPTH))
            return
        self._put(node)
        self._stack.append(node)
        self._keys.append(None)

    def _put(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > _MAX_NODES:
            self.end(
                node.place,
                tr("more than {most} values").format(most=_MAX_NODES),
                tr("divide it into `parts`"),
            )
            return
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            if not isinstance(node, Scalar):
                hint = tr("quote text that begins with a bracket")
                self.faults.add(node.place, tr("a key that is no text"), hint)
                node = Scalar("", *node.place)
            self._keys[-1] = node
            return
        self._keys[-1] = None
        self._set(parent, key, node)

    def _set(self, mapping: Mapping, key: Scalar, node: Node) -> None:
        if key.plain and key.value == "<<":
            self.faults.add(key.place, tr("merge key <<"), tr("write the values out"))
            return
        if key.value in mapping.entries:
            first = mapping.entries[key.value].key.place
            self.faults.add(
                key.place,
                tr("duplicate key {value!r}").format(value=key.value),
                tr("it stands in line {line} already").format(line=first.line),
            )
            return
        mapping.entries[key.value] = Entry(key, node)


def parse(data: bytes, shown: str, faults: Faults) -> Node | None:
    """The tree of a YAML file, or None where nothing can be made of it; the reasons go to `faults`.

    Args:
        data: the file's bytes.
        shown: the name that places carry.
        faults: where to note what is wrong.
    """
    text = _decode(data, shown, faults)
    if text is None:
        return None
    builder = _Builder(shown, faults)
    try:
        for event in _events(text):
            builder.take(event)
            if builder.stop:
                return None
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        place = builder.place(at) if at else Place(shown)
        said = " ".join(filter(None, (error.problem, error.context)))
        hint = tr("quote text that holds `: ` or begins oddly")
        reason = tr(next((ours for theirs, ours in _PROBLEMS.items() if theirs in said), _NO_SENSE))
        if "tab" in said or (at and text[at.index : at.index + 1] == "\t"):
            reason, hint = tr("a tab where blanks belong"), tr("indent with blanks")
        faults.add(place, tr("not YAML: {reason}").format(reason=reason), hint)
        return None
    except yaml.YAMLError:
        # What is left are characters that YAML does not allow; the parser gives no line for them.
        control = _CONTROL.search(text)
        line = text.count("\n", 0, control.start()) + 1 if control else 0
        column = control.start() - text.rfind("\n", 0, control.start()) if control else 0
        reason = tr("not YAML: {reason}").format(reason=tr("a character that YAML does not allow"))
        faults.add(Place(shown, line, column), reason, tr("take the character out"))
        return None
    if builder.root is None:
        faults.add(Place(shown), tr("is empty"))
    return builder.root


def plain(node: Node, most: int | None = None) -> Any:
    """Texts, lists and dicts of a node, lists cut after `most` entries. The depth is limited by the reader."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item, most) for item in node.items[:most]]
        case Mapping():
            return {key: plain(entry.value, most) for key, entry in node.entries.items()}
