"""A certificate for HTTPS on a machine of one's own, made where none is given.

It is kept in the user's cache, so that a browser has to be told once that it is fine.
"""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import os
import ssl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CertificateError", "tls_context"]

DAYS = 365
RENEWED = 7
"""Days before its end, at which another one is made."""


class CertificateError(Exception):
    """A certificate that was given cannot be used."""


def tls_context(
    cert: str | None, key: str | None, hosts: Sequence[str], folder: str | None = None
) -> ssl.SSLContext:
    """Return a context with the certificate at `cert` and `key`, or with one of our own.

    `hosts` are names and addresses that ours is for; `folder` is where it is kept, by default
    the user's cache. Raises `CertificateError`.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if cert is None or key is None:
        cert = key = _own_certificate(hosts, folder)
    try:
        # Where a key asks for a password, nobody is there to give it.
        context.load_cert_chain(cert, key, password=lambda: "")
    except (OSError, ValueError) as error:
        shown = cert if cert == key else f"{cert} and {key}"
        reason = getattr(error, "strerror", None) or error
        raise CertificateError(f"the certificate in {shown} cannot be used: {reason}") from None
    return context


def _own_certificate(hosts: Sequence[str], folder: str | None) -> str:
    if folder is None:
        from platformdirs import user_cache_dir

        folder = os.path.join(user_cache_dir("pybundle"), "tls")
    names = sorted({"localhost", "127.0.0.1", "::1", *hosts})
    path = os.path.join(folder, "localhost.pem")
    if not _is_good(path, names):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        aside = f"{path}.{os.getpid()}"
        try:
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(_make(names))
            os.replace(aside, path)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.remove(aside)
            raise CertificateError(f"no certificate can be kept in {folder}: {error}") from None
    return path


def _is_good(path: str, names: Sequence[str]) -> bool:
    """Say whether a certificate that was made before is for all of `names`, and for a while."""
    from cryptography import x509

    try:
        with open(path, "rb") as file:
            certificate = x509.load_pem_x509_certificate(file.read())
        known = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound):
        return False
    stated = {str(one.value) for one in known}
    left = certificate.not_valid_after_utc - datetime.datetime.now(datetime.UTC)
    return stated >= set(names) and left > datetime.timedelta(days=RENEWED)


def _make(names: Sequence[str]) -> bytes:
    """Return key and certificate, one behind the other, as PEM."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "pybundle on this machine")])
    now = datetime.datetime.now(datetime.UTC)
    alternatives: list[x509.GeneralName] = []
    for name in names:
        try:
            alternatives.append(x509.IPAddress(ipaddress.ip_address(name)))
        except ValueError:
            alternatives.append(x509.DNSName(name))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # The clock of another device may be a little behind.
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        # It signs nothing but itself, so trusting it trusts nothing else.
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ) + certificate.public_bytes(serialization.Encoding.PEM)
