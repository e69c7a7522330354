"""Self-made signatures, each bent in its own way."""

import datetime as dt
import io
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from tests.hostile import pdf_bytes as p
from tests.hostile.pdf_cases import cases
from zi_evidence.model import Signature
from zi_evidence.reading import Limits, read_bytes, signatures

NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)
KEY_WORD = b"sandi"

needs_pyhanko = pytest.mark.skipif(not signatures.available(), reason="pyHanko is not installed")


@cache
def root() -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
    return certificate("Akar Contoh", None)


def certificate(
    name: str, issuer: tuple[x509.Certificate, rsa.RSAPrivateKey] | None, ends: dt.datetime | None = None
) -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    ends = ends or NOW + 100 * DAY
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issuer is None,
        crl_sign=issuer is None,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - 200 * DAY)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(issuer[1] if issuer else key, hashes.SHA256())
    )
    return made, key


def sign(
    data: bytes, name: str = "Sari Wulandari", ends: dt.datetime | None = None, field: str = "T1"
) -> bytes:
    signers = import_module("pyhanko.sign.signers")
    own, key = certificate(name, root(), ends)
    package = pkcs12.serialize_key_and_certificates(
        b"a", key, own, [root()[0]], BestAvailableEncryption(KEY_WORD)
    )
    signer = signers.SimpleSigner.load_pkcs12_data(package, other_certs=[], passphrase=KEY_WORD)
    out = io.BytesIO()
    signers.sign_pdf(
        import_module("pyhanko.pdf_utils.incremental_writer").IncrementalPdfFileWriter(io.BytesIO(data)),
        signers.PdfSignatureMetadata(field_name=field),
        signer,
        output=out,
    )
    return out.getvalue()


@cache
def signed() -> bytes:
    return sign(p.honest())


def rewritten(data: bytes) -> bytes:
    """Return the file with its page's text replaced by an update: every reader shows the new text."""
    writer = import_module("pyhanko.pdf_utils.incremental_writer").IncrementalPdfFileWriter(io.BytesIO(data))
    stream = import_module("pyhanko.pdf_utils.generic").StreamObject
    page: Any = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(stream(stream_data=p.words(("Nomor palsu",))))
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def flipped(data: bytes) -> bytes:
    at = data.index(b"zona integritas")
    return data[:at] + b"Z" + data[at + 1 :]


def states(data: bytes, *, trusted: bool = True) -> tuple[Signature, ...]:
    trust = (root()[0].public_bytes(Encoding.PEM).decode(),) if trusted else ()
    return read_bytes(data, limits=Limits(signatures=True, trust=trust)).signatures


def test_without_the_extra_a_signature_is_present_and_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "available", lambda: False)
    known = (Signature(name="Sari"),)
    assert signatures.checked(b"", known, ()) == known


@needs_pyhanko
def test_an_intact_signature_of_a_named_root_is_trusted() -> None:
    (signature,) = states(signed())
    assert signature.state == "intact_trusted"
    assert signature.name == "Sari Wulandari"
    assert signature.covers_whole_file
    assert signature.later_changes == "none"
    assert signature.time.startswith(str(NOW.year))


@needs_pyhanko
def test_without_its_root_it_is_intact_and_not_trusted_here() -> None:
    assert [s.state for s in states(signed(), trusted=False)] == ["intact_untrusted"]


@needs_pyhanko
@pytest.mark.parametrize("change", [flipped, rewritten], ids=["flipped byte", "page replaced"])
def test_a_document_altered_after_signing_is_changed(change: Callable[[bytes], bytes]) -> None:
    assert [s.state for s in states(change(signed()))] == ["changed"]


@needs_pyhanko
def test_junk_after_the_end_leaves_it_intact_but_not_covering_the_file() -> None:
    (signature,) = states(signed() + b"\nsampah" * 10)
    assert signature.state == "intact_trusted"
    assert not signature.covers_whole_file


@needs_pyhanko
def test_an_expired_certificate_makes_it_untrusted_never_broken() -> None:
    data = sign(p.honest(), ends=NOW - 10 * DAY)
    assert [s.state for s in states(data)] == ["intact_untrusted"]


@needs_pyhanko
def test_an_earlier_signature_of_a_series_stays_good() -> None:
    data = sign(signed(), "Budi Hartono", field="T2")
    assert [(s.name, s.state, s.covers_whole_file) for s in states(data)] == [
        ("Sari Wulandari", "intact_trusted", False),
        ("Budi Hartono", "intact_trusted", True),
    ]


@needs_pyhanko
@pytest.mark.parametrize(
    "name", ["byterange-ngawur.pdf", "tanda-tangan-nol.pdf", "tanda-tangan-der-bohong.pdf"]
)
def test_an_absurd_signature_is_never_called_good_or_broken(name: str) -> None:
    data = next(case for case in cases() if case.name == name).make()
    assert {s.state for s in states(data)} <= {"present_not_checked"}
