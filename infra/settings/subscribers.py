"""The setting ``subscribers``: who may subscribe to the public events, and what the stack subscribes itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import Annotated, Literal

from annotated_types import Len
from pydantic import BaseModel, Field, Strict

from infra.settings.group import CONFIG, HTTPS_URL, LIST, SettingsGroup
from orders.contract import ORDER_STATUSES, PUBLIC_EVENT_TYPES

MAX_ACCOUNTS = 100
"""A topic's policy has at most 200 principals and 30 KB.

https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
"""

MAX_COMBINATIONS = 150
"""The most combinations of values in a filter policy, inclusive.

https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
"""

ATTRIBUTES: Mapping[str, Sequence[str]] = {"type": PUBLIC_EVENT_TYPES, "status": ORDER_STATUSES}
"""The message attributes of a public event, with their values."""

_ACCOUNT = r"\A\d{12}\Z"
_QUEUE = r"\Aarn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}\Z"

Filter = Mapping[Literal["type", "status"], Annotated[tuple[str, ...], LIST, Len(1)]]


class _Subscription(BaseModel):
    """A queue or a web server that the stack subscribes."""

    model_config = CONFIG

    filter: Filter = {}
    """The values of the message attributes whose events it receives; empty for every event."""
    raw_delivery: bool = True
    """Whether it receives the event without SNS's envelope."""

    @property
    def endpoint(self) -> str:
        """The ARN or the URL."""
        raise NotImplementedError


class SubscribedQueue(_Subscription):
    """A queue of the stack's own account, whose policy lets the topic send to it."""

    arn: Annotated[str, Field(pattern=_QUEUE)]

    @property
    def endpoint(self) -> str:
        return self.arn


class SubscribedEndpoint(_Subscription):
    """A web server that confirms the subscription itself."""

    url: Annotated[str, Field(pattern=rf"\A{HTTPS_URL}\Z")]
    raw_delivery: bool = False
    """SNS signs only the envelope, so a raw event cannot be verified."""

    @property
    def endpoint(self) -> str:
        return self.url


class Subscribers(BaseModel):
    """The subscribers of the public events."""

    model_config = CONFIG

    accounts: Annotated[tuple[Annotated[str, Field(pattern=_ACCOUNT)], ...], LIST, Field(max_length=MAX_ACCOUNTS)] = ()
    """The other AWS accounts that may subscribe their own queues, functions and web servers."""
    queues: Annotated[tuple[Annotated[SubscribedQueue, Strict(strict=False)], ...], LIST] = ()
    endpoints: Annotated[tuple[Annotated[SubscribedEndpoint, Strict(strict=False)], ...], LIST] = ()

    @property
    def subscriptions(self) -> tuple[SubscribedQueue | SubscribedEndpoint, ...]:
        """What the stack subscribes itself."""
        return (*self.queues, *self.endpoints)


class SubscriberSettings(SettingsGroup):
    """Settings of the public events."""

    subscribers: Annotated[Subscribers, Strict(strict=False)] = Field(
        default=Subscribers(),
        description=(
            "a map with any of accounts, a list of AWS account ids as strings of 12 digits; queues, a list of maps "
            "with an arn; and endpoints, a list of maps with an https:// url without credentials. A queue or an "
            "endpoint may have raw_delivery, true or false, and a filter, a map from type or status to a list of values"
        ),
    )
    """Who may subscribe to the topic of public events, and what the stack subscribes to it; see docs/events.md."""

    def violations(self) -> Iterator[str]:
        subscriptions = self.subscribers.subscriptions
        counts = Counter([*self.subscribers.accounts, *(each.endpoint for each in subscriptions)])
        if repeated := [name for name, count in counts.items() if count > 1]:
            yield f"subscribers must name each account, queue and endpoint once, not {', '.join(repeated)}."
        for each in subscriptions:
            yield from _filter_violations(each)


def _filter_violations(subscription: SubscribedQueue | SubscribedEndpoint) -> Iterator[str]:
    for attribute, values in subscription.filter.items():
        if unknown := [value for value in values if value not in ATTRIBUTES[attribute]]:
            yield (
                f"subscribers filters {subscription.endpoint} by the {attribute} {', '.join(unknown)}, which no event "
                f"has: it must be one of {', '.join(ATTRIBUTES[attribute])}."
            )
    if prod(len(values) for values in subscription.filter.values()) > MAX_COMBINATIONS:
        yield f"subscribers filters {subscription.endpoint} by more than {MAX_COMBINATIONS} combinations of values."
