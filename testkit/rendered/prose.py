# ruff: noqa: E501 - a paragraph is one string
"""Letterheads and long honest prose, full of dates and numbers that are never the document's own."""

from zlib import crc32

__all__ = ["OFFICES", "paragraphs"]

OFFICES: dict[str, tuple[str, ...]] = {
    "lapas": (
        "KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN REPUBLIK INDONESIA", "DIREKTORAT JENDERAL PEMASYARAKATAN",
        "KANTOR WILAYAH SULAWESI BARU", "LEMBAGA PEMASYARAKATAN KELAS IIB SUKAMAJU",
        "Jalan Poros Utara Nomor 12, Sukamaju 91534 Telepon (0422) 21118 Laman: lapassukamaju.contoh.go.id",
    ),
    "imigrasi": (
        "KEMENTERIAN HUKUM DAN HAK ASASI MANUSIA REPUBLIK INDONESIA", "KANTOR WILAYAH NUSA TIMUR",
        "KANTOR IMIGRASI KELAS II TPI TANJUNG LEBAR", "Jl. Pelabuhan No. 45 Tanjung Lebar, Telp/Fax. 0380-821177",
    ),
    "pn": (
        "MAHKAMAH AGUNG REPUBLIK INDONESIA", "DIREKTORAT JENDERAL BADAN PERADILAN UMUM", "PENGADILAN TINGGI NUSA BARAT",
        "PENGADILAN NEGERI MUARAJAYA", "Jalan Keadilan Nomor 1, Muarajaya 83511, www.pn-muarajaya.contoh.go.id",
    ),
    "pa": (
        "PENGADILAN AGAMA BATUKAPUR KELAS IB", "Jl. Lintas Selatan KM. 4 Batukapur Telp. (0761) 42233",
        "Website: pa-batukapur.contoh.go.id Email: pa.batukapur@contoh.go.id",
    ),
    "bps": (
        "BADAN PUSAT STATISTIK", "KABUPATEN TELUKSARI", "Jl. Statistik No. 7 Teluksari 76115, Telp. (0541) 7788",
        "Homepage: teluksarikab.contoh.go.id E-mail: bps6499@contoh.go.id",
    ),
    "dinas": (
        "PEMERINTAH KABUPATEN BUKIT ASRI", "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL",
        "Jl. Raya Asri KM 2 Telp. (0333) 66554 Kode Pos 68400", "B U K I T  A S R I",
    ),
    "kecamatan": ("PEMERINTAH KOTA SENTOSA RAYA", "KECAMATAN LEMBAH WETAN", "Jalan Kartika 9 Telepon (024) 355411, Sentosa Raya"),
    "kelurahan": (
        "PEMERINTAH KOTA SENTOSA RAYA", "KECAMATAN LEMBAH WETAN", "KELURAHAN KEMUNING", "Jl. Kemuning Dalam RT 02 RW 05 Telp. 355419",
    ),
    "rs": (
        "PEMERINTAH PROVINSI TANAH RATA", "RUMAH SAKIT UMUM DAERAH dr. SOEMANTRI", "Jalan Sehat Nomor 100 Rata Kota, Telp. (0751) 999100",
        "Terakreditasi Paripurna - pos-el: rsud.soemantri@contoh.go.id",
    ),
    "bpn": (
        "KEMENTERIAN AGRARIA DAN TATA RUANG/", "BADAN PERTANAHAN NASIONAL", "KANTOR PERTANAHAN KABUPATEN RAWA INDAH",
        "PROVINSI SUMATERA BARU", "Jalan Bidang Tanah Nomor 3, Rawa Indah 27111",
    ),
    "kpp": (
        "KEMENTERIAN KEUANGAN REPUBLIK INDONESIA", "DIREKTORAT JENDERAL PAJAK", "KANTOR WILAYAH DJP NUSA TENGAH",
        "KANTOR PELAYANAN PAJAK PRATAMA GUNUNGREJO", "JALAN PAJAK MAKMUR 21 GUNUNGREJO 65122 TELEPON (0341) 400123",
    ),
    "kampus": (
        "KEMENTERIAN PENDIDIKAN TINGGI, SAINS, DAN TEKNOLOGI", "UNIVERSITAS NEGERI CAKRABUANA", "FAKULTAS TEKNIK",
        "Kampus Hijau, Jalan Pendidikan 5 Cakrabuana 45123", "Laman: ft.uncb.contoh.ac.id",
    ),
    "desa": ("PEMERINTAH KABUPATEN BUKIT ASRI", "KECAMATAN MEKARJAYA", "DESA WARINGIN SARI", "Jln. Poros Desa Waringin Sari Kode Pos 68471"),
    "inspektorat": (
        "PEMERINTAH KABUPATEN BUKIT ASRI", "INSPEKTORAT DAERAH", "Jalan Veteran 33 Telp. (0333) 61200 Faks. (0333) 61201 Bukit Asri 68411",
    ),
    "bea": ("KEMENTERIAN KEUANGAN REPUBLIK INDONESIA", "DIREKTORAT JENDERAL BEA DAN CUKAI", "KANTOR PENGAWASAN DAN PELAYANAN BEA DAN CUKAI TIPE MADYA PABEAN C MUARAJAYA"),
}  # fmt: skip

_BANK: dict[str, tuple[str, ...]] = {
    "hukum": (
        "Bahwa berdasarkan Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik yang diundangkan pada tanggal 18 Juli 2009, setiap penyelenggara wajib menyusun dan menetapkan standar pelayanan dengan memperhatikan kemampuan penyelenggara, kebutuhan masyarakat, dan kondisi lingkungan setempat.",
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 90 Tahun 2021 ditetapkan di Jakarta pada tanggal 31 Desember 2021 dan menjadi pegangan bagi seluruh satuan kerja dalam membangun zona integritas menuju wilayah bebas dari korupsi.",
        "Ketentuan tersebut kemudian diperjelas melalui surat Kepala Biro Organisasi Nomor {N} tanggal {D} hal Penegasan Batas Waktu Penyampaian Dokumen Pendukung, yang meminta seluruh satuan kerja menyampaikan dokumen paling lambat tanggal {D}.",
        "Selanjutnya Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil (Lembaran Negara Republik Indonesia Tahun 2021 Nomor 202) mulai berlaku sejak tanggal 31 Agustus 2021 dan mencabut Peraturan Pemerintah Nomor 53 Tahun 2010.",
        "Sebagaimana tercantum dalam Keputusan Sekretaris Jenderal Nomor {N} Tahun {Y} tanggal {D}, besaran biaya dibebankan pada DIPA Tahun Anggaran {Y} Nomor SP DIPA-013.05.2.{Y} tanggal {D} beserta revisinya.",
        "Dalam surat edaran yang lalu, Nomor {N}, tertanggal {D}, pimpinan telah mengingatkan bahwa setiap bentuk penerimaan yang berhubungan dengan jabatan wajib dilaporkan paling lama 30 hari kerja sejak diterima.",
    ),
    "kegiatan": (
        "Rapat pembahasan dilaksanakan pada hari Selasa tanggal {D} bertempat di aula lantai dua, dihadiri oleh seluruh pejabat struktural serta perwakilan kelompok kerja. Hasil rapat dicatat",
        "Tim melakukan kunjungan lapangan pada tanggal {D} sampai dengan {D} guna memastikan bahwa alur pelayanan telah berjalan sesuai dengan standar yang ditetapkan. Seluruh temuan lapangan langsung ditindaklanjuti oleh penanggung jawab masing-masing bidang dan dilaporkan",
        "Sosialisasi tahap pertama telah diselenggarakan pada {D} dengan peserta sebanyak 64 orang, disusul tahap kedua pada {D} dengan peserta 71 orang. Materi meliputi pengenalan benturan kepentingan, tata cara pelaporan pelanggaran, serta simulasi penanganan pengaduan masyarakat.",
        "Pendaftaran dibuka mulai {D} dan ditutup pada {D} pukul 15.00 waktu setempat. Peserta yang terlambat mendaftar tidak dapat diikutkan karena keterbatasan tempat dan bahan yang disiapkan panitia.",
        "Kegiatan ini merupakan kelanjutan dari lokakarya tanggal {D} yang menghasilkan delapan rekomendasi. Dari delapan rekomendasi itu, enam telah selesai dikerjakan, satu sedang berjalan, dan satu lagi masih menunggu penetapan anggaran.",
        "Pada apel pagi hari Senin, {D}, kepala kantor menyampaikan amanat agar seluruh pegawai menjaga kejujuran dalam bekerja, menolak pemberian dalam bentuk apa pun, dan melaporkan setiap permintaan yang mencurigakan kepada unit pengendali.",
    ),
    "layanan": (
        "Jumlah pemohon yang dilayani selama masa pengamatan meningkat dibandingkan tahun {Y}. Rata-rata waktu tunggu turun dari 42 menit menjadi 27 menit setelah penambahan satu loket pada {D}, dan keluhan tertulis berkurang menjadi tiga laporan yang semuanya telah dijawab serta dicatat",
        "Loket prioritas bagi lanjut usia, penyandang disabilitas, dan ibu hamil mulai dioperasikan sejak {D}. Petugas dibekali pelatihan singkat mengenai cara berkomunikasi yang ramah dan menghindari pertanyaan berulang yang tidak diperlukan.",
        "Hasil survei pada Triwulan II Tahun {Y} menunjukkan unsur terendah terletak pada sarana dan prasarana, sedangkan unsur tertinggi adalah kesopanan petugas. Perbaikan ruang tunggu direncanakan selesai sebelum akhir semester dan akan diumumkan",
        "Permohonan yang masuk melalui aplikasi dikerjakan menurut urutan waktu. Apabila berkas belum lengkap, pemohon menerima pemberitahuan melalui pesan singkat paling lambat satu hari kerja sesudahnya, dan permohonan dinyatakan batal apabila tidak dilengkapi dalam 14 hari.",
        "Petugas piket menerima sebanyak 118 pengunjung pada minggu pertama, 97 pengunjung pada minggu kedua, dan 134 pengunjung pada minggu ketiga. Lonjakan terjadi pada {D} karena bertepatan dengan hari pasar, sehingga loket keempat dibuka sampai pukul 16.30.",
    ),
    "keuangan": (
        "Pagu awal sebesar Rp4.215.760.000,00 mengalami revisi sebanyak dua kali, yakni melalui surat pengesahan tanggal {D} dan {D}. Sampai dengan akhir periode, realisasi mencapai 96,41 persen atau lebih tinggi 2,3 persen dari tahun {Y}.",
        "Pembayaran honorarium narasumber dilakukan secara nontunai pada {D}, dengan bukti potong pajak yang diterbitkan pada bulan yang sama. Sisa uang persediaan sebesar Rp1.350.000,00 telah disetor ke kas negara pada {D} dengan NTPN yang dilampirkan.",
        "Pengadaan dilakukan dengan cara pembelian langsung berdasarkan Surat Pesanan Nomor {N} tanggal {D}. Barang diterima dalam keadaan baik oleh pejabat penerima hasil pekerjaan dan diberi nomor urut pendaftaran barang milik negara.",
        "Efisiensi yang diminta melalui Instruksi Presiden Nomor 1 Tahun 2025 diterapkan pada belanja perjalanan dinas dan belanja rapat di luar kantor, sehingga sebagian kegiatan tatap muka dialihkan menjadi pertemuan daring.",
    ),
    "pegawai": (
        "Pegawai yang bersangkutan lahir di Sukamaju tanggal 14 Mei 1979, diangkat sebagai calon pegawai negeri sipil terhitung mulai tanggal 1 Desember 2005 dan terakhir naik pangkat menjadi Penata Tingkat I golongan ruang III/d TMT 1 April {Y}.",
        "Penilaian dilakukan setiap bulan oleh pejabat penilai dengan memperhatikan capaian keluaran dan perilaku. Pegawai yang memperoleh predikat baik selama enam bulan berturut-turut diusulkan memperoleh penghargaan sebagaimana Keputusan Kepala Nomor {N} tanggal {D}.",
        "Pelatihan teknis diikuti oleh dua orang pegawai pada {D} s.d. {D} di balai diklat. Keduanya wajib menyampaikan laporan tertulis serta menularkan pengetahuan kepada rekan kerja pada pertemuan bulanan yang dijadwalkan.",
        "Selama tahun {Y} terdapat satu kasus pelanggaran disiplin ringan yang telah dijatuhi teguran tertulis pada {D}, dan tidak ada keberatan yang diajukan oleh yang bersangkutan sampai dengan batas waktu yang ditentukan.",
    ),
    "umum": (
        "Pembangunan zona integritas bukan sekadar pemenuhan dokumen, melainkan perubahan cara kerja yang dirasakan oleh masyarakat. Karena itu setiap kelompok kerja diminta menautkan setiap kegiatan dengan sasaran yang terukur, menyebutkan penanggung jawab, serta menyimpan bukti pelaksanaan secara tertib.",
        "Seluruh jajaran diharapkan menjaga komitmen bersama. Apabila terdapat kendala, kelompok kerja segera menyampaikannya kepada ketua tim agar dapat dicarikan jalan keluar tanpa menunggu rapat bulanan berikutnya.",
        "Keterbukaan informasi dilaksanakan melalui laman resmi dan media sosial kantor. Informasi yang wajib diumumkan secara berkala diperbarui paling sedikit sekali dalam enam bulan, sedangkan permintaan informasi dijawab paling lambat sepuluh hari kerja.",
        "Berkaca dari pengalaman tahun {Y}, sebagian besar catatan penilai menyangkut bukti yang tidak bertanggal dan tidak ditandatangani. Tahun ini setiap dokumen diperiksa silang oleh anggota kelompok kerja lain sebelum diunggah.",
        "Langkah perbaikan disusun bersama oleh penanggung jawab bidang dengan mempertimbangkan sumber daya yang tersedia, kemudian dibahas bersama pimpinan, disetujui, dan ditandatangani",
    ),
}  # fmt: skip

_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def _fill(text: str, key: int) -> str:
    at = 0
    while "{" in text:
        key = (key * 1103515245 + 12345 + at) % 2**31
        day, month, year = 1 + key % 28, _MONTHS[(key >> 5) % 12], 2019 + (key >> 9) % 8
        value = {
            "D": f"{day} {month} {year}",
            "N": f"W.{key % 40}-OT.0{key % 9}.02-{key % 997}",
            "Y": str(year),
        }
        slot = text[text.index("{") + 1]
        text = text.replace(f"{{{slot}}}", value[slot], 1)
        at += 1
    return text


def paragraphs(theme: str, count: int, key: str) -> list[str]:
    """`count` paragraphs of a theme (`campur` mixes all), the same for the same key."""
    bank = sum(_BANK.values(), ()) if theme == "campur" else _BANK[theme]
    start = crc32(key.encode())
    return [
        _fill(bank[(start + at * 5 if len(bank) % 5 else start + at) % len(bank)], start + at * 7919)
        for at in range(count)
    ]
