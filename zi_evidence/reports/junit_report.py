"""The report as JUnit XML: a suite an area, a test case a requirement; pipelines show it as they show tests.

A requirement that is open fails with its findings, one that could not be checked included: nothing that was
not seen passes. What is waived, does not apply, or is only welcome and not there counts as skipped. Errors
that belong to no requirement (a floor not reached, a folder that could not be looked at) have a suite of
their own, so that the file fails whenever the unit is not ready.
"""

from collections.abc import Sequence
from typing import Any

from lxml import etree

from zi_evidence.i18n import Language
from zi_evidence.model import Finding, ItemReport, Report, RequirementReport, RequirementStatus, Severity
from zi_evidence.reports.voice import Voice

__all__ = ["render_junit"]

_PASSED = frozenset({RequirementStatus.MET})
_SKIPPED = frozenset({RequirementStatus.WAIVED, RequirementStatus.NOT_APPLICABLE})


def render_junit(report: Report, lang: Language = "id", *, show_nip: bool = False) -> bytes:
    """The whole report as one XML file.

    Args:
        report: what to print.
        lang: language of the messages around the report's own texts.
        show_nip: leave the numbers of persons whole.
    """
    return _Junit(report, lang, show_nip=show_nip).bytes()


class _Junit:
    def __init__(self, report: Report, lang: Language, *, show_nip: bool) -> None:
        self._report = report
        self._voice = Voice(lang, show_nip=show_nip)

    def bytes(self) -> bytes:
        """The file."""
        root = etree.Element("testsuites", name=self._voice.clean(self._report.unit_name))
        for name, items in self._suites():
            suite = self._suite(root, name)
            for item in items:
                for requirement in item.requirements:
                    self._case(suite, item, requirement)
        loose = [f for f in self._report.findings if not f.requirement and f.severity is Severity.ERROR]
        if loose:
            suite = self._suite(root, self._voice.translate("The unit as a whole"))
            for finding in loose:
                self._loose(suite, finding)
        for suite in root:
            self._count(suite)
        for name in ("tests", "failures", "errors", "skipped"):
            counts = [int(suite.get(name, "0")) for suite in root]
            root.set(name, str(sum(counts)))
        root.set("time", "0")
        text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
        return text

    def _suites(self) -> list[tuple[str, Sequence[ItemReport]]]:
        """Areas in the order of the worksheet, and what belongs to none by its first section."""
        areas = {area.code.removeprefix("area "): area.title for area in self._report.areas}
        sections = self._report.sections
        suites: dict[str, list[ItemReport]] = {}
        for item in self._report.items:
            top = item.section.partition(".")[0]
            title = areas.get(item.area, "") if item.area else sections.get(top, "")
            name = f"{self._voice.word('area')} {item.area} {title}" if item.area else f"{top} {title}"
            suites.setdefault(name.strip(), []).append(item)
        return list(suites.items())

    def _suite(self, root: Any, name: str) -> Any:
        moment = f"{self._report.as_of.isoformat()}T00:00:00"
        return etree.SubElement(root, "testsuite", name=self._voice.clean(name), timestamp=moment, time="0")

    @staticmethod
    def _count(suite: Any) -> None:
        suite.set("tests", str(len(suite.findall("testcase"))))
        suite.set("failures", str(len(suite.findall("testcase/failure"))))
        suite.set("errors", "0")
        suite.set("skipped", str(len(suite.findall("testcase/skipped"))))

    def _case(self, suite: Any, item: ItemReport, requirement: RequirementReport) -> None:
        case = etree.SubElement(
            suite,
            "testcase",
            classname=self._voice.clean(item.code),
            name=self._voice.clean(f"{requirement.id} {requirement.title}"),
            time="0",
        )
        state = self._voice.word(requirement.status.value)
        if requirement.status in _PASSED:
            return
        if requirement.status in _SKIPPED:
            etree.SubElement(case, "skipped", message=state)
        elif requirement.optional:
            etree.SubElement(case, "skipped", message=f"{self._voice.translate('optional')}: {state}")
        else:
            failure = etree.SubElement(case, "failure", type=requirement.status.value, message=state)
            failure.text = "\n".join(self._lines(requirement.findings))

    def _loose(self, suite: Any, finding: Finding) -> None:
        said = self._voice.finding(finding)
        case = etree.SubElement(
            suite,
            "testcase",
            classname=self._voice.clean(finding.path or finding.item or finding.name),
            name=self._voice.clean(f"{finding.code} {said}"),
            time="0",
        )
        failure = etree.SubElement(case, "failure", type=finding.name, message=self._voice.clean(said))
        failure.text = self._voice.clean(self._voice.advice(finding))

    def _lines(self, findings: Sequence[Finding]) -> list[str]:
        lines = []
        for finding in findings:
            lines.append(self._voice.clean(f"{finding.code} {self._voice.finding(finding)}"))
            lines.append(self._voice.clean(f"  {self._voice.advice(finding)}"))
        return lines
