import pytest

from zi_evidence.facts import extract_facts, mask_nip
from zi_evidence.model import Finish, Signature

SIGNED = """KEPUTUSAN KEPALA KANTOR
NOMOR 1 TAHUN 2025
TENTANG
TIM
Menimbang : bahwa
Ditetapkan di Arjasari
pada tanggal 20 Januari 2025
a.n. Kepala Kantor Pertanahan
Kepala Subbagian Tata Usaha,
{mark}
Wahyu Nugroho, S.H.
NIP. 19770101 200112 1 001
"""


def test_the_signer_has_position_name_nip_and_capacity() -> None:
    signer = extract_facts([SIGNED.format(mark="")], name="x.pdf").signer
    assert signer is not None
    assert signer.name == "Wahyu Nugroho, S.H."
    assert signer.nip == "197701012001121001"
    assert signer.capacity == "a.n."
    assert "Kepala Subbagian Tata Usaha" in signer.position


@pytest.mark.parametrize("written", ["Plt. Kepala Kantor,", "PLT KEPALA KANTOR,", "Plt Kepala Kantor"])
def test_acting_officials_are_marked(written: str) -> None:
    head = "Nomor : 1/A\nHal : Data\nYth. X\nArjasari, 3 Mei 2025\n"
    text = f"{head}{written}\nTri Handayani\nNIP. 197701012001122001\n"
    signer = extract_facts([text], name="x.pdf").signer
    assert signer is not None
    assert signer.capacity == "Plt."


@pytest.mark.parametrize(
    "text",
    [
        "NIP. 19770101 200112 1 001",
        "NIP 197701012001121001",
        "nip:1977 0101 2001 12 1 001",
        "NIP. 130 123 456",
    ],
)
def test_a_nip_is_masked_but_for_its_end(text: str) -> None:
    masked = mask_nip(text)
    assert sum(c.isdigit() for c in masked) == 3
    assert masked.lower().startswith("nip")


def test_other_numbers_are_not_masked() -> None:
    text = "Nomor 005/4048/204.2/2022, telepon 081234567890, Rp1.977.010.120"
    assert mask_nip(text) == text


def finish_of(text: str, **more: object) -> tuple[Finish, str]:
    facts = extract_facts([text], name="x.pdf", **more)  # type: ignore[arg-type]  # keywords of the call under test
    return facts.finish, facts.signed


def test_a_typed_block_alone_cannot_tell() -> None:
    assert finish_of(SIGNED.format(mark="")) == (Finish.UNKNOWN, "block")


def test_marks_of_signature_finish_a_document() -> None:
    notice = "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik"
    assert finish_of(SIGNED.format(mark="ttd.")) == (Finish.FINISHED, "block")
    assert finish_of(SIGNED.format(mark=notice)) == (Finish.FINISHED, "tte_claim")
    assert finish_of(SIGNED.format(mark=""), signatures=[Signature()]) == (Finish.FINISHED, "digital")


def test_a_notice_about_codes_or_a_letter_about_signing_claims_nothing() -> None:
    notice = "Pindai kode QR untuk memeriksa dokumen. Penggunaan tanda tangan elektronik diatur BSSN."
    assert finish_of(SIGNED.format(mark=notice)) == (Finish.UNKNOWN, "block")


def test_a_letter_that_nobody_signs_is_unsigned() -> None:
    assert finish_of("Nomor : 1/A/2025\nHal : Data\nYth. Kepala\nMohon data.\n") == (Finish.UNSIGNED, "none")


def test_an_image_of_the_last_page_cannot_be_told() -> None:
    facts = extract_facts(["Nomor : 1/A/2025\nHal : Data\nYth. Kepala\n", ""], name="x.pdf", image_pages=[2])
    assert (facts.finish, facts.signed) == (Finish.UNKNOWN, "page_image")


def test_a_scan_without_text_cannot_be_told() -> None:
    facts = extract_facts(["", ""], name="x.pdf", image_pages=[1, 2])
    assert (facts.finish, facts.signed) == (Finish.UNKNOWN, "unknown")


@pytest.mark.parametrize(
    "text",
    [
        "SURAT TUGAS\nNOMOR : ${nomor}\nNama : ${nama}\n${kota}, ${tanggal}\n",
        "Kota, {tanggal_surat}\nNomor : {nomor_surat}\nHal : {perihal}\n",
        "SURAT PERNYATAAN\nNama : .......\nNIP : .......\nJabatan : .......\nArjasari, ....... 2025\n",
        "SURAT KETERANGAN\nNama :\nNIK :\nAlamat :\nPekerjaan :\nJabatan :\n....................2022\n",
    ],
)
def test_unfilled_forms_are_templates_without_date_and_number(text: str) -> None:
    facts = extract_facts([text], name="x.docx")
    assert (facts.kind.value, facts.finish) == ("template", Finish.TEMPLATE)
    assert facts.date is None
    assert facts.number is None
    assert facts.finish_quote is not None


def test_dotted_signature_cells_and_contents_make_no_template() -> None:
    attendance = "DAFTAR HADIR\nHari/Tanggal : Senin, 3 Maret 2025\n" + "".join(
        f"{i} Peserta {i} Staf {i} ............\n" for i in range(1, 12)
    )
    contents = "LAPORAN KEGIATAN\nDAFTAR ISI\n" + "".join(
        f"Bab {i} .................. {i}\n" for i in range(1, 9)
    )
    assert extract_facts([attendance], name="x.pdf").kind.value == "daftar_hadir"
    assert extract_facts([contents], name="x.pdf").kind.value == "laporan"


def test_a_leftover_of_the_signing_tool_makes_no_template() -> None:
    text = "Nomor : 2136/K.1\nHal : Status\nYth. X\nDemikian.\nKepala,\n${ttd_pengirim}\nTaufik\n"
    assert extract_facts([text], name="x.pdf").kind.value == "surat"


def test_a_hole_in_the_number_is_an_unfinished_document_of_its_kind() -> None:
    facts = extract_facts(["SURAT TUGAS\nNOMOR : 094/     /SPT/2025\nKepada : Yulia\n"], name="x.docx")
    assert (facts.kind.value, facts.finish) == ("surat_tugas", Finish.TEMPLATE)


@pytest.mark.parametrize(
    ("text", "name", "flags"),
    [
        ("DRAFT\n" + SIGNED.format(mark=""), "x.docx", ()),
        (SIGNED.format(mark=""), "KONSEP SK TIM.docx", ()),
        (SIGNED.format(mark=""), "SK TIM draft 2.docx", ()),
        (SIGNED.format(mark=""), "x.docx", ("tracked_changes",)),
    ],
)
def test_drafts_are_seen(text: str, name: str, flags: tuple[str, ...]) -> None:
    assert extract_facts([text], name=name, flags=flags).finish is Finish.DRAFT
