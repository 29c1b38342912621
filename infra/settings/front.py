"""The front: how a request comes in, and what is refused before it reaches the API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from infra.settings.network import ANYWHERE, ipv4_network
from infra.settings.values import READ, broken, texts

INTERNET_FACING, INTERNAL = "internet-facing", "internal"

HTTP, HTTPS = 80, 443
"""The ports."""

_CERTIFICATE = re.compile(r"arn:aws[\w-]*:acm:[\w-]+:\d{12}:certificate/[\w-]+")
_DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")

_RATE_LIMITS = range(10, 2_000_000_001)
"""https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html"""


@dataclass(frozen=True, kw_only=True)
class FrontSettings:
    """What holds for the load balancer, the API Gateway and the firewall."""

    load_balancer: str = INTERNAL
    """``internal`` behind the API Gateway, which is then the only way in, or ``internet-facing``."""

    load_balancer_cidrs: tuple[str, ...] = field(default=(ANYWHERE,), metadata={READ: texts("load_balancer_cidrs")})
    """Whom an internet-facing load balancer lets in."""

    certificate_arn: str = ""
    """The certificate, of this region, with which the load balancer speaks HTTPS; without one it speaks HTTP."""

    domain_name: str = ""
    """The name for which the certificate is made out; the API Gateway asks the load balancer for it."""

    gateway_requests_per_second: int = 100
    gateway_burst: int = 200
    """How many requests of all callers together the API Gateway lets pass, lastingly and at once."""

    gateway_checks_tokens: bool = False
    """Whether the API Gateway, too, refuses a request without a good token.  It knows RS256, RS384 and RS512 only, and
    its refusals are no problem details; the API checks every token in any case."""

    waf: bool = False
    """Whether a web application firewall stands before the load balancer."""

    waf_requests_per_five_minutes: int = 3000
    """How many one address may send in five minutes before the firewall refuses it."""

    @property
    def is_internal(self) -> bool:
        """Whether nobody but the API Gateway reaches the load balancer."""
        return self.load_balancer == INTERNAL

    @property
    def speaks_https(self) -> bool:
        """Whether the load balancer has a certificate."""
        return bool(self.certificate_arn)

    @property
    def listener_port(self) -> int:
        """Where the load balancer takes orders."""
        return HTTPS if self.speaks_https else HTTP

    def complaints(self) -> Iterator[str]:
        """What is wrong with them."""
        yield from broken(
            (
                "load_balancer",
                self.load_balancer,
                f"{INTERNAL} or {INTERNET_FACING}",
                self.load_balancer in {INTERNAL, INTERNET_FACING},
            ),
            (
                "load_balancer_cidrs",
                list(self.load_balancer_cidrs),
                "a list of IPv4 networks, such as [203.0.113.0/24]",
                self.load_balancer_cidrs and all(ipv4_network(cidr) for cidr in self.load_balancer_cidrs),
            ),
            (
                "certificate_arn",
                self.certificate_arn,
                "the ARN of a certificate of AWS Certificate Manager",
                not self.certificate_arn or _CERTIFICATE.fullmatch(self.certificate_arn),
            ),
            (
                "domain_name",
                self.domain_name,
                "a host's name, such as orders.example.com",
                not self.domain_name or _DOMAIN.fullmatch(self.domain_name),
            ),
            (
                "gateway_requests_per_second",
                self.gateway_requests_per_second,
                "a whole number from 1",
                self.gateway_requests_per_second >= 1,
            ),
            ("gateway_burst", self.gateway_burst, "a whole number from 1", self.gateway_burst >= 1),
            (
                "waf_requests_per_five_minutes",
                self.waf_requests_per_five_minutes,
                "from 10 to 2000000000",
                self.waf_requests_per_five_minutes in _RATE_LIMITS,
            ),
        )
        if bool(self.certificate_arn) != bool(self.domain_name):
            yield "certificate_arn and domain_name go together: set both or none."
