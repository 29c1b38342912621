"""The edge: how a request reaches the API, and which requests are rejected before that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from annotated_types import Predicate
from pydantic import Field

from infra.settings.group import LIST, SettingsGroup, choice, number, optional
from infra.settings.network import ANYWHERE, is_ipv4_network

INTERNET_FACING, INTERNAL = "internet-facing", "internal"

HTTP, HTTPS = 80, 443
"""The ports."""

_CERTIFICATE = r"arn:aws[\w-]*:acm:[\w-]+:\d{12}:certificate/[\w-]+"
_DOMAIN = r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"


class EdgeSettings(SettingsGroup):
    """Settings of the load balancer, the API Gateway and the firewall."""

    load_balancer: str = choice(INTERNAL, INTERNAL, INTERNET_FACING)
    """``internal`` behind the API Gateway, or ``internet-facing`` without one: a stack has one entrance."""

    load_balancer_cidrs: Annotated[tuple[Annotated[str, Predicate(is_ipv4_network)], ...], LIST, Predicate(bool)] = (
        Field(default=(ANYWHERE,), description="a list of IPv4 networks, such as [203.0.113.0/24]")
    )
    """The networks from which an internet-facing load balancer accepts connections."""

    certificate_arn: str = optional(_CERTIFICATE, "the ARN of a certificate of AWS Certificate Manager")
    """The load balancer's certificate for HTTPS, in the stack's region; if empty, it serves HTTP."""

    domain_name: str = optional(_DOMAIN, "a host's name, such as orders.example.com")
    """The certificate's domain name, which the API Gateway verifies."""

    gateway_requests_per_second: int = number(100, ge=1)
    gateway_burst: int = number(200, ge=1)
    """The API Gateway's limits for the requests of all callers together: the steady rate, and the burst."""

    gateway_checks_tokens: bool = False
    """Whether the API Gateway also rejects requests without a valid token.  It supports only RS256, RS384 and RS512,
    and its responses are not problem details; the API checks every token in any case."""

    waf: bool = False
    """Whether a web application firewall protects the load balancer."""

    waf_requests_per_five_minutes: int = number(3000, ge=10, le=2_000_000_000)
    """How many requests the firewall accepts from one address in five minutes.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html
    """

    waf_logs: bool = False
    """Whether the firewall logs every request for a week: the caller's address, the path and the headers, without query
    and credentials."""

    gateway_logs_callers: bool = False
    """Whether the API Gateway's access log has the caller's address."""

    @property
    def is_internal(self) -> bool:
        """Whether only the API Gateway reaches the load balancer."""
        return self.load_balancer == INTERNAL

    @property
    def speaks_https(self) -> bool:
        """Whether the load balancer has a certificate."""
        return bool(self.certificate_arn)

    @property
    def listener_port(self) -> int:
        """The port on which the load balancer accepts orders."""
        return HTTPS if self.speaks_https else HTTP

    def violations(self) -> Iterator[str]:
        if bool(self.certificate_arn) != bool(self.domain_name):
            yield "certificate_arn and domain_name go together: set both or none."
        if self.waf_logs and not self.waf:
            yield "waf_logs has an effect only with a firewall: set waf to true."
        if self.gateway_logs_callers and not self.is_internal:
            yield "gateway_logs_callers needs an API Gateway, so a load_balancer that is internal."
        if self.gateway_checks_tokens and not self.is_internal:
            yield "gateway_checks_tokens needs an API Gateway, so a load_balancer that is internal."
