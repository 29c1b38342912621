"""The emulated API Gateway forwards requests, and the emulator accepts every network that the program can declare."""

from collections.abc import Iterator

import pytest
import requests

from local.api_client import ORDER, ApiClient
from local.configuration import stack_config
from local.deployment import Deployment, deploy
from local.emulator import Aws, emulator
from local.ports import Ports
from local.system import LocalSystem
from local.system_reader import SystemReader
from tests.infra.stacks import ENDPOINTS, EVERYTHING

pytestmark = pytest.mark.slow


@pytest.fixture
def gateway(system: LocalSystem) -> ApiClient:
    return ApiClient(system.output("api_url"))


def test_an_order_placed_through_the_gateway_can_be_read_through_it(
    system: LocalSystem, gateway: ApiClient, client: ApiClient, reader: SystemReader
) -> None:
    placed = gateway.place(ORDER)

    assert gateway.api_url.startswith(system.aws.ports.aws_url)
    assert gateway.read(placed["order_id"])["order_id"] == placed["order_id"]
    assert client.read(placed["order_id"])["order_id"] == placed["order_id"]
    assert reader.item("orders_table", order_id=placed["order_id"]) is not None


def test_a_rejection_and_a_query_pass_through_the_gateway(gateway: ApiClient) -> None:
    rejection = requests.post(f"{gateway.api_url}/orders/", json={}, timeout=120)
    page = requests.get(f"{gateway.api_url}/orders/", params={"limit": 1}, timeout=120)

    assert rejection.status_code == 400
    assert rejection.json()["type"] == "urn:order-api:problem:invalid-order"
    assert page.status_code == 200
    assert len(page.json()["orders"]) == 1


def test_the_load_balancers_name_is_the_apis_address(system: LocalSystem) -> None:
    assert requests.get(f"http://{system.output('alb_dns_name')}/healthz", timeout=120).ok


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    with emulator(
        Ports.unused(), "us-west-2", tmp_path_factory.mktemp("front"), enforce_iam=True, wait_scale=1
    ) as running:
        yield running


@pytest.fixture(scope="module", params=[("full", EVERYTHING), ("endpoints", ENDPOINTS)], ids=lambda param: param[0])
def deployment(request: pytest.FixtureRequest, aws: Aws) -> Deployment:
    """A stack with most optional resources, and one without internet access."""
    stack, changes = request.param
    return deploy(aws, stack_config("dev") | {f"order-processing:{key}": changes[key] for key in changes}, stack)


def test_the_emulator_accepts_the_service_and_its_load_balancer(aws: Aws, deployment: Deployment) -> None:
    name = f"{deployment.stack}-order-api"
    (service,) = aws.client("ecs").describe_services(cluster=name, services=[name])["services"]
    (balancer,) = aws.client("elbv2").describe_load_balancers(Names=[name])["LoadBalancers"]
    network = service["networkConfiguration"]["awsvpcConfiguration"]

    assert network["assignPublicIp"] == "DISABLED"
    assert balancer["Scheme"] == "internal"
    assert set(network["subnets"]) == {zone["SubnetId"] for zone in balancer["AvailabilityZones"]}


def test_only_the_load_balancer_may_connect_to_a_task(aws: Aws, deployment: Deployment) -> None:
    groups = aws.client("ec2").describe_security_groups()["SecurityGroups"]
    names = {group["GroupName"]: group for group in groups if group["GroupName"] != "default"}
    tasks, balancer = (
        next(group for name, group in names.items() if name.startswith(f"{deployment.stack}-order-api-{kind}-"))
        for kind in ("tasks", "balancer")
    )
    (default,) = [group for group in groups if group["GroupName"] == "default" and group["VpcId"] == tasks["VpcId"]]

    (ingress,) = tasks["IpPermissions"]
    assert (ingress["FromPort"], ingress["ToPort"], ingress["IpRanges"]) == (8000, 8000, [])
    assert [pair["GroupId"] for pair in ingress["UserIdGroupPairs"]] == [balancer["GroupId"]]
    assert not any(each["IpProtocol"] == "-1" for each in tasks["IpPermissionsEgress"])
    assert default["IpPermissions"] == default["IpPermissionsEgress"] == []
