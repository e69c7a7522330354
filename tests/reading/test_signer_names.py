import datetime as dt

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from zi_evidence.reading.signer_names import signer_name

NOW = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


def certificate(name: str) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )
    builder = x509.CertificateBuilder(
        subject, subject, key.public_key(), x509.random_serial_number(), NOW, NOW + dt.timedelta(9)
    )
    return builder.sign(key, hashes.SHA256()), key


def signed(name: str, *chain: str) -> bytes:
    own, key = certificate(name)
    builder = pkcs7.PKCS7SignatureBuilder().set_data(b"isi").add_signer(own, key, hashes.SHA256())
    for other in chain:
        builder = builder.add_certificate(certificate(other)[0])
    return builder.sign(Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature])


def test_the_signers_name_is_told_among_the_certificates_of_its_chain() -> None:
    contents = signed("Sari Wulandari, S.E.", "Penerbit Contoh", "Akar Contoh")
    assert signer_name(contents) == "Sari Wulandari, S.E."
    assert signer_name(contents + bytes(5000)) == "Sari Wulandari, S.E."


@pytest.mark.parametrize("cut", [0, 1, 10, 100, 300])
def test_a_cut_signature_has_no_name(cut: int) -> None:
    assert signer_name(signed("Sari")[:cut]) == ""


@given(st.binary(max_size=300))
def test_any_bytes_give_a_line(data: bytes) -> None:
    assert "\n" not in signer_name(data)
    assert "\n" not in signer_name(b"\x30\x80" + data)
