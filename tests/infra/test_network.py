import re
from ipaddress import IPv4Network

import pulumi
import pytest

from infra.network.addresses import subnets_of
from infra.settings import Settings
from tests.infra.program import Program, plan
from tests.infra.reach import Reach
from tests.infra.stacks import ENDPOINTS, EVERYTHING, OPTIONS, PRODUCTION

pytestmark = pytest.mark.slow

STACKS = {"public": {}, "nat": PRODUCTION, "nat in each zone": EVERYTHING, "endpoints": ENDPOINTS}

LINK, BALANCER, TASKS, INTERFACES = (
    "dev-order-api-link",
    "dev-order-api-balancer",
    "dev-order-api-tasks",
    "dev-endpoints",
)


@pytest.fixture(params=STACKS)
def stack(request: pytest.FixtureRequest) -> Program:
    return plan(**STACKS[request.param])


@pytest.fixture
def reach(stack: Program) -> Reach:
    return Reach(stack)


def subnets(program: Program, kind: str) -> list[str]:
    return [each.name for each in program.all("ec2/subnet:Subnet") if each.name.startswith(kind)]


def test_only_the_load_balancer_reaches_a_task(reach: Reach) -> None:
    assert reach.into(TASKS) == {(BALANCER, 8000)}
    assert reach.is_open(BALANCER, TASKS)


def test_the_load_balancer_reaches_only_the_tasks(reach: Reach) -> None:
    assert reach.out_of(BALANCER) == {(TASKS, 8000)}


def test_the_gateways_link_reaches_the_load_balancer_and_nothing_reaches_the_link() -> None:
    reach = Reach(plan(**EVERYTHING))
    assert reach.into(LINK) == set()
    assert {target for target, _ in reach.out_of(LINK)} == {BALANCER}
    assert reach.is_open(LINK, BALANCER)


@pytest.mark.parametrize(
    ("changes", "clients"),
    [
        (ENDPOINTS, set()),
        ({}, {("0.0.0.0/0", 80)}),
        (OPTIONS, {("203.0.113.0/24", 80), ("198.51.100.7/32", 80)}),
    ],
)
def test_clients_reach_an_internet_facing_load_balancer_only(changes: dict, clients: set) -> None:
    assert Reach(plan(**changes)).into(BALANCER) - {(LINK, 80)} == clients


def test_a_security_group_has_no_inline_rules(stack: Program) -> None:
    groups = [*stack.all("ec2/securityGroup:SecurityGroup"), stack.the("ec2/defaultSecurityGroup:DefaultSecurityGroup")]
    assert [group.name for group in groups if {"ingress", "egress"} & set(group.inputs)] == []


def test_every_rule_has_a_description_of_characters_that_aws_accepts(stack: Program) -> None:
    texts = [
        resource.inputs["description"]
        for resource in stack.resources
        if re.match("aws:(ec2/securityGroup|vpc/securityGroup)", resource.type)
    ]
    assert len(texts) > 6
    assert [text for text in texts if not re.fullmatch(r"[a-zA-Z0-9 ._:/()#,@\[\]+=&;{}!$*-]{1,255}", text)] == []


def test_a_task_reaches_dynamodb_and_its_image_inside_awss_network(stack: Program, reach: Reach) -> None:
    assert {("pl-dynamodb", 443), ("pl-s3", 443)} <= reach.out_of(TASKS)
    for subnet in subnets(stack, ""):
        assert reach.services_by_route(subnet) == {"dynamodb", "s3"}


def test_a_task_connects_only_by_https(reach: Reach) -> None:
    assert {port for _, port in reach.out_of(TASKS)} == {443}


def test_only_public_subnets_have_a_direct_route_to_the_internet(stack: Program, reach: Reach) -> None:
    assert {reach.default_route(subnet) for subnet in subnets(stack, "public")} == {"internet network"}
    for subnet in subnets(stack, "private"):
        assert (reach.default_route(subnet) or "nat").startswith("nat")


def test_with_endpoints_no_private_subnet_reaches_the_internet() -> None:
    program = plan(**ENDPOINTS)
    reach = Reach(program)
    assert {reach.default_route(subnet) for subnet in subnets(program, "private")} == {None}
    assert reach.out_of(TASKS) == {("pl-dynamodb", 443), ("pl-s3", 443), (INTERFACES, 443)}
    assert reach.into(INTERFACES) == {(TASKS, 443)}
    assert reach.out_of(INTERFACES) == set()


def test_with_endpoints_a_task_reaches_every_service_that_it_needs_to_start() -> None:
    interfaces = [
        each.inputs
        for each in plan(**ENDPOINTS).all("ec2/vpcEndpoint:VpcEndpoint")
        if each.inputs["vpcEndpointType"] == "Interface"
    ]
    assert {each["serviceName"].removeprefix("com.amazonaws.us-west-2.") for each in interfaces} == {
        "ecr.api",
        "ecr.dkr",
        "logs",
        "ssm",
    }
    for each in interfaces:
        assert each["privateDnsEnabled"] is True
        assert each["subnetIds"] == ["private-a", "private-b"]
        assert each["securityGroupIds"] == [INTERFACES]


def test_one_nat_gateway_serves_every_zone_or_each_its_own() -> None:
    one, each_zone = (Reach(plan(**settings)) for settings in (PRODUCTION, EVERYTHING))
    assert {one.default_route(f"private-{zone}") for zone in "ab"} == {"nat nat-a"}
    assert [each_zone.default_route(f"private-{zone}") for zone in "abc"] == ["nat nat-a", "nat nat-b", "nat nat-c"]
    gateways = each_zone.program.all("ec2/natGateway:NatGateway")
    assert [(each.name, each.inputs["subnetId"]) for each in gateways] == [
        (f"nat-{zone}", f"public-{zone}") for zone in "abc"
    ]
    assert len({each.inputs["allocationId"] for each in gateways}) == 3


def test_the_dev_stack_has_no_network_resource_that_costs_by_the_hour() -> None:
    program = plan()
    assert program.all("ec2/natGateway:NatGateway") == program.all("ec2/eip:Eip") == []
    assert {each.inputs["vpcEndpointType"] for each in program.all("ec2/vpcEndpoint:VpcEndpoint")} == {"Gateway"}


def test_an_internet_facing_load_balancer_is_created_after_the_internet_gateway(program: Program) -> None:
    (public,) = [each for each in program.all("ec2/route:Route") if each.inputs.get("gatewayId")]
    assert public.urn in program.the("lb/loadBalancer:LoadBalancer").dependencies


def test_no_task_starts_before_the_whole_network_exists(stack: Program) -> None:
    kinds = ("ec2/route", "ec2/vpcEndpoint", "vpc/securityGroup", "ec2/natGateway", "ec2/internetGateway")
    network = {each.urn for each in stack.resources if each.type.removeprefix("aws:").startswith(kinds)}
    assert network
    assert network - stack.the("ecs/service:Service").dependencies == set()


def test_the_schedule_starts_no_task_before_the_whole_network_exists() -> None:
    stack = plan(**ENDPOINTS | {"reconcile_schedule": "rate(1 day)"})
    network = {each.urn for each in stack.all("ec2/vpcEndpoint:VpcEndpoint") + stack.all("ec2/route:Route")}
    assert network - stack.the("scheduler/schedule:Schedule").dependencies == set()


IN_USE = ("apigatewayv2/vpcLink:VpcLink", "ec2/securityGroup:SecurityGroup", "lb/targetGroup:TargetGroup")
"""The types that AWS does not delete while another resource uses them."""


@pytest.mark.parametrize("kind", IN_USE)
def test_the_replacement_of_a_resource_in_use_is_created_before_the_old_one_is_deleted(kind: str) -> None:
    found = plan(**EVERYTHING).all(kind)
    assert found
    for each in found:
        has_its_own_name = "name" not in each.inputs and each.inputs.get("namePrefix")
        assert has_its_own_name or each.deletes_before_replacing is False, each.name


@pytest.mark.parametrize("kind", ["ec2/internetGateway:InternetGateway", "ec2/eip:Eip", "lb/loadBalancer:LoadBalancer"])
def test_what_cannot_move_to_another_network_is_replaced_with_it(kind: str) -> None:
    program = plan(**EVERYTHING)
    network = program.the("ec2/vpc:Vpc").urn
    assert program.all(kind)
    assert [each.name for each in program.all(kind) if network not in each.is_replaced_with] == []


def test_no_subnet_assigns_public_addresses(stack: Program) -> None:
    assert {each.inputs["mapPublicIpOnLaunch"] for each in stack.all("ec2/subnet:Subnet")} == {False}


def test_a_subnets_zone_is_chosen_by_its_id_which_is_the_same_in_every_account(stack: Program) -> None:
    zones = {each.inputs["availabilityZoneId"] for each in stack.all("ec2/subnet:Subnet")}
    assert zones in ({"usw2-az1", "usw2-az2"}, {"usw2-az1", "usw2-az2", "usw2-az3"})
    assert not any("availabilityZone" in each.inputs for each in stack.all("ec2/subnet:Subnet"))


@pytest.mark.parametrize(
    ("region", "zones"),
    [
        ("us-west-2", ("usw2-az1", "usw2-az2")),
        ("us-west-1", ("usw1-az1", "usw1-az3")),
        ("eu-central-1", ("euc1-az1", "euc1-az2")),
        ("ap-southeast-2", ("apse2-az1", "apse2-az2")),
        ("ap-northeast-1", ("apne1-az1", "apne1-az2")),
        ("us-gov-west-1", ("usgw1-az1", "usgw1-az2")),
    ],
)
def test_a_region_has_two_zones_with_vpc_links_by_default(region: str, zones: tuple[str, ...]) -> None:
    assert Settings(stack="dev", region=region).zones == zones


def test_a_zone_without_vpc_links_is_rejected() -> None:
    with pytest.raises(pulumi.RunError, match=r"availability_zones must be zones in which .* VPC links, not use1-az3"):
        Settings(stack="dev", region="us-east-1", availability_zones=["use1-az1", "use1-az3"])


@pytest.mark.parametrize("prefix", range(16, 23))
def test_subnets_do_not_overlap_and_are_large_enough_for_a_load_balancer(prefix: int) -> None:
    vpc = IPv4Network(f"10.64.0.0/{prefix}")
    networks = [IPv4Network(cidr) for half in subnets_of(str(vpc), "abc") for cidr in half.values()]
    assert len(networks) == 6
    assert all(network.subnet_of(vpc) and network.prefixlen <= 27 for network in networks)
    assert not any(one.overlaps(other) for one in networks for other in networks if one is not other)


def test_a_third_zone_moves_no_subnet() -> None:
    two, three = (subnets_of("10.0.0.0/16", zones) for zones in ("ab", "abc"))
    for before, after in zip(two, three, strict=True):
        assert before.items() <= after.items()


def test_the_flow_log_has_a_retention_period_and_may_write_only_to_its_group() -> None:
    program = plan(**OPTIONS)
    log, group = (
        program.the("ec2/flowLog:FlowLog"),
        program.one("cloudwatch/logGroup:LogGroup", "/vpc/dev-order-flow-log"),
    )
    assert log.inputs["trafficType"] == "ALL"
    assert log.inputs["logDestination"] == group.arn
    assert log.inputs["iamRoleArn"] == program.one("iam/role:Role", "dev-order-flow-log").arn
    assert group.inputs["retentionInDays"] == 14
    (statement,) = program.statements_of("dev-order-flow-log")
    assert statement["Resource"] == f"{group.arn}:*"
    assert plan().all("ec2/flowLog:FlowLog") == []
