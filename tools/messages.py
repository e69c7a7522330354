"""Renews the message catalogues: extracts source texts, updates each language, compiles. `make messages`.

English is the source, so its catalogue is filled in by itself; a text that lacks its Indonesian is named and
ends the run with 1. The files hold no date of their making: the same sources give the same bytes.
"""

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

__all__ = ["compiled", "extracted", "fresh", "main", "read", "without_text"]

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "zi_evidence"
LOCALE = PACKAGE / "locale"
LANGUAGES = ("id", "en")
_DOMAIN = "zi_evidence"
# What marks a source text: the function's name, and which of its arguments are texts.
_KEYWORDS = {
    "mark": None, "tr": None, "translate": None, "_translate": None, "_": None, "gettext": None,
    "ngettext": (1, 2), "plural": (1, 2),
}  # fmt: skip
_COMMENT = "# Messages of zi-evidence. Translations are edited here; `make messages` does the rest."


def _sources() -> Iterator[tuple[Path, str]]:
    """Every file that can hold source texts, with the way it is read."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, "python"
    for path in sorted((PACKAGE / "reports").rglob("*")):
        if path.suffix in {".html", ".j2", ".jinja"}:
            yield path, "jinja2.ext:babel_extract"


class _Dateless(Catalog):
    """A catalogue whose header names neither its maker nor the time of its making."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What stands in the header."""
        said = {"Project-Id-Version", "Language", "Plural-Forms", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding"}  # fmt: skip
        return [(name, value) for name, value in super().mime_headers if name in said]

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        self._set_mime_headers(headers)


def _empty(lang: str | None) -> Catalog:
    return _Dateless(
        locale=lang,
        domain=_DOMAIN,
        header_comment=_COMMENT,
        project="zi-evidence",
        version="1",
        charset="utf-8",
        fuzzy=False,
    )


def extracted() -> Catalog:
    """All source texts of the package."""
    found = _empty(None)
    for path, method in _sources():
        where = path.relative_to(ROOT).as_posix()
        with path.open("rb") as file:
            for line, text, comments, context in extract(method, file, keywords=_KEYWORDS):
                found.add(text, locations=[(where, line)], auto_comments=comments, context=context)
    return found


def path_of(lang: str, suffix: str) -> Path:
    """Where a language's catalogue lies."""
    return LOCALE / lang / "LC_MESSAGES" / f"{_DOMAIN}.{suffix}"


def read(lang: str) -> Catalog:
    """The catalogue as it lies there; empty if there is none."""
    path = path_of(lang, "po")
    if not path.exists():
        return _empty(lang)
    with path.open("rb") as file:
        return read_po(file, locale=lang, domain=_DOMAIN)


def _kept(message: Message, old: Catalog, lang: str) -> str | tuple[str, ...]:
    """The text of a language for a source text."""
    forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    if lang == "en":
        return message.id if isinstance(message.id, str) else forms
    known = old.get(forms[0])
    found = (known.string if known else None) or ""
    return found if isinstance(found, str) else tuple(found)


def fresh(lang: str, template: Catalog, old: Catalog) -> Catalog:
    """The catalogue of a language that holds just the texts of the template, in their order."""
    new = _empty(lang)
    for message in sorted((m for m in template if m.id), key=_first):
        new.add(message.id, _kept(message, old, lang), locations=message.locations)
    return new


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def without_text(catalogue: Catalog) -> list[str]:
    """Source texts that have no translation or a doubtful one."""
    lacking = []
    for message in catalogue:
        if message.id:
            strings = (message.string,) if isinstance(message.string, str) else message.string
            if message.fuzzy or not strings or not all(strings):
                lacking.append(_first(message))
    return lacking


def written(catalogue: Catalog) -> bytes:
    """The bytes of the PO file."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, include_lineno=False)
    return buffer.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The bytes of the MO file."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> int:
    """Renews everything; gives 1 if a text is not translated."""
    template = extracted()
    lacking = 0
    for lang in LANGUAGES:
        catalogue = fresh(lang, template, read(lang))
        path_of(lang, "po").parent.mkdir(parents=True, exist_ok=True)
        path_of(lang, "po").write_bytes(written(catalogue))
        path_of(lang, "mo").write_bytes(compiled(catalogue))
        for text in without_text(catalogue):
            lacking += 1
            sys.stdout.write(f"{lang}: {text!r}\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
