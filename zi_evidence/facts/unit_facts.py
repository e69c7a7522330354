"""The offices a document names as its maker: letterhead, heading, signature."""

import re
from collections.abc import Sequence

from zi_evidence.facts.units import office_of
from zi_evidence.facts.zones import Line
from zi_evidence.model import Quote, Signer, TextFact

__all__ = ["unit_facts"]

_OFFICE = re.compile(
    r"(?:KEMENTERIAN|DEPARTEMEN|DIREKTORAT|KANTOR|LEMBAGA|RUMAH|BALAI|BADAN|PENGADILAN|MAHKAMAH"
    r"|DINAS|PEMERINTAH|INSPEKTORAT|SEKRETARIAT"
    r"|KEJAKSAAN|KEPOLISIAN|POLRES|POLDA|UNIVERSITAS|POLITEKNIK|INSTITUT|KOMISI|KECAMATAN"
    r"|KELURAHAN|PUSKESMAS|UPTD?|BPS|RSUD|LAPAS|RUTAN|BAPAS"
    r"|KANIM|KANWIL|OTORITAS|KOMANDO|PUSAT|LOKA|SATUAN|UNIT|SEKOLAH|SMA|SMK|SMP|SD|MADRASAH|BUPATI"
    r"|GUBERNUR|WALI ?KOTA)\b"
)
_NO_OFFICE = re.compile(
    r"(?:PEMERINTAHAN|UNIT PENGENDALIAN|SATUAN TUGAS|DAERAH TINGKAT|BADAN HUKUM|KANTOR INI|PUSAT DATA)\b"
)
_GOES_ON = re.compile(r"(?:KABUPATEN|KOTA|PROVINSI|PROPINSI|REPUBLIK INDONESIA|KELAS|NEGERI|DAERAH)\b")
_ADDRESS = re.compile(
    r"(?:jl\b|jln|jalan|telp|telepon|fax|faks|laman|website|e-?mail|pos-el|kode pos|www|http)", re.IGNORECASE
)
_IN_HEADING = re.compile(
    r"\b(?:KEPALA|KETUA|DIREKTUR|SEKRETARIS|PADA|DI LINGKUNGAN|LINGKUP)\s+((?:KANTOR|LEMBAGA|RUMAH"
    r"|BALAI|BADAN|PENGADILAN|DINAS|INSPEKTORAT|KEJAKSAAN"
    r"|DIREKTORAT|SEKRETARIAT|KEPOLISIAN|BPS|RSUD)\b[^,;:()]{3,90})"
)
_CUT = re.compile(
    r"\s(?:NOMOR|TENTANG|TAHUN|RENSTRA|LAPORAN|LKJIP|SOP|TRIWULAN|SEMESTER|PERIODE|BULAN|KEMENTERIAN)\b.*$"
)
_BODY = re.compile(
    r"(?:nomor|menimbang|yth|kepada|dengan hormat|bab i\b|kata pengantar|hari\b|no\b)", re.IGNORECASE
)
_POSITION = re.compile(
    r"(?:kepala|ketua|direktur|plt\.?|plh\.?|a\.?n\.?|sekretaris|panitera|pimpinan)\.?\s+", re.IGNORECASE
)


_RULER = re.compile(r"(?:BUPATI|GUBERNUR|WALI ?KOTA|PEMERINTAH)\b")


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text.upper()).strip()


def _rank(name: str) -> int:
    """An office with a place of its own tells most, a ministry or a government least."""
    office = office_of(name)
    if not office.kind or office.kind == "pemda" or not office.words:
        return 2
    return 1 if office.kind == "kanwil" else 0


def unit_facts(
    top: Sequence[Line], signer: Signer | None, signer_quote: Quote | None
) -> tuple[TextFact, ...]:
    """The offices named, most telling first: letterhead from its last line up, heading, signature."""
    letterhead: list[TextFact] = []
    heading: list[TextFact] = []
    body = False
    for index, line in enumerate(top[:34]):
        text = line.text
        if index > 1 and _BODY.match(text):
            body = True
        shouted = text.isupper()
        if not body and len(text) <= 110 and not _ADDRESS.match(text):
            upper = text.upper()
            office = (
                _OFFICE.match(upper)
                and not _NO_OFFICE.match(upper)
                and (shouted or text.istitle() or index < 6)
            )
            if office and text[-1] not in ".;":
                name = _CUT.sub("", text).strip(" ,")
                letterhead.append(
                    TextFact(name, "letterhead", 0.9 if index < 8 else 0.75, Quote(line.page, text))
                )
            elif (
                letterhead
                and shouted
                and _GOES_ON.match(upper)
                and index
                and not _RULER.match(letterhead[-1].value)
                and top[index - 1].text in letterhead[-1].quote.words
            ):
                last = letterhead[-1]
                name = f"{last.value} {_CUT.sub('', text)}".strip(" ,")
                letterhead[-1] = TextFact(
                    name, last.source, last.confidence, Quote(line.page, f"{last.quote.words} {text}")
                )
        if shouted and (found := _IN_HEADING.search(text)):
            heading.append(
                TextFact(_CUT.sub("", found[1]).strip(" ,"), "heading", 0.8, Quote(line.page, text[:160]))
            )
    found_all = [*reversed(letterhead), *heading]
    if signer and signer_quote:
        office_name = signer.position
        while found_position := _POSITION.match(office_name):
            office_name = office_name[found_position.end() :]
        office_name = office_name.strip(" ,")
        if _OFFICE.match(office_name.upper()):
            found_all.append(TextFact(office_name, "signature", 0.7, signer_quote))
    seen: set[str] = set()
    unique = []
    for fact in found_all:
        key = _key(fact.value)
        if " " in key and key not in seen:
            seen.add(key)
            unique.append(fact)
    unique.sort(key=lambda fact: _rank(fact.value))
    return tuple(unique[:6])
