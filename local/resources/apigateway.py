"""The HTTP API, which the emulator really serves: what it gets it passes on to the API on this machine."""

from __future__ import annotations

from typing import Any

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_api(aws: Aws, inputs: Inputs) -> Created:
    """An HTTP API; its address is a path of the emulator's, as not every machine finds a host under ``localhost``.

    The stage is named, as without it the emulator drops the slash at the end of a path of one part, and escaped, as a
    shell would take it for a variable.
    """
    api = aws.client("apigatewayv2").create_api(
        Name=inputs["name"], ProtocolType=inputs["protocolType"], Description=inputs["description"]
    )["ApiId"]
    return Created(api, {"apiEndpoint": f"{aws.ports.aws_url}/_aws/execute-api/{api}/%24default"})


def create_integration(aws: Aws, inputs: Inputs) -> Created:
    """Where requests go: to the API itself, as the emulator has no link into a network, with their path behind it."""
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
    """Whose tokens count."""
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
    """Which requests go there, and whether they need a token."""
    guarded = {"AuthorizerId": inputs["authorizerId"]} if "authorizerId" in inputs else {}
    route = aws.client("apigatewayv2").create_route(
        ApiId=inputs["apiId"],
        RouteKey=inputs["routeKey"],
        Target=inputs["target"],
        AuthorizationType=inputs["authorizationType"],
        **guarded,
    )
    return Created(route["RouteId"])


def create_stage(aws: Aws, inputs: Inputs) -> Created:
    """The API as it is published."""
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
