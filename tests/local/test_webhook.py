"""The subscriber of docs/events.md takes SNS's messages and rejects all others."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from rich.console import Console

from functions.event_publisher.asyncapi import example
from local.emulator import Aws, emulator
from local.ports import Ports
from local.process import LocalServerError
from local.webhook import Signer, webhook
from orders.domain.public_events import PublicEventType
from tests.local.subscriber import WAIT_SECONDS, RunningSubscriber, code, subscriber

pytestmark = pytest.mark.slow

TOPIC = "arn:aws:sns:us-west-2:123456789012:dev-order-public-events"
SIGNER = Signer("us-west-2")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSubscriber]:
    folder = tmp_path_factory.mktemp("subscriber")
    certificate = folder / "sns.pem"
    certificate.write_bytes(SIGNER.certificate)
    with subscriber(folder, TOPIC, certificate) as process:
        yield process


def notification(kind: PublicEventType = PublicEventType.COMPLETED, **changes: str) -> dict[str, Any]:
    """Return an event in SNS's envelope."""
    event = example(kind) | {"id": changes.pop("id", f"the-id-of-{kind}")}
    return {
        "Type": "Notification",
        "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        "TopicArn": TOPIC,
        "Message": json.dumps(event),
        "Timestamp": "2026-11-22T12:00:01.000Z",
        **changes,
    }


def send(running: RunningSubscriber, message: object) -> int:
    return requests.post(running.url, json.dumps(message).encode(), timeout=WAIT_SECONDS).status_code


def test_an_event_is_handled_once_however_often_it_is_delivered(running: RunningSubscriber) -> None:
    completed, refunded = notification(), notification(PublicEventType.REFUNDED)
    again = completed | {"MessageId": "another", "Timestamp": "2026-11-22T12:00:09.000Z"}

    for message in (completed, completed, again, refunded):
        assert send(running, SIGNER.sign(message)) == 204

    assert running.next_line().startswith("order.completed.v1 e88a07a9-8b42-4503-a659-22cd64cded18 {")
    assert running.next_line().startswith("order.refunded.v1 ")
    assert running.lines.empty()


def signed_by_another() -> dict[str, Any]:
    return Signer("us-west-2").sign(notification())


def changed(**changes: Any) -> Callable[[], dict[str, Any]]:
    """Change a signed message."""
    return lambda: SIGNER.sign(notification(id="forged")) | changes


def signed_for(**changes: str) -> Callable[[], dict[str, Any]]:
    """Sign a changed message."""
    return lambda: SIGNER.sign(notification(id="forged", **changes))


FORGERIES = {
    "another signature": changed(Signature=base64.b64encode(b"no signature").decode()),
    "no base64": changed(Signature="FAKE"),
    "another event": changed(Message=json.dumps(example(PublicEventType.REFUNDED))),
    "a later time": changed(Timestamp="2026-11-23T12:00:00.000Z"),
    "an added subject": changed(Subject="hello"),
    "a key that is not AWS's": signed_by_another,
    "another topic": signed_for(TopicArn=TOPIC.replace("dev-", "test-")),
    "another type": changed(Type="SubscriptionConfirmation"),
    "an unknown type": changed(Type="Other"),
    "the signature of version 1": changed(SignatureVersion="1"),
    "another host": changed(SigningCertURL="https://attacker.example/SimpleNotificationService-1.pem"),
    "a host with our host in front": changed(
        SigningCertURL="https://sns.us-west-2.amazonaws.com.attacker.example/SimpleNotificationService-1.pem"
    ),
    "our host as a user": changed(
        SigningCertURL="https://sns.us-west-2.amazonaws.com@attacker.example/SimpleNotificationService-1.pem"
    ),
    "another dot": changed(SigningCertURL="https://sns.us-west-2-amazonaws.com/SimpleNotificationService-1.pem"),
    "a bucket": changed(SigningCertURL="https://s3.us-west-2.amazonaws.com/SimpleNotificationService-1.pem"),
    "another path": changed(SigningCertURL="https://sns.us-west-2.amazonaws.com/?Action=x&y=.pem"),
    "a query": changed(SigningCertURL="https://sns.us-west-2.amazonaws.com/SimpleNotificationService-1.pem?x=.pem"),
    "plain HTTP": changed(SigningCertURL="http://sns.us-west-2.amazonaws.com/SimpleNotificationService-1.pem"),
    "no signature": lambda: notification(id="forged"),
    "no object": list,
    "a list of texts": lambda: ["SigningCertURL", "Signature"],
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_message_is_rejected(running: RunningSubscriber, forgery: str) -> None:
    assert send(running, FORGERIES[forgery]()) == 403
    assert running.lines.empty()


def test_the_subscriber_trusts_a_link_to_confirm_only_if_it_is_signed(running: RunningSubscriber) -> None:
    confirmed: list[str] = []

    class Link(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            confirmed.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Link) as server, ExitStack() as stack:
        Thread(target=server.serve_forever, daemon=True).start()
        stack.callback(server.shutdown)
        link = f"http://127.0.0.1:{server.server_port}"
        confirmation = notification() | {
            "Type": "SubscriptionConfirmation",
            "Message": "You have chosen to subscribe.",
            "Token": "2336412f37",
            "SubscribeURL": f"{link}/signed",
        }
        assert send(running, SIGNER.sign(confirmation) | {"SubscribeURL": f"{link}/forged"}) == 403
        assert send(running, SIGNER.sign(confirmation)) == 204
    assert confirmed == ["/signed"]


def test_the_signature_covers_the_text_that_aws_documents() -> None:
    """https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message-verify-message-signature.html"""
    message = notification() | {"Message": "My Test Message", "Subject": "My subject"}
    text = (
        "Message\nMy Test Message\nMessageId\n22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324\nSubject\nMy subject\n"
        f"Timestamp\n2026-11-22T12:00:01.000Z\nTopicArn\n{TOPIC}\nType\nNotification\n"
    )
    signed = SIGNER.sign(message)
    key: Any = x509.load_pem_x509_certificate(SIGNER.certificate).public_key()
    key.verify(base64.b64decode(signed["Signature"]), text.encode(), PKCS1v15(), SHA256())


def test_the_code_of_the_page_is_short() -> None:
    assert len([line for line in code().splitlines() if line]) <= 45


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    folder = tmp_path_factory.mktemp("emulator")
    with emulator(Ports.unused(), "us-west-2", folder, enforce_iam=False, wait_scale=1) as running:
        yield running


class Printed(StringIO):
    """What a console prints, line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Queue[str] = Queue()

    def write(self, text: str) -> int:
        if text.strip():
            self.lines.put(text.strip())
        return len(text)


def test_the_emulators_events_reach_the_subscriber_of_the_page(aws: Aws, tmp_path: Path) -> None:
    printed, certificate = Printed(), tmp_path / ".build" / "sns.pem"
    topic = aws.client("sns").create_topic(Name="dev-order-public-events")["TopicArn"]
    with (
        subscriber(tmp_path, topic, certificate) as process,
        webhook(aws, topic, process.url, Console(file=printed), certificate),
    ):
        for number in range(WAIT_SECONDS):  # the subscription is confirmed after a moment
            event = example(PublicEventType.COMPLETED) | {"id": f"event-{number}"}
            aws.client("sns").publish(TopicArn=topic, Message=json.dumps(event))
            with suppress(Empty):
                assert process.lines.get(timeout=1).startswith("order.completed.v1 ")
                break
        else:
            pytest.fail("no event arrived")
    assert printed.lines.empty()


def test_a_web_server_that_does_not_run_is_named(aws: Aws, tmp_path: Path) -> None:
    printed = Printed()
    topic = aws.client("sns").create_topic(Name="another")["TopicArn"]
    url = f"http://127.0.0.1:{Ports.unused().api}/"
    with webhook(aws, topic, url, Console(file=printed, width=200), tmp_path / "sns.pem"):
        sentence = printed.lines.get(timeout=WAIT_SECONDS)
    assert sentence.startswith(
        f"the web server at {url} did not confirm its subscription; start it, and then run make run again"
    )


@pytest.mark.parametrize("url", ["9000", "localhost:9000", "ftp://127.0.0.1/", "http:///events", "http://[::1/"])
def test_an_invalid_address_is_rejected(url: str, tmp_path: Path) -> None:
    unused: Any = None
    sentence = r"WEBHOOK must be an address such as http://127\.0\.0\.1:9000/, not"
    with (
        pytest.raises(LocalServerError, match=sentence),
        webhook(unused, TOPIC, url, Console(), tmp_path / "sns.pem"),
    ):
        pass
