"""The unit file `zi-evidence.yaml`: what people decide about their unit and its evidence.

It lies at the root of the unit folder and is the only file of ours there. It is written by commands that
people give (`init`), never by a scan.
"""

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from zi_evidence.checklist.faults import Faults, Place, nearest
from zi_evidence.checklist.refusals import explained, known_keys
from zi_evidence.checklist.yaml_nodes import Mapping, Node, Sequence, parse, plain, read_bytes
from zi_evidence.errors import UnitError
from zi_evidence.i18n import tr
from zi_evidence.text import display_name

__all__ = [
    "DEFAULT_CHECKLIST",
    "DEFAULT_TARGET",
    "UNIT_FILE",
    "Alias",
    "Answers",
    "Held",
    "Pin",
    "Unit",
    "UnitFaults",
    "Waiver",
    "Window",
    "checklist_place",
    "default_unit",
    "load_unit",
    "unit_text",
]

UNIT_FILE = "zi-evidence.yaml"
DEFAULT_CHECKLIST = "permenpanrb-90-2021"
DEFAULT_TARGET = "wbk"
_SCHEMA = "zi-evidence/unit/1"

Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
# A name of a predicate; empty where the checklist has none.
Target = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True)]
_PLAIN = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)

_LISTS = ("aliases", "superiors", "holds", "pins", "waivers", "answers")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Alias(_Frozen):
    """Another name of the unit, and from when to when it was used, both days included; open ends mean always."""

    name: Text
    from_: dt.date | None = Field(default=None, alias="from")
    until: dt.date | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "Alias":
        if self.from_ and self.until and self.from_ > self.until:
            text = tr("alias begins ({first}) after it ends ({last})")
            raise ValueError(text.format(first=self.from_, last=self.until))
        return self

    def in_use(self, first: dt.date, last: dt.date) -> bool:
        """Whether it was the unit's name on any day between the two, both included."""
        return (self.from_ is None or self.from_ <= last) and (self.until is None or first <= self.until)


class Held(_Frozen):
    """A predicate that the unit was given, and the year of the decree."""

    predicate: Text
    year: Annotated[int, Field(ge=2000, le=2100)]


class Window(_Frozen):
    """First and last day from which evidence counts, both included."""

    from_: dt.date = Field(alias="from")
    to: dt.date

    @model_validator(mode="after")
    def _ordered(self) -> "Window":
        if not (1990 <= self.from_.year <= 2200 and 1990 <= self.to.year <= 2200):
            text = tr("window {first} - {last} is outside of 1990 - 2200")
            raise ValueError(text.format(first=self.from_, last=self.to))
        if self.from_ > self.to:
            text = tr("window begins ({first}) after it ends ({last})")
            raise ValueError(text.format(first=self.from_, last=self.to))
        return self


class Pin(_Frozen):
    """A person's word that a file serves an item, or one requirement of it."""

    file: Text
    item: Text
    requirement: str = ""
    reason: str = ""


class Waiver(_Frozen):
    """An accepted exception: reason, who approved, last day (included); all three are mandatory."""

    item: Text
    requirement: str = ""
    reason: Text
    approved_by: Text
    until: dt.date


class Answers(_Frozen):
    """The three answers to an item, kept apart: the unit's own, the internal and the national assessors'."""

    unit: str = ""
    tpi: str = ""
    tpn: str = ""


class Unit(_Frozen):
    """One unit (satker), as its people describe it.

    Attributes:
        schema_: version of the file format; the key `schema` of the file.
        name: its official name today.
        aliases: other names, each with the days it was in use where they are known.
        superiors: offices whose papers are no other unit's.
        checklist: id of a shipped checklist, or a path that counts from the unit folder.
        target: the predicate aimed at; empty where the checklist knows none.
        year: of the assessment.
        holds: predicates given before; `None` where the unit file does not speak of them.
        window: first and last day of which evidence counts.
        language: of reports, `id` or `en`.
        pins: files that people said serve an item or a requirement.
        waivers: accepted exceptions with reason, approver and last day.
        answers: code of an item -> what unit, TPI and TPN answered.
    """

    schema_: Literal["zi-evidence/unit/1"] = Field(default="zi-evidence/unit/1", alias="schema")
    name: Text
    aliases: tuple[Alias, ...] = ()
    superiors: tuple[Text, ...] = ()
    checklist: Text = DEFAULT_CHECKLIST
    target: Target = DEFAULT_TARGET
    year: Annotated[int, Field(ge=2000, le=2100)]
    holds: tuple[Held, ...] | None = None
    window: Window
    language: Literal["id", "en"] = "id"
    pins: tuple[Pin, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    answers: dict[str, Answers] = {}

    @model_validator(mode="before")
    @classmethod
    def _defaults(cls, data: Any) -> Any:
        """Fills the window from the year; an alias or an answer may be a bare text."""
        if not isinstance(data, dict):
            return data
        # A bare `pins:` is what is left when somebody deletes the last entry.
        data = {key: value for key, value in data.items() if value != "" or key not in _LISTS}
        if "window" not in data:
            year = str(data.get("year", ""))
            # A year that is none is its own fault; it should not make the window look wrong too.
            data["window"] = default_window(int(year) if year.isdigit() and len(year) == 4 else 2000)
        if isinstance(data.get("aliases"), list):
            data["aliases"] = [{"name": a} if isinstance(a, str) else a for a in data["aliases"]]
        if isinstance(data.get("answers"), dict):
            answers = data["answers"].items()
            data["answers"] = {code: {"unit": a} if isinstance(a, str) else a for code, a in answers}
        return data

    def names(self, days: tuple[dt.date, dt.date] | None = None) -> tuple[str, ...]:
        """The unit's names; of a time given as first and last day, those that were in use then.

        Without a time every alias counts: a paper that bears no date cannot be held against one.
        """
        return (self.name, *(a.name for a in self.aliases if days is None or a.in_use(*days)))


def default_window(year: int) -> dict[str, dt.date]:
    """From the first day of the year before to 30 June, when a unit is proposed (R5: by 31 May)."""
    return {"from": dt.date(year - 1, 1, 1), "to": dt.date(year, 6, 30)}


def checklist_place(root: Path, checklist: str) -> str:
    """An id as it is; a path as seen from the unit folder, wherever the command was started."""
    path = Path(checklist)
    named = path.suffix.casefold() in (".yaml", ".yml") or len(path.parts) > 1
    return str(root / path) if named else checklist


def default_unit(folder: Path, year: int) -> Unit:
    """What is assumed of a folder without a unit file: its name, the default checklist, target WBK."""
    name = display_name(os.fsencode(folder.name))[0].strip()
    return Unit.model_validate({"name": name or "unit", "year": min(max(year, 2000), 2100)})


def _place_of(node: Node, location: tuple[int | str, ...]) -> Place:
    """Where in the file a pydantic location lies, as deep as the file has it."""
    place = node.place
    for step in location:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            entry = node.entries[step]
            node, place = entry.value, entry.key.place
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = node.place
        else:
            break
    return place


_KEYS = (
    "schema", "name", "aliases", "superiors", "checklist", "target", "year", "holds", "predicate", "window",
    "language", "pins", "waivers", "answers", "unit", "tpi", "tpn", "file", "item", "requirement",
    "reason", "approved_by", "until", "from", "to",
)  # fmt: skip


def _faults_of(error: ValidationError, root: Node) -> Iterator[tuple[Place, str, str]]:
    """Every fault with its place and a hint; a key that was mistyped is not told as missing as well."""
    faults = error.errors()
    mistyped = {
        (fault["loc"][:-1], nearest(str(fault["loc"][-1]), _KEYS))
        for fault in faults
        if fault["type"] == "extra_forbidden"
    }
    for fault in faults:
        location = fault["loc"]
        key = str(location[-1]) if location else ""
        place = _place_of(root, location)
        if fault["type"] == "missing":
            if (location[:-1], nearest(key, _KEYS)) not in mistyped:
                reason = tr("missing key {what!r}").format(what=key)
                yield place, reason, tr("add {key}: ...").format(key=key)
        else:
            yield place, *explained(fault, known_keys(Unit, location), nearest, ".".join(map(str, location)))


class UnitFaults(UnitError):
    """A unit file with all that is wrong with it; the error itself is the first of its `faults`."""

    def __init__(self, faults: Iterable[UnitError]) -> None:
        self.faults = tuple(faults)
        first = self.faults[0]
        super().__init__(first.reason, file=first.file, line=first.line, column=first.column, hint=first.hint)


def load_unit(path: str | os.PathLike[str]) -> Unit:
    """The unit of a unit folder or of a unit file.

    Args:
        path: the folder that holds `zi-evidence.yaml`, or the file itself.

    Raises:
        UnitFaults: there is no such file, or it is wrong; each fault names file, line and column.
    """
    file = Path(path)
    if file.is_dir():
        file = file / UNIT_FILE
    faults = Faults()
    data = read_bytes(file, str(file), faults)
    root = parse(data, str(file), faults) if data is not None else None
    unit: Unit | None = None
    if root is not None and not isinstance(root, Mapping):
        reason = tr("a unit file is a list of `key: value` lines")
        faults.add(root.place, reason, tr("see zi-evidence init"))
    elif root is not None:
        try:
            unit = Unit.model_validate(plain(root))
        except ValidationError as error:
            for place, reason, hint in _faults_of(error, root):
                faults.add(place, reason, hint)
    if not faults and unit is None:
        faults.add(Place(str(file)), tr("is empty"), tr("see zi-evidence init"))
    if faults or unit is None:
        raise UnitFaults(
            UnitError(f.reason, file=f.file, line=f.line, column=f.column, hint=f.hint)
            for f in faults.sorted()
        )
    return unit


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar; JSON's escapes are YAML's."""
    import json  # noqa: PLC0415 - only who writes a unit file

    return json.dumps(text, ensure_ascii=False)


def unit_text(*, name: str, year: int, target: str, checklist: str) -> str:
    """The text of a new unit file, with comments that tell its owner what else can be said."""
    window = default_window(year)
    return f"""\
# Berkas unit zi-evidence. Boleh diubah dengan penyunting teks biasa.
schema: {_SCHEMA}
name: {_quoted(name)}
# Nama lain unit ini (singkatan, nama sebelum perubahan kementerian), satu baris satu nama:
aliases: []
# Instansi atasan; surat dari mereka bukan surat unit lain:
superiors: []
checklist: {_quoted(checklist)}
target: {target if _PLAIN.fullmatch(target) else _quoted(target)}
year: {year}
# Predikat yang sudah dimiliki unit; WBBM mensyaratkan WBK dari tahun sebelumnya:
#   holds: [{{predicate: wbk, year: {year - 2}}}]
# Bukti yang tanggal atau periodenya di luar rentang ini dianggap kedaluwarsa:
window: {{from: {window["from"]}, to: {window["to"]}}}
language: id
# Berkas yang oleh manusia dinyatakan bukti suatu butir:
#   - {{file: "folder/nama.pdf", item: A.I.1.i.a, reason: "..."}}
pins: []
# Jawaban LKE per butir: jawaban unit saja, atau ketiganya (unit, tpi, tpn):
#   A.I.1.i.a: Ya
#   A.I.1.i.b: {{unit: A, tpi: B}}
answers: {{}}
# Pengecualian; reason, approved_by dan until (hari terakhir berlaku) wajib diisi:
#   - {{item: A.I.1.i.a, reason: "...", approved_by: "...", until: {window["to"]}}}
waivers: []
"""
