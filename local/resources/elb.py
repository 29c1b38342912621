"""The load balancer, which forwards no requests here: its DNS name is the API's own address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local.emulator import Aws
from local.resources.created import Created, Inputs, unique_name


def create_load_balancer(aws: Aws, inputs: Inputs) -> Created:
    """Create a load balancer in its subnets."""
    balancers = aws.client("elbv2")
    arn: str = balancers.create_load_balancer(
        Name=inputs["name"],
        Type=inputs["loadBalancerType"],
        Scheme="internal" if inputs["internal"] else "internet-facing",
        Subnets=inputs["subnets"],
        SecurityGroups=inputs["securityGroups"],
    )["LoadBalancers"][0]["LoadBalancerArn"]
    attributes = {
        "idle_timeout.timeout_seconds": int(inputs["idleTimeout"]),
        "routing.http.drop_invalid_header_fields.enabled": inputs["dropInvalidHeaderFields"],
        "routing.http.desync_mitigation_mode": inputs["desyncMitigationMode"],
        "routing.http.xff_header_processing.mode": inputs["xffHeaderProcessingMode"],
        "deletion_protection.enabled": inputs["enableDeletionProtection"],
    }
    balancers.modify_load_balancer_attributes(LoadBalancerArn=arn, Attributes=_attributes(attributes))
    return Created(
        arn, {"arn": arn, "arnSuffix": arn.partition("loadbalancer/")[2], "dnsName": f"localhost:{aws.ports.api}"}
    )


def create_target_group(aws: Aws, inputs: Inputs) -> Created:
    """Create a target group with its health check."""
    balancers = aws.client("elbv2")
    check = inputs["healthCheck"]
    arn: str = balancers.create_target_group(
        Name=unique_name(inputs),
        Protocol=inputs["protocol"],
        Port=int(inputs["port"]),
        VpcId=inputs["vpcId"],
        TargetType=inputs["targetType"],
        HealthCheckPath=check["path"],
        HealthCheckProtocol=check["protocol"],
        HealthCheckIntervalSeconds=int(check["interval"]),
        HealthCheckTimeoutSeconds=int(check["timeout"]),
        HealthyThresholdCount=int(check["healthyThreshold"]),
        UnhealthyThresholdCount=int(check["unhealthyThreshold"]),
        Matcher={"HttpCode": check["matcher"]},
    )["TargetGroups"][0]["TargetGroupArn"]
    delay = {"deregistration_delay.timeout_seconds": int(inputs["deregistrationDelay"])}
    balancers.modify_target_group_attributes(TargetGroupArn=arn, Attributes=_attributes(delay))
    return Created(arn, {"arn": arn, "arnSuffix": arn[arn.index("targetgroup/") :]})


def create_listener(aws: Aws, inputs: Inputs) -> Created:
    """Create a listener with its default actions."""
    tls: dict[str, Any] = {}
    if "certificateArn" in inputs:
        tls = {"SslPolicy": inputs["sslPolicy"], "Certificates": [{"CertificateArn": inputs["certificateArn"]}]}
    arn = aws.client("elbv2").create_listener(
        LoadBalancerArn=inputs["loadBalancerArn"],
        Port=int(inputs["port"]),
        Protocol=inputs["protocol"],
        DefaultActions=[_action(action) for action in inputs["defaultActions"]],
        **tls,
    )["Listeners"][0]["ListenerArn"]
    return Created(arn, {"arn": arn})


def _action(action: Mapping[str, Any]) -> dict[str, Any]:
    if action["type"] == "forward":
        return {"Type": "forward", "TargetGroupArn": action["targetGroupArn"]}
    to = action["redirect"]
    redirect = {"Protocol": to["protocol"], "Port": to["port"], "StatusCode": to["statusCode"]}
    return {"Type": "redirect", "RedirectConfig": redirect}


def _attributes(values: Mapping[str, Any]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": str(value).lower()} for key, value in values.items()]
