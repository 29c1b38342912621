import json
from typing import Any

import pytest

from infra.api import TRUSTED_PROXIES
from infra.gateway import CALLER_HEADER
from tests.infra.fronts import EVERYTHING, HTTPS, TOKENS, front
from tests.infra.program import ROOT, Program

pytestmark = pytest.mark.slow

CHECKED = TOKENS | {"gateway_checks_tokens": True, "task_network": "nat"}


def integration(program: Program) -> Any:
    return program.the("apigatewayv2/integration:Integration").inputs


def routes(program: Program) -> dict[str, Any]:
    return {each.inputs["routeKey"]: each.inputs for each in program.all("apigatewayv2/route:Route")}


@pytest.mark.parametrize("changes", [{}, HTTPS, EVERYTHING])
def test_every_request_goes_through_the_link_to_where_the_load_balancer_takes_orders(changes: dict[str, Any]) -> None:
    program = front(**changes)
    listener = program.by_arn(integration(program)["integrationUri"])
    assert listener.inputs["defaultActions"][0]["type"] == "forward"
    assert integration(program)["connectionType"] == "VPC_LINK"
    link = program.the("apigatewayv2/vpcLink:VpcLink")
    assert integration(program)["connectionId"] == link.inputs["name"]
    assert all(subnet.startswith("private-") for subnet in link.inputs["subnetIds"])
    assert {route["target"] for route in routes(program).values()} == {"integrations/order-api"}


def test_it_asks_the_load_balancer_for_its_certificate_if_there_is_one() -> None:
    assert "tlsConfig" not in integration(front())
    assert integration(front(**HTTPS))["tlsConfig"] == {"serverNameToVerify": HTTPS["domain_name"]}


def test_an_open_api_is_passed_on_whole(program: Program) -> None:
    assert {key: route["authorizationType"] for key, route in routes(program).items()} == {"$default": "NONE"}
    assert program.all("apigatewayv2/authorizer:Authorizer") == []


def test_where_it_checks_tokens_every_address_wants_one_but_those_that_the_api_leaves_open() -> None:
    program = front(**CHECKED)
    authorizer = program.the("apigatewayv2/authorizer:Authorizer").inputs
    assert authorizer["jwtConfiguration"] == {"issuer": TOKENS["jwt_issuer"], "audiences": [TOKENS["jwt_audience"]]}
    kinds = {key: route["authorizationType"] for key, route in routes(program).items()}
    assert kinds.pop("$default") == "JWT"
    assert routes(program)["$default"]["authorizerId"] == authorizer["name"]
    assert set(kinds.values()) == {"NONE"}
    assert not any("orders" in key for key in kinds)
    # CORS is the API's business: a browser asks before it sends the token.
    assert kinds.pop("OPTIONS /{proxy+}")
    urls = (ROOT / "api" / "urls.py").read_text()
    addresses = {key.removeprefix("GET /").removesuffix("/{proxy+}") for key in kinds}
    assert addresses == {"healthz", "readyz", "schema", "docs"}
    assert all(f'path("{address}' in urls for address in addresses)


def test_tokens_are_not_checked_unless_someone_says_whose_count() -> None:
    assert set(routes(front(**TOKENS))) == {"$default"}


def test_it_has_one_stage_at_its_root_with_a_limit() -> None:
    program = front(gateway_requests_per_second=7, gateway_burst=9)
    stage = program.the("apigatewayv2/stage:Stage").inputs
    assert stage["name"] == "$default"
    assert stage["autoDeploy"] is True
    assert stage["defaultRouteSettings"] == {"throttlingRateLimit": 7, "throttlingBurstLimit": 9}
    assert program.outputs["api_url"] == "https://dev-order-api.apigatewayv2.example"


def test_its_log_is_json_forgets_and_names_nobody(program: Program) -> None:
    log = program.the("apigatewayv2/stage:Stage").inputs["accessLogSettings"]
    group = program.by_arn(log["destinationArn"])
    assert group.inputs["retentionInDays"] == 14
    line = json.loads(log["format"])
    assert {"requestId", "routeKey", "status", "integrationError"} <= set(line)
    told = " ".join(line.values())
    assert not any(word in told for word in ("sourceIp", "userAgent", "claims", "header", "path", "query", "identity"))


def test_whom_the_api_takes_for_the_caller_no_caller_can_choose() -> None:
    program = front()
    appending = [program.the("lb/loadBalancer:LoadBalancer").inputs["xffHeaderProcessingMode"]]
    assert appending == ["append"] * TRUSTED_PROXIES
    assert not any("forwarded" in name for name in integration(program)["requestParameters"])


def test_the_firewall_hears_from_the_gateway_who_asks_and_from_nobody_else() -> None:
    program = front(**EVERYTHING)
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


def test_the_firewall_stands_before_the_load_balancer_and_measures_every_rule() -> None:
    program = front(**EVERYTHING)
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


def test_without_a_firewall_there_is_none(program: Program) -> None:
    assert [each for each in program.resources if "wafv2" in each.type] == []
