"""docs/asyncapi.json describes what is published."""

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from functions.event_publisher.asyncapi import DOCUMENT, document, example, rendered
from orders.domain.public_events import PublicEventType
from tests.functions.store_harness import StoreHarness
from tests.functions.test_event_publisher import FAILED, LIFE, PROCESSING, change, publish, reopened

COMMITTED: dict[str, Any] = json.loads(DOCUMENT.read_text(encoding="utf-8"))


def validate(event: dict[str, Any]) -> None:
    """Check an event against the schema of its type in the committed document."""
    message = COMMITTED["components"]["messages"][event["type"]]
    schema = {"components": COMMITTED["components"], **message["payload"]}
    Draft7Validator(schema, format_checker=FormatChecker()).validate(event)


def test_the_committed_document_is_up_to_date() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == rendered(), "run `make schema`"


def test_every_reference_of_the_document_resolves() -> None:
    def references(node: Any) -> list[str]:
        children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        own = [node["$ref"]] if isinstance(node, dict) and "$ref" in node else []
        return own + [each for child in children for each in references(child)]

    found = references(document())
    assert len(found) == 3 * len(PublicEventType) + 1
    for reference in found:
        target = COMMITTED
        for part in reference.removeprefix("#/").split("/"):
            target = target[part]


@pytest.mark.parametrize("kind", PublicEventType)
def test_an_example_is_an_event_of_its_type(kind: PublicEventType) -> None:
    [shown] = COMMITTED["components"]["messages"][kind]["examples"]
    assert shown["payload"] == example(kind)
    validate(shown["payload"])


def test_published_events_match_the_document(store: StoreHarness) -> None:
    publish(*LIFE, change(PROCESSING, FAILED), change(FAILED, reopened(FAILED)))

    events = [json.loads(json.dumps(event.as_cloud_event("arn:aws:sns:any"))) for event in store.events.public]
    assert {event["type"] for event in events} == set(PublicEventType) - {PublicEventType.CANCELLED}
    for event in events:
        validate(event)


@pytest.mark.parametrize("name", ["id", "source", "specversion", "type", "subject", "time", "data"])
def test_an_event_without_an_attribute_does_not_match(name: str) -> None:
    event = example(PublicEventType.COMPLETED)
    validate(event)
    schema = COMMITTED["components"]["messages"]["order.completed.v1"]["payload"]
    without = {key: value for key, value in event.items() if key != name}
    assert not Draft7Validator({"components": COMMITTED["components"], **schema}).is_valid(without)
