"""The words of the reports by their keys; keys of statuses are the statuses themselves."""

from zi_evidence.i18n import Language, day, mark, number, plural_translation, translation

__all__ = ["Language", "day", "file_count", "gain_line", "not_ready", "number", "word"]

_WORDS: dict[str, str] = {
    "title": mark("EVIDENCE REPORT"),
    "documents_title": mark("DOCUMENTS"),
    "target": mark("target"),
    "as_of": mark("as of"),
    "evidence_window": mark("evidence counts from"),
    "until": mark("to"),
    "ready": mark("READY: no finding stands in the way."),
    "points": mark("POINTS THAT TODAY'S EVIDENCE CAN SUPPORT"),
    "points_note": mark("at most; no forecast of the assessment"),
    "supported": mark("supported"),
    "weight": mark("weight"),
    "floor": mark("floor"),
    "below": mark("below floor"),
    "total": mark("Total"),
    "area": mark("Area"),
    "summary": mark("SUMMARY"),
    "items": mark("Items"),
    "requirements": mark("Requirements"),
    "welcome": mark("Welcome, not required"),
    "files": mark("Files"),
    "first": mark("DO THESE FIRST (most points a document)"),
    "gaps": mark("WHAT IS LACKING"),
    "look": mark("FILES TO LOOK AT"),
    "others": mark("OTHER FINDINGS"),
    "none": mark("none"),
    "no_documents": mark("No files."),
    "kind": mark("kind"),
    "number": mark("number"),
    "date": mark("date"),
    "period": mark("period"),
    "serves": mark("items"),
    "unit named": mark("unit named"),
    "signature": mark("signature"),
    "state": mark("state"),
    "periods": mark("periods"),
    "more": mark("and {n} more"),
    "year": mark("year"),
    # the gate
    "gate passed": mark("PASSED"),
    "not scanned": mark("from the index, without looking at the folder again"),
    "gate closed": mark("NOT PASSED"),
    "gate blind": mark("CANNOT BE JUDGED"),
    "history": mark("history"),
    # statuses
    "met": mark("complete"),
    "partial": mark("incomplete"),
    "stale": mark("out of date"),
    "missing": mark("missing"),
    "unverified": mark("not verified"),
    "waived": mark("waived"),
    "not_applicable": mark("not applicable"),
    "upcoming": mark("not due yet"),
    "read": mark("read"),
    "no_text": mark("images only"),
    "encrypted": mark("encrypted"),
    "damaged": mark("damaged"),
    "empty": mark("empty"),
    "unsupported": mark("other type"),
    "too_large": mark("too large"),
    "timeout": mark("timed out"),
    "pending": mark("pending"),
    # severities
    "error": mark("blocks submission"),
    "warning": mark("to be checked"),
    "info": mark("for information"),
    # how a document is signed
    "signed digital": mark("digital signature"),
    "signed tte_claim": mark("says it is signed electronically"),
    "signed block": mark("signature block"),
    "signed page_image": mark("signed on paper, scanned"),
    "signed none": mark("not signed"),
    "signed unknown": mark("not known"),
    # whether it is finished
    "finish finished": mark("finished"),
    "finish unsigned": mark("not signed yet"),
    "finish draft": mark("draft"),
    "finish template": mark("form not filled in"),
    "finish unknown": mark("not known"),
    # what is odd about it
    "note impossible_date": mark("impossible date"),
    "note period_contradiction": mark("periods contradict each other"),
    "note name_contradiction": mark("file name and text contradict each other"),
    "note number_unfilled": mark("number not filled in"),
    "note date_unfilled": mark("date not filled in"),
}


def not_ready(count: int, lang: Language) -> str:
    """The sentence that says that a unit may not submit yet, and how much stands in the way."""
    plural = plural_translation(lang)
    text = plural(
        "NOT READY: {n} finding stands in the way.", "NOT READY: {n} findings stand in the way.", count
    )
    return text.format(n=count)


def file_count(count: int, lang: Language) -> str:
    """So many files: `97 berkas`."""
    plural = plural_translation(lang)
    return plural("{n} file", "{n} files", count).format(n=count)


def gain_line(points: float, documents: int, lang: Language) -> str:
    """What an action brings: `+1,50 dengan 2 dokumen`."""
    plural = plural_translation(lang)
    text = plural("+{points} with {n} document", "+{points} with {n} documents", documents)
    return text.format(points=number(points, lang), n=documents)


def word(key: str, lang: Language, **values: object) -> str:
    """The word or sentence called `key`."""
    return translation(lang)(_WORDS[key]).format_map(values)
