"""The words of periods: quarters, halves, years, what joins them, and where a document names its own."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from zi_evidence.lexicon.rules import NOTHING, Rule, Section

__all__ = ["Counted", "Folders", "Periods"]


class Counted(BaseModel):
    """A sort of period that is counted within its year.

    Attributes:
        per_year: how many of them a year has.
        word: what it is called.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    per_year: int = Field(ge=2, le=4)
    word: Rule


class Folders(BaseModel):
    """What folder names say of time besides.

    Attributes:
        copying: what copying names a folder after: the day of the copy dates nothing that lies in it.
        regulation: words beside a year that is that of a regulation.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    copying: Rule = NOTHING
    regulation: Rule = NOTHING


class Periods(Section):
    """How periods are written. All rules but those of folders and names are for texts in lower case.

    Attributes:
        counted: sorts of periods within a year.
        ordinals: words and figures that say which one -> its number.
        not_further: ordinals that name no further period of a list: `Semester I dan dua kegiatan`.
        ordinal_lead: what may stand before an ordinal.
        ordinal_first: an ordinal may stand before its word too: `first quarter`.
        between: what may stand between a period and its year.
        upto: joins the first and the last of a span.
        also: joins the members of a list.
        year_also: joins the years of a list.
        year_word: what may stand before a further year.
        month_word: what may stand before a further month.
        own_spelling: `2026-S1`, `S1 2026`: the spelling of reports; groups `year`, `sort` and `which`.
        window: a reporting window named after its last month; groups `month` and `year`.
        ending: what ends with a day began with its year, half, quarter or month; groups `sort`, `day`, `month`, `year`.
        lengths: the sorts of `ending` -> months.
        academic: an academic year; groups `first` and `last`.
        year: the year of a title; group `year`.
        marked: words before a year that make it a period.
        spans_years: words that let a year count where only finer periods do.
        law: a regulation with its year.
        law_in_name: the same in a file name, in capitals.
        strokes: the word before a Roman number that scanners misread.
        line: a line that names a period and says nothing else.
        part: a line that names months, quarters or halves without a year.
        its_year: the line below it that names the year.
        led: the end of a line that makes the next one a part of a date or of a span.
        table_head: the first row of a table.
        labelled: the label of a period.
        cell: the cell of a period behind the name of an office; group `period`.
        cell_label: the label of that cell, also in other kinds of documents.
        basis: the part of a decree behind which periods are those of other documents.
        says: a sentence of a report that names its quarter or half.
        goal: what a year to come is a goal of.
        asks: the subject of a letter that asks for something.
        reports: the subject of a letter that reports.
        folders: what folder names say of time.
    """

    counted: Mapping[str, Counted] = Field(default_factory=dict)
    ordinals: Mapping[str, int] = Field(default_factory=dict)
    not_further: tuple[str, ...] = ()
    ordinal_lead: Rule = NOTHING
    ordinal_first: bool = False
    between: Rule = NOTHING
    upto: Rule = NOTHING
    also: Rule = NOTHING
    year_also: Rule = NOTHING
    year_word: Rule = NOTHING
    month_word: Rule = NOTHING
    own_spelling: Rule = NOTHING
    window: Rule = NOTHING
    ending: Rule = NOTHING
    lengths: Mapping[str, int] = Field(default_factory=dict)
    academic: Rule = NOTHING
    year: Rule = NOTHING
    marked: Rule = NOTHING
    spans_years: Rule = NOTHING
    law: Rule = NOTHING
    law_in_name: Rule = NOTHING
    strokes: Rule = NOTHING
    line: Rule = NOTHING
    part: Rule = NOTHING
    its_year: Rule = NOTHING
    led: Rule = NOTHING
    table_head: Rule = NOTHING
    labelled: Rule = NOTHING
    cell: Rule = NOTHING
    cell_label: Rule = NOTHING
    basis: Rule = NOTHING
    says: Rule = NOTHING
    goal: Rule = NOTHING
    asks: Rule = NOTHING
    reports: Rule = NOTHING
    folders: Folders = Folders()
