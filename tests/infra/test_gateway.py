import json
from typing import Any

import pytest

from infra.api import TRUSTED_PROXIES
from infra.gateway import CALLER_HEADER
from tests.infra.program import ROOT, Program, plan
from tests.infra.stacks import EVERYTHING, HTTPS, OPTIONS, PRODUCTION, TOKENS

pytestmark = pytest.mark.slow


def integration(program: Program) -> Any:
    return program.the("apigatewayv2/integration:Integration").inputs


def routes(program: Program) -> dict[str, Any]:
    return {each.inputs["routeKey"]: each.inputs for each in program.all("apigatewayv2/route:Route")}


INTERNAL = {"load_balancer": "internal"}
WITH_OPTIONS = OPTIONS | INTERNAL | {"gateway_logs_callers": True}


@pytest.fixture(scope="module")
def program() -> Program:
    """The dev stack with a gateway."""
    return plan(**INTERNAL)


@pytest.mark.parametrize("changes", [{}, HTTPS])
def test_a_load_balancer_that_faces_the_internet_is_the_only_entrance(changes: dict[str, Any]) -> None:
    program = plan(**changes)
    assert [each.name for each in program.resources if "apigatewayv2" in each.type] == []
    assert program.outputs["alb_dns_name"] == "dev-order-api.lb.example"
    assert program.outputs["api_url"] == (
        f"https://{HTTPS['domain_name']}" if changes else "http://dev-order-api.lb.example"
    )


def test_a_firewall_before_the_internet_limits_each_address_that_connects() -> None:
    rules = plan(waf=True).the("wafv2/webAcl:WebAcl").inputs["rules"]
    (limit,) = [each["statement"] for each in rules if "rateBasedStatement" in each["statement"]]
    assert limit["rateBasedStatement"] == {"aggregateKeyType": "IP", "evaluationWindowSec": 300, "limit": 3000}


@pytest.mark.parametrize("changes", [INTERNAL, EVERYTHING])
def test_every_request_goes_through_the_link_to_the_load_balancers_forwarding_listener(changes: dict[str, Any]) -> None:
    program = plan(**changes)
    listener = program.by_arn(integration(program)["integrationUri"])
    assert listener.inputs["defaultActions"][0]["type"] == "forward"
    assert integration(program)["connectionType"] == "VPC_LINK"
    link = program.the("apigatewayv2/vpcLink:VpcLink")
    assert integration(program)["connectionId"] == link.inputs["name"]
    assert all(subnet.startswith("private-") for subnet in link.inputs["subnetIds"])
    assert {route["target"] for route in routes(program).values()} == {"integrations/order-api"}


def test_the_gateway_verifies_the_load_balancers_certificate_if_there_is_one() -> None:
    assert "tlsConfig" not in integration(plan(**INTERNAL))
    assert integration(plan(**EVERYTHING))["tlsConfig"] == {"serverNameToVerify": HTTPS["domain_name"]}


def test_an_open_api_has_one_route_for_all_requests(program: Program) -> None:
    assert {key: route["authorizationType"] for key, route in routes(program).items()} == {"$default": "NONE"}
    assert program.all("apigatewayv2/authorizer:Authorizer") == []


def test_with_token_checks_every_route_requires_one_except_those_that_the_api_leaves_open() -> None:
    program = plan(**EVERYTHING)
    authorizer = program.the("apigatewayv2/authorizer:Authorizer").inputs
    assert authorizer["jwtConfiguration"] == {"issuer": TOKENS["jwt_issuer"], "audiences": [TOKENS["jwt_audience"]]}
    kinds = {key: route["authorizationType"] for key, route in routes(program).items()}
    assert kinds.pop("$default") == "JWT"
    assert routes(program)["$default"]["authorizerId"] == authorizer["name"]
    assert set(kinds.values()) == {"NONE"}
    assert not any("orders" in key for key in kinds)
    # The API answers CORS preflight requests, which carry no token.
    assert kinds.pop("OPTIONS /{proxy+}")
    urls = (ROOT / "api" / "urls.py").read_text()
    paths = {key.removeprefix("GET /").removesuffix("/{proxy+}") for key in kinds}
    assert paths == {"healthz", "readyz", "schema", "docs"}
    assert all(f'path("{path}' in urls for path in paths)


def test_token_settings_alone_do_not_make_the_gateway_check_tokens() -> None:
    assert set(routes(plan(**PRODUCTION))) == {"$default"}


def test_the_gateway_has_one_default_stage_with_the_configured_limits() -> None:
    program = plan(**WITH_OPTIONS)
    stage = program.the("apigatewayv2/stage:Stage").inputs
    assert stage["name"] == "$default"
    assert stage["autoDeploy"] is True
    assert stage["defaultRouteSettings"] == {"throttlingRateLimit": 7, "throttlingBurstLimit": 9}
    assert program.outputs["api_url"] == "https://dev-order-api.apigatewayv2.example"


def test_the_access_log_is_json_with_a_retention_period_and_no_personal_data(program: Program) -> None:
    log = program.the("apigatewayv2/stage:Stage").inputs["accessLogSettings"]
    group = program.by_arn(log["destinationArn"])
    assert group.inputs["retentionInDays"] == 14
    line = json.loads(log["format"])
    assert {"requestId", "routeKey", "status", "integrationError"} <= set(line)
    fields = " ".join(line.values())
    assert not any(
        word in fields for word in ("sourceIp", "userAgent", "claims", "header", "path", "query", "identity")
    )


def test_only_the_setting_adds_the_callers_address_to_the_access_log(program: Program) -> None:
    def line(program: Program) -> dict[str, str]:
        return json.loads(program.the("apigatewayv2/stage:Stage").inputs["accessLogSettings"]["format"])

    added = {"sourceIp": "$context.identity.sourceIp"}
    assert line(plan(**WITH_OPTIONS)) == line(program) | added


def test_the_firewall_logs_requests_for_a_week_without_credentials_and_query() -> None:
    program = plan(**EVERYTHING)
    logging = program.the("wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration").inputs
    (group,) = [program.by_arn(arn) for arn in logging["logDestinationConfigs"]]
    assert logging["resourceArn"] == program.the("wafv2/webAcl:WebAcl").arn
    assert group.inputs["name"] == "aws-waf-logs-dev-order-api"
    assert group.inputs["retentionInDays"] == 7
    assert logging["redactedFields"] == [
        {"singleHeader": {"name": "authorization"}},
        {"singleHeader": {"name": "cookie"}},
        {"queryString": {}},
    ]
    assert plan(**PRODUCTION).all("wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration") == []


def test_a_caller_cannot_forge_its_address() -> None:
    program = plan(**INTERNAL)
    appending = [program.the("lb/loadBalancer:LoadBalancer").inputs["xffHeaderProcessingMode"]]
    assert appending == ["append"] * TRUSTED_PROXIES
    assert not any("forwarded" in name for name in integration(program)["requestParameters"])


def test_the_firewall_trusts_the_caller_header_only_from_inside_the_network() -> None:
    program = plan(**EVERYTHING)
    mapping = {f"overwrite:header.{CALLER_HEADER}": "$context.identity.sourceIp"}
    assert integration(program)["requestParameters"] == mapping
    limits = [
        rule["statement"]["rateBasedStatement"]
        for rule in program.the("wafv2/webAcl:WebAcl").inputs["rules"]
        if "rateBasedStatement" in rule["statement"]
    ]
    direct, through = limits
    network = {"ipSetReferenceStatement": {"arn": program.the("wafv2/ipSet:IpSet").arn}}
    assert program.the("wafv2/ipSet:IpSet").inputs["addresses"] == ["10.0.0.0/16"]
    assert direct["aggregateKeyType"] == "IP"
    assert direct["scopeDownStatement"] == {"notStatement": {"statements": [network]}}
    assert through["aggregateKeyType"] == "FORWARDED_IP"
    assert through["forwardedIpConfig"]["headerName"] == CALLER_HEADER
    assert through["scopeDownStatement"] == network
    assert {limit["limit"] for limit in limits} == {3000}


def test_the_firewall_protects_the_load_balancer_and_emits_a_metric_for_every_rule() -> None:
    program = plan(**EVERYTHING)
    firewall = program.the("wafv2/webAcl:WebAcl")
    association = program.the("wafv2/webAclAssociation:WebAclAssociation").inputs
    assert association == {
        "resourceArn": program.the("lb/loadBalancer:LoadBalancer").arn,
        "webAclArn": firewall.arn,
    }
    rules = firewall.inputs["rules"]
    assert [rule["priority"] for rule in rules] == list(range(len(rules)))
    managed = [rule["statement"].get("managedRuleGroupStatement", {}).get("name") for rule in rules]
    assert {"AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"} < set(managed)
    assert "AWSManagedRulesAmazonIpReputationList" in managed
    assert all(rule["visibilityConfig"]["cloudwatchMetricsEnabled"] for rule in rules)
    assert not any(rule["visibilityConfig"]["sampledRequestsEnabled"] for rule in rules)


def test_a_stack_without_waf_declares_no_firewall(program: Program) -> None:
    assert [each for each in program.resources if "wafv2" in each.type] == []
