"""The HTTP API in front of an internal load balancer: with HTTPS, a rate limit and an access log."""

from __future__ import annotations

import json

import pulumi
import pulumi_aws as aws

from infra.load_balancer import LoadBalancer
from infra.network import Network
from infra.settings import Settings

CALLER_HEADER = "x-caller-address"
"""The header in which the gateway passes the caller's address to the firewall.

An HTTP API passes it by default only in ``Forwarded``, and cannot set X-Forwarded-For.
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
"""

DEFAULT_ROUTE = "$default"

OPEN_ROUTES = (
    "GET /healthz",
    "GET /readyz",
    "GET /schema",
    "GET /schema/{proxy+}",
    "GET /docs",
    "GET /docs/{proxy+}",
    "OPTIONS /{proxy+}",
)
"""The routes without a token check: health, the API's description and its page, and CORS preflight requests.

A route cannot end in a slash; such a path matches the route without it, or a greedy variable with an empty value.
https://github.com/aws-powertools/powertools-lambda-python/issues/1552
https://github.com/storacha/w3infra/pull/166
"""

LOG_LINE = {
    "requestId": "$context.requestId",
    "requestTime": "$context.requestTime",
    "routeKey": "$context.routeKey",
    "protocol": "$context.protocol",
    "status": "$context.status",
    "responseLength": "$context.responseLength",
    "responseLatency": "$context.responseLatency",
    "integrationStatus": "$context.integration.status",
    "integrationLatency": "$context.integration.latency",
    "integrationError": "$context.integration.error",
    "error": "$context.error.responseType",
    "authorizerError": "$context.authorizer.error",
}
"""A line of the access log, without address, token or query, as a query may name a customer."""


CALLER = {"sourceIp": "$context.identity.sourceIp"}
"""What ``gateway_logs_callers`` adds to the line."""


class Gateway(pulumi.ComponentResource):
    """The HTTP API, its only stage, and its VPC link into the network, where the load balancer is internal.

    A load balancer that faces the internet is itself the entrance: AWS documents VPC links only to internal ones.
    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
    """

    url: pulumi.Output[str]
    """The public address, the gateway's or the load balancer's, without a slash at the end."""

    api: aws.apigatewayv2.Api | None = None

    def __init__(
        self,
        settings: Settings,
        network: Network,
        load_balancer: LoadBalancer,
    ) -> None:
        super().__init__("order-processing:infra:Gateway", "gateway")
        self._child = pulumi.ResourceOptions(parent=self)
        self._stack_name = settings.name("order-api")
        if network.groups.link:
            self.api = self._api(settings, network, load_balancer, network.groups.link)
            self.url = self.api.api_endpoint
        else:
            self.url = load_balancer.url
        self.register_outputs({"url": self.url})

    def _api(
        self, settings: Settings, network: Network, load_balancer: LoadBalancer, group: aws.ec2.SecurityGroup
    ) -> aws.apigatewayv2.Api:
        api = aws.apigatewayv2.Api(
            "order-api",
            name=self._stack_name,
            protocol_type="HTTP",
            description="The order API",
            opts=self._child,
        )
        integration = self._integration(settings, api, network, load_balancer, group)
        self._routes(settings, api, pulumi.Output.concat("integrations/", integration.id))
        self._stage(settings, api)
        return api

    def _integration(
        self,
        settings: Settings,
        api: aws.apigatewayv2.Api,
        network: Network,
        load_balancer: LoadBalancer,
        group: aws.ec2.SecurityGroup,
    ) -> aws.apigatewayv2.Integration:
        link = aws.apigatewayv2.VpcLink(
            "order-api",
            name=self._stack_name,
            subnet_ids=[subnet.id for subnet in network.private_subnets],
            security_group_ids=[group.id],
            # A link in use cannot be deleted, and two links may have one name.
            opts=pulumi.ResourceOptions(parent=self, delete_before_replace=False),
        )
        return aws.apigatewayv2.Integration(
            "order-api",
            api_id=api.id,
            integration_type="HTTP_PROXY",
            integration_method="ANY",
            integration_uri=load_balancer.listener.arn,
            connection_type="VPC_LINK",
            connection_id=link.id,
            payload_format_version="1.0",
            timeout_milliseconds=29_000,  # just below the 30 s that API Gateway allows at most
            request_parameters={f"overwrite:header.{CALLER_HEADER}": "$context.identity.sourceIp"},
            tls_config={"server_name_to_verify": settings.domain_name} if settings.speaks_https else None,
            opts=self._child,
        )

    def _routes(self, settings: Settings, api: aws.apigatewayv2.Api, target: pulumi.Output[str]) -> None:
        """Forward every request to the API; with ``gateway_checks_tokens``, only open routes go without a token."""
        if not settings.gateway_checks_tokens:
            self._route(api, "all", DEFAULT_ROUTE, target)
            return
        authorizer = aws.apigatewayv2.Authorizer(
            "tokens",
            api_id=api.id,
            name=self._stack_name,
            authorizer_type="JWT",
            identity_sources=["$request.header.Authorization"],
            jwt_configuration={"issuer": settings.jwt_issuer, "audiences": [settings.jwt_audience]},
            opts=self._child,
        )
        self._route(api, "all", DEFAULT_ROUTE, target, authorizer)
        for number, key in enumerate(OPEN_ROUTES):
            self._route(api, f"open-{number}", key, target)

    def _route(
        self,
        api: aws.apigatewayv2.Api,
        name: str,
        key: str,
        target: pulumi.Output[str],
        authorizer: aws.apigatewayv2.Authorizer | None = None,
    ) -> None:
        aws.apigatewayv2.Route(
            name,
            api_id=api.id,
            route_key=key,
            target=target,
            authorization_type="JWT" if authorizer else "NONE",
            authorizer_id=authorizer.id if authorizer else None,
            opts=self._child,
        )

    def _stage(self, settings: Settings, api: aws.apigatewayv2.Api) -> None:
        # The resource policy for vended logs can grow too long; groups under this prefix do not add to it.
        # https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
        logs = aws.cloudwatch.LogGroup(
            "gateway",
            name=f"/aws/vendedlogs/apis/{self._stack_name}",
            retention_in_days=settings.log_retention_days,
            opts=self._child,
        )
        aws.apigatewayv2.Stage(
            "order-api",
            api_id=api.id,
            name="$default",
            auto_deploy=True,
            default_route_settings={
                "throttling_rate_limit": settings.gateway_requests_per_second,
                "throttling_burst_limit": settings.gateway_burst,
            },
            access_log_settings={
                "destination_arn": logs.arn,
                "format": json.dumps(LOG_LINE | (CALLER if settings.gateway_logs_callers else {})),
            },
            opts=self._child,
        )
