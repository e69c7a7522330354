"""When papers are of: meetings told apart, times that cannot be, reports that name no period."""

from dataclasses import replace
from typing import ClassVar

import pytest

from tests.evaluation.judging import document, judge, judge_all
from zi_evidence.model import (
    DateFact,
    DateSource,
    Document,
    Quote,
    RequirementReport,
    RequirementStatus,
    SlotStatus,
)
from zi_evidence.reports.sentences import sentence

S = RequirementStatus


def fact_day(day: str) -> DateFact:
    return DateFact(day, DateSource.EVENT, 1.0, Quote(1, "…"))


def names(report: RequirementReport) -> list[str]:
    return [finding.name for finding in report.findings]


class TestOneMeeting:
    SET: ClassVar = {"every": "quarter", "pieces": ["undangan", "notula"]}

    def states(self, *papers: Document) -> dict[str, SlotStatus]:
        return {slot.period: slot.status for slot in judge(self.SET, *papers).slots}

    def test_papers_that_name_different_days_are_of_different_meetings(self) -> None:
        invitation = document("u", kind="undangan", date="2026-02-02", event="2026-02-05")
        other = document("n", kind="notula", date="2026-02-12", event="2026-02-12")
        same = document("n", kind="notula", date="2026-02-12", event="2026-02-06")
        assert self.states(invitation, other)["2026-Q1"] is SlotStatus.PARTIAL
        assert self.states(invitation, same)["2026-Q1"] is SlotStatus.MET

    def test_the_day_of_a_letter_may_be_another(self) -> None:
        invitation = document("u", kind="undangan", date="2026-02-02")
        minutes = document("n", kind="notula", date="2026-02-12", event="2026-02-12")
        assert self.states(invitation, minutes)["2026-Q1"] is SlotStatus.MET

    @pytest.mark.parametrize(
        "words", ["5 Februari dan 12 Februari 2026", "Senin, 9 Februari 2026 s.d. Jumat, 13 Februari 2026"]
    )
    def test_what_names_several_days_may_be_of_any_of_them(self, words: str) -> None:
        invitation = document("u", kind="undangan", date="2026-02-02", event="2026-02-05")
        several = DateFact("2026-02-05", DateSource.EVENT, 1.0, Quote(1, f"Hari/Tanggal : {words}"))
        assert invitation.facts
        invitation = replace(invitation, facts=replace(invitation.facts, event=several))
        minutes = document("n", kind="notula", date="2026-02-13", event="2026-02-13")
        assert self.states(invitation, minutes)["2026-Q1"] is SlotStatus.MET

    def test_a_meeting_about_the_quarter_just_over_is_of_that_quarter(self) -> None:
        invitation = document("u", kind="undangan", date="2025-10-02", event="2025-10-07")
        minutes = document("n", kind="notula", date="2025-10-07", event="2025-10-07", period="2025-Q3")
        states = self.states(invitation, minutes)
        assert (states["2025-Q3"], states["2025-Q4"]) == (SlotStatus.MET, SlotStatus.PARTIAL)
        late = [replace(paper, facts=replace(paper.facts, event=fact_day("2025-12-20")))
                for paper in (invitation, minutes) if paper.facts]  # fmt: skip
        assert self.states(*late)["2025-Q3"] is SlotStatus.MISSING


class TestTimesThatCannotBe:
    def test_a_report_is_not_about_a_year_that_had_not_begun(self) -> None:
        report = judge({"within": "window"}, document("a", date="2024-03-05", period="2025"))
        assert report.status is S.UNVERIFIED
        assert "5 Maret 2024" in sentence(report.findings[0], "id")

    def test_nor_is_a_decree_of_years_ago_for_this_year(self) -> None:
        old = document("a", kind="sk", date="2022-01-05", period="2026")
        near = document("a", kind="sk", date="2025-11-05", period="2026")
        assert judge({"within": "window"}, old).status is S.UNVERIFIED
        assert judge({"within": "window"}, near).status is S.MET

    def test_another_paper_without_a_doubt_counts(self) -> None:
        odd = document("a", date="2024-03-05", period="2025")
        assert judge({"within": "window"}, odd, document("b", date="2025-03-05")).status is S.MET

    def test_the_goal_of_a_title_and_plans_are_no_contradiction(self) -> None:
        goal = document("a", date="2025-12-20", period="2026")
        plan = document("a", date="2025-06-20", period="2026", title="Rencana kerja 2026")
        assert judge({"within": "window"}, goal).status is S.MET
        assert judge({"within": "window"}, plan).status is S.MET

    def test_a_name_makes_no_report_of_last_year_new(self) -> None:
        report = document("Survei 2025", date="2024-03-05", period="2025", period_source="name")
        assert judge({"within": "window"}, report).status is S.STALE

    def test_a_list_closed_long_ago_is_not_made_fresh_by_its_year(self) -> None:
        twelve = {"within": "12 months"}
        closed = document("a", date="2025-03-27", period="2025", title="Rekapitulasi LHKPN 2025")
        late = document("a", date="2026-01-12", period="2025", title="Rekapitulasi LHKPN 2025")
        assert judge(twelve, closed).status is S.STALE
        assert judge(twelve, late).status is S.MET

    def test_what_arranges_an_event_to_come_proves_nothing(self) -> None:
        invitation = document("u", kind="undangan", date="2026-06-25", event="2026-07-10")
        report = judge_all([{"id": "r", "title": "R", "within": "window"}], [invitation])
        assert report.items[0].requirements[0].status is S.PARTIAL
        assert [sentence(f, "id") for f in report.findings if f.name == "future_date"] == [
            "Tanggalnya, atau hari acaranya, belum tiba: 10 Juli 2026"
        ]


class TestReportsWithoutAPeriod:
    def state(self, day: str, **changes: object) -> SlotStatus:
        report = judge({"every": "quarter", **changes}, document("a", date=day))
        return {slot.period: slot.status for slot in report.slots}["2025-Q2"]

    def test_of_one_made_in_the_middle_nobody_can_say(self) -> None:
        assert self.state("2025-05-20") is SlotStatus.UNVERIFIED
        assert self.state("2025-05-20", shorter=True) is SlotStatus.MET
        assert self.state("2025-06-05") is SlotStatus.MET
        assert self.state("2025-07-20") is SlotStatus.MET

    def test_a_yearly_one_of_the_first_quarter_is_about_the_year_before(self) -> None:
        def years(day: str) -> list[str]:
            slots = judge({"years": ["N-1", "N-2"]}, document("a", date=day)).slots
            return [slot.period for slot in slots if slot.status is SlotStatus.MET]

        assert years("2026-03-20") == ["2025"]
        assert years("2025-01-20") == ["2024"]


class TestWhatIsAnsweredNow:
    def judged(self, *monev: Document, every: str = "") -> RequirementReport:
        first = {"id": "monev", "title": "Monev", **({"every": every} if every else {})}
        chain = [
            first,
            {"id": "tl", "title": "TL", "follows": "X.1.a:monev", **({"every": every} if every else {})},
        ]
        follow_up = document("t", date="2026-04-05")
        serves = {"t": ["tl"]} | {paper.path: ["monev"] for paper in monev}
        return judge_all(chain, [*monev, follow_up], serves=serves).items[0].requirements[1]

    def test_the_period_of_the_answered_report_is_told_as_that_of_the_answer(self) -> None:
        assert "chain_broken" in names(self.judged(document("m", date="2026-04-25"), every="quarter"))
        assert "chain_broken" not in names(self.judged(document("m", date="2026-04-03"), every="quarter"))

    def test_a_report_of_years_ago_beside_it_changes_nothing(self) -> None:
        late, old = (
            document("m", date="2026-04-25", period="2025"),
            document("o", date="2020-01-08", period="2019"),
        )
        chain = [
            {"id": "monev", "title": "Monev", "every": "year"},
            {"id": "tl", "title": "TL", "follows": "X.1.a:monev"},
        ]
        follow_up = document("t", date="2026-04-05")
        serves = {"t": ["tl"], "m": ["monev"], "o": ["monev"]}
        report = judge_all(chain, [late, old, follow_up], serves=serves).items[0].requirements[1]
        assert "chain_broken" in names(report)
