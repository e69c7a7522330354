"""Names of offices compared: abbreviations, class numbers, renamed ministries.

The ministry of law and human rights was split late in 2024; a letterhead of before names the old house, one
of after a new one. Both are the same superior to a unit that belonged to it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

__all__ = ["Office", "is_sister", "office_of", "unit_relation"]

# Longer names first: the first that is found names the type.
_TYPES: tuple[tuple[str, str], ...] = (
    ("kanwil", r"kantor wilayah|kanwil|kakanwil"),
    ("lpka", r"lembaga pembinaan khusus anak|lpka"),
    ("lapas", r"lembaga pemasyarakatan|lapas|kalapas"),
    ("rutan", r"rumah tahanan(?: negara)?|rutan|karutan"),
    ("rupbasan", r"rumah penyimpanan benda sitaan(?: negara)?|rupbasan"),
    ("bapas", r"balai pemasyarakatan|bapas"),
    ("rudenim", r"rumah detensi imigrasi|rudenim"),
    ("kanim", r"kantor imigrasi|kanim|kakanim"),
    ("balai harta", r"balai harta peninggalan|bhp"),
    ("pt", r"pengadilan tinggi(?! agama| tata)"),
    ("pta", r"pengadilan tinggi agama|pta"),
    ("pa", r"pengadilan agama|pa(?= [a-z])"),
    ("ptun", r"pengadilan tata usaha negara|ptun"),
    ("pn", r"pengadilan negeri|pn(?= [a-z])"),
    ("pengadilan militer", r"pengadilan militer"),
    ("kejari", r"kejaksaan negeri|kejari"),
    ("kejati", r"kejaksaan tinggi|kejati"),
    ("polres", r"kepolisian resor(?:t)?(?: kota)?|polres(?:ta|tabes)?"),
    ("polda", r"kepolisian daerah|polda"),
    ("kantah", r"kantor pertanahan|kantah"),
    ("kemenag", r"kantor kementerian agama|kemenag"),
    ("kppn", r"kantor pelayanan perbendaharaan negara|kppn"),
    ("kpp", r"kantor pelayanan pajak(?: pratama| madya)?|kpp(?: pratama| madya)?"),
    ("kpknl", r"kantor pelayanan kekayaan negara dan lelang|kpknl"),
    ("kpu", r"komisi pemilihan umum|kpu"),
    ("bnn", r"badan narkotika nasional|bnnp|bnnk|bnn"),
    ("bps", r"badan pusat statistik|bps"),
    ("bbpom", r"balai(?: besar)? pengawas obat dan makanan|balai(?: besar)? pom|bbpom|bpom"),
    ("bkd", r"badan kepegawaian(?: daerah| dan pengembangan sumber daya manusia)?|bkpsdm|bkd"),
    ("bappeda", r"badan perencanaan pembangunan daerah|bappeda"),
    ("rsud", r"rumah sakit umum daerah|rsud"),
    ("rs", r"rumah sakit"),
    ("puskesmas", r"pusat kesehatan masyarakat|puskesmas|uptd puskesmas"),
    ("inspektorat", r"inspektorat(?! jenderal)"),
    ("dinas", r"dinas"),
    ("kecamatan", r"kecamatan"),
    ("kelurahan", r"kelurahan"),
    ("sekretariat daerah", r"sekretariat daerah"),
    ("universitas", r"universitas|politeknik|institut"),
    ("balai", r"balai besar|balai|loka"),
    ("badan", r"badan"),
    ("pemda", r"pemerintah (?:provinsi|propinsi|kabupaten|kota)"),
)
_TYPE_PATTERNS = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _TYPES)
# Offices above: they carry no place of their own.
_HOUSES: tuple[tuple[str, str], ...] = (
    (
        "hukum",
        (
            r"kementerian hukum(?: dan (?:hak asasi manusia|ham))?|kemenkumham|kemenkum"
            r"|departemen hukum dan (?:ham|hak asasi manusia)"
            r"|kementerian imigrasi dan pemasyarakatan|kemenimipas|kementerian hak asasi manusia"
            r"|kementerian ham|kemenham"
        ),
    ),
    ("ditjen pemasyarakatan", r"direktorat jenderal pemasyarakatan|ditjen ?pas|ditjen pemasyarakatan"),
    ("ditjen imigrasi", r"direktorat jenderal imigrasi|ditjen imigrasi"),
    ("mahkamah agung", r"mahkamah agung|direktorat jenderal badan peradilan \w+|badan peradilan \w+"),
    ("atr/bpn", r"kementerian agraria dan tata ruang|kementerian atr|badan pertanahan nasional|bpn"),
    (
        "keuangan",
        (
            r"kementerian keuangan|kemenkeu|direktorat jenderal (?:pajak|perbendaharaan"
            r"|kekayaan negara|bea dan cukai)"
        ),
    ),
    ("panrb", r"kementerian pendayagunaan aparatur negara(?: dan reformasi birokrasi)?|kemenpan ?rb"),
    ("agama", r"kementerian agama"),
    ("dalam negeri", r"kementerian dalam negeri|kemendagri"),
)
_HOUSE_PATTERNS = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _HOUSES)
_CLASS = re.compile(r"\bkelas (iii|ii|iv|i|1|2|3)(?: ?([ab]))?\b|\btipe ([a-d])\b")
_NOISE = re.compile(
    r"\b(?:republik indonesia|ri|kelas|tipe|khusus|non|tpi|kepala|ketua|direktur|plt|plh|se"
    r"|wilayah|negara|kementerian|direktorat|jenderal"
    r"|hukum|hak|asasi|manusia|ham|imigrasi|pemasyarakatan|dan|di|pada|provinsi|propinsi|prov"
    r"|kabupaten|kab|kota|kotamadya|administrasi|daerah)\b"
)
_KEEP = re.compile(r"\b(?:perempuan|wanita|pemuda|narkotika|anak|terbuka)\b")
# Regencies and courts that were parted bear the old name with a side: Bandung and Bandung Barat are two.
_SIDE = re.compile(
    r"\b(\w+) (barat daya|barat laut|barat|timur laut|timur|utara|selatan|tengah|tenggara|pusat)\b"
)
_LEVEL = re.compile(r"\b(provinsi|propinsi|prov|kabupaten|kab|kota)\b")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


@dataclass(frozen=True, slots=True)
class Office:
    """An office name taken apart.

    Attributes:
        kind: `lapas`, `kanim`, `dinas`, …; empty where no type is known.
        house: the ministry or national body named in it, over its renamings.
        grade: class number such as `2a`, where given.
        level: `provinsi`, `kabupaten` or `kota`, where given.
        words: what is left: the place, the field of a dinas, `narkotika`, `perempuan`.
        sides: words of the place with the side that stands behind them, (`bandung`, `barat`).
    """

    kind: str
    house: str
    grade: str
    level: str
    words: frozenset[str]
    sides: frozenset[tuple[str, str]]


@lru_cache(maxsize=2048)
def office_of(name: str) -> Office:
    """The parts of an office name."""
    low = " ".join(re.sub(r"[^a-z0-9/ ]+", " ", name.lower().replace("/", " ")).split())
    house = next((key for key, pattern in _HOUSE_PATTERNS if pattern.search(low)), "")
    kind, rest = "", low
    for key, pattern in _TYPE_PATTERNS:
        if found := pattern.search(low):
            kind, rest = key, low[: found.start()] + " " + low[found.end() :]
            break
    grade = ""
    if found := _CLASS.search(rest):
        grade = (_ROMAN.get(found[1], found[1]) + (found[2] or "")) if found[1] else found[3]
        rest = _CLASS.sub(" ", rest)
    level_found = _LEVEL.findall(rest)
    # The province behind a regency only says where it lies.
    level = level_found[0] if level_found else ""
    level = {"propinsi": "provinsi", "prov": "provinsi", "kab": "kabupaten"}.get(level, level)
    for _, pattern in _HOUSE_PATTERNS:
        rest = pattern.sub(" ", rest)
    rest = " ".join(_NOISE.sub(" ", rest).split())
    return Office(kind, house, grade, level, frozenset(rest.split()), frozenset(_SIDE.findall(rest)))


def _alike(named: Office, known: Office) -> Literal["same", "other", "unknown"]:
    """Whether two names mean one office."""
    if not named.kind or not known.kind:
        return "unknown"
    if named.kind != known.kind:
        return "other"
    if bool(named.words & _quals(known)) != bool(known.words & _quals(named)) or _quals(named) != _quals(
        known
    ):
        return "other"
    if named.level and known.level and named.level != known.level:
        return "other"
    if not named.words or not known.words:
        return "unknown"
    if _sides(named, known) != _sides(known, named):
        # A name that stops before the side may be cut short, or be the old one.
        return "other" if _sides(named, known) else "unknown"
    if named.words == known.words or named.words < known.words or known.words < named.words:
        return "unknown" if named.grade and known.grade and named.grade != known.grade else "same"
    return "other"


def _sides(office: Office, other: Office) -> frozenset[tuple[str, str]]:
    """The sides of the places that both names speak of."""
    return frozenset(pair for pair in office.sides if pair[0] in other.words)


def _quals(office: Office) -> frozenset[str]:
    return frozenset(word for word in office.words if _KEEP.fullmatch(word))


def unit_relation(
    named: str, own: Sequence[str], superiors: Sequence[str]
) -> Literal["own", "superior", "other", "unknown"]:
    """How an office named in a document relates to the unit.

    Abbreviations, class numbers in roman or arabic figures, `Kab.` and the names that ministries bore before
    and after the split of 2024 are seen through. `unknown` where the name says too little to accuse anybody.

    Args:
        named: the office as the document names it.
        own: the unit's names over time.
        superiors: names of the offices above it.
    """
    office = office_of(named)
    if not office.kind and not office.house:
        return "unknown"
    verdicts = {_alike(office, office_of(name)) for name in own}
    if "same" in verdicts:
        return "own"
    above = [office_of(name) for name in superiors]
    if office.kind and any(_alike(office, other) == "same" for other in above):
        return "superior"
    if not office.kind or not office.words:
        # A house or a bare type: the unit's own house stands above it, another one says nothing certain.
        houses = {other.house for other in above} | {office_of(name).house for name in own}
        return "superior" if office.house and office.house in houses else "unknown"
    if office.kind == "pemda":
        return "superior" if any(office.words & office_of(name).words for name in own) else "unknown"
    return "unknown" if "unknown" in verdicts or not verdicts else "other"


def is_sister(named: str, own: Sequence[str]) -> bool:
    """Whether an office is of the kind that the unit is: another prison to a prison, another court to a court."""
    kind = office_of(named).kind
    return bool(kind) and kind != "pemda" and any(office_of(name).kind == kind for name in own)
