"""Deliver the public events to a web server on this machine, signed as SNS signs them.

The emulator's signatures are not valid.  So the emulator delivers to a relay in this process, which signs each message
with the key of the certificate in ``CERTIFICATE`` and sends it to the web server.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import requests
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from rich.console import Console

from local.emulator import Aws
from local.ports import HOST
from local.process import ROOT, LocalServerError

VARIABLE = "WEBHOOK"
"""The environment variable with the URL of the web server."""

CERTIFICATE = ROOT / ".build" / "sns.pem"

CONFIRMATION = ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")
NOTIFICATION = ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
"""The signed fields of a message, in their order.

https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message-verify-message-signature.html
"""

DELIVERY_SECONDS = 15
"""The time for which SNS waits for a response.

https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
"""


@dataclass(frozen=True)
class Signer:
    """Signs messages with a key of its own, which exists only in memory."""

    region: str
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    @property
    def certificate(self) -> bytes:
        """A certificate of the key, in PEM."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=30))
            .sign(self.key, SHA256())
        )
        return certificate.public_bytes(Encoding.PEM)

    def sign(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Return the message with the signature of version 2, and an address as SNS's certificates have it."""
        names = NOTIFICATION if message["Type"] == "Notification" else CONFIRMATION
        text = "".join(f"{name}\n{message[name]}\n" for name in names if name in message)
        signature = self.key.sign(text.encode(), PKCS1v15(), SHA256())
        return {
            **message,
            "SignatureVersion": "2",
            "Signature": base64.b64encode(signature).decode(),
            "SigningCertURL": f"https://sns.{self.region}.amazonaws.com/SimpleNotificationService-local.pem",
        }


@contextmanager
def webhook(aws: Aws, topic: str, url: str, console: Console, certificate: Path = CERTIFICATE) -> Iterator[None]:
    """Subscribe a web server to the topic until the block ends; it confirms the subscription itself.

    Args:
        aws: the running emulator.
        topic: the topic's ARN.
        url: the web server's address, on any host.
        console: prints what the web server did not accept, because no delivery is retried.
        certificate: the file into which the certificate is written.

    Raises:
        LocalServerError: the address is not an HTTP URL.
    """
    if not _is_address(url):
        raise LocalServerError(f"{VARIABLE} must be an address such as http://{HOST}:9000/, not {url!r}")
    signer = Signer(aws.region)
    certificate.parent.mkdir(exist_ok=True)
    certificate.write_bytes(signer.certificate)

    class Relay(BaseHTTPRequestHandler):
        """Signs what the emulator delivers, and sends it on."""

        def do_POST(self) -> None:
            message = signer.sign(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(_deliver(url, message, console))
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer((HOST, 0), Relay)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        aws.client("sns").subscribe(
            TopicArn=topic, Protocol="http", Endpoint=f"http://{HOST}:{server.server_address[1]}/"
        )
        yield
    finally:
        server.shutdown()
        server.server_close()


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _deliver(url: str, message: Mapping[str, Any], console: Console) -> int:
    """Send the message to the web server, and return the status of the response; 502 without one."""
    headers = {
        "Content-Type": "text/plain; charset=UTF-8",
        "x-amz-sns-message-type": message["Type"],
        "x-amz-sns-topic-arn": message["TopicArn"],
    }
    try:
        response = requests.post(url, json.dumps(message).encode(), headers=headers, timeout=DELIVERY_SECONDS)
    except requests.RequestException as error:
        status, reason = int(HTTPStatus.BAD_GATEWAY), type(error).__name__
    else:
        status, reason = response.status_code, f"status {response.status_code}"
    if status >= HTTPStatus.MULTIPLE_CHOICES:
        lost = (
            "confirm its subscription; start it, and then run make run again"
            if message["Type"] != "Notification"
            else "accept an event"
        )
        console.print(f"the web server at {url} did not {lost}: {reason}", style="yellow", markup=False)
    return status
