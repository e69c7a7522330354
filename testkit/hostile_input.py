"""Texts and YAML made to be slow."""

__all__ = ["MONOTONE", "YAML_BOMBS"]

# Pieces of official documents; a megabyte of one of them must still be understood quickly.
MONOTONE = [
    *(
        "Nomor : ",
        "tanggal dua puluh ",
        "/ ",
        "a b c d ",
        "....",
        "Ditetapkan di X\n",
        "12/",
        "x\n",
        "NIP ",
        "1990 ",
    ),
    *(
        "pada tanggal 3 Mei 2024\n",
        "Jakarta, 3 Maret 2024\n",
        "A ",
        "Triwulan I ",
        "januari - ",
        "2021 ",
        "${a} ",
    ),
    *(
        "Yth. Kepala ",
        "Hal : Undangan\n",
        "l",
        "Nomor\nSifat\nHal\n:\n:\n:\n",
        "s.d. ",
        "DAFTAR HADIR\n",
        "(",
    ),
    *(
        "Demikian diputuskan hakim pada hari Senin,\ntanggal 12 Mei 2025 ",
        "14 Ramadhan 1446 H / 14 Maret 2025 M ",
        "Nomor 1 a/b/\n",
        "lahir\nX, 3 Mei 1990\n",
        "Demikian\nKEPUTUSAN KEPALA\n",
        "pada tanggal 29 et 2017\n",
        "0O1I/",
    ),
    *("\t", "hari ini ", "Nama :\n", "PERATURAN NOMOR ", "A.", "1. ", "…", "Sifat : ", "a.....\n"),
]

# Name -> YAML of up to a megabyte that nests, repeats or refers too much.
YAML_BOMBS: dict[str, bytes] = {
    "brackets": b"[" * 20_000,
    "braces": b"{a: " * 20_000,
    "block nesting": b"".join(b" " * i + b"a:\n" for i in range(1_300)),
    "aliases": b"a: &a [x,x]\n" + b"".join(b"k%d: &k%d [*a,*a]\n" % (i, i) for i in range(30_000)),
    "many nodes": b"- a\n" * 249_000,
    "empty flow": b"a: [" + b"," * 900_000 + b"]",
    "long scalar": b"a: " + b"x" * 990_000,
    "long key": b"x" * 990_000 + b": a",
    "question marks": b"? " * 400_000,
    "quotes": b'a: "' + b"\\n" * 400_000,
    "duplicate keys": b"a: 1\n" * 160_000,
    "tags": b"- !t a\n" * 140_000,
    "documents": b"--- a\n" * 160_000,
    "comments": b"#\n" * 450_000,
    "zeros": b"\0" * 900_000,
}
