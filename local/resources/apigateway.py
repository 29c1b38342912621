"""The HTTP API, which the emulator serves: it forwards requests to the API on this machine."""

from __future__ import annotations

from typing import Any

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_api(aws: Aws, inputs: Inputs) -> Created:
    """Create an HTTP API.

    Its URL is a path of the emulator, because not every machine resolves subdomains of ``localhost``.  The path has
    the stage in it, because without it the emulator drops the trailing slash of a path with one segment.  The stage's
    ``$`` is escaped, because a shell would expand it.
    """
    api = aws.client("apigatewayv2").create_api(
        Name=inputs["name"], ProtocolType=inputs["protocolType"], Description=inputs["description"]
    )["ApiId"]
    return Created(api, {"apiEndpoint": f"{aws.ports.aws_url}/_aws/execute-api/{api}/%24default"})


def create_integration(aws: Aws, inputs: Inputs) -> Created:
    """Create an integration that calls the API directly: the emulator has no VPC link."""
    integration = aws.client("apigatewayv2").create_integration(
        ApiId=inputs["apiId"],
        IntegrationType=inputs["integrationType"],
        IntegrationMethod=inputs["integrationMethod"],
        IntegrationUri=aws.ports.api_url,
        PayloadFormatVersion=inputs["payloadFormatVersion"],
        RequestParameters=inputs["requestParameters"],
        TimeoutInMillis=int(inputs["timeoutMilliseconds"]),
    )
    return Created(integration["IntegrationId"])


def create_authorizer(aws: Aws, inputs: Inputs) -> Created:
    """Create an authorizer that accepts the issuer's tokens."""
    configuration = inputs["jwtConfiguration"]
    authorizer = aws.client("apigatewayv2").create_authorizer(
        ApiId=inputs["apiId"],
        Name=inputs["name"],
        AuthorizerType=inputs["authorizerType"],
        IdentitySource=inputs["identitySources"],
        JwtConfiguration={"Issuer": configuration["issuer"], "Audience": configuration["audiences"]},
    )
    return Created(authorizer["AuthorizerId"])


def create_route(aws: Aws, inputs: Inputs) -> Created:
    """Create a route, with its authorizer if it has one."""
    authorizer = {"AuthorizerId": inputs["authorizerId"]} if "authorizerId" in inputs else {}
    route = aws.client("apigatewayv2").create_route(
        ApiId=inputs["apiId"],
        RouteKey=inputs["routeKey"],
        Target=inputs["target"],
        AuthorizationType=inputs["authorizationType"],
        **authorizer,
    )
    return Created(route["RouteId"])


def create_stage(aws: Aws, inputs: Inputs) -> Created:
    """Create the stage that publishes the API."""
    limits, log = inputs["defaultRouteSettings"], inputs["accessLogSettings"]
    settings: dict[str, Any] = {
        "ThrottlingRateLimit": limits["throttlingRateLimit"],
        "ThrottlingBurstLimit": int(limits["throttlingBurstLimit"]),
    }
    aws.client("apigatewayv2").create_stage(
        ApiId=inputs["apiId"],
        StageName=inputs["name"],
        AutoDeploy=inputs["autoDeploy"],
        DefaultRouteSettings=settings,
        AccessLogSettings={"DestinationArn": log["destinationArn"], "Format": log["format"]},
    )
    return Created(inputs["name"])
