"""The system as Pulumi.prod.yaml protects it: with a key of its own, and every role inside the deployer's boundary.

The emulator keeps the key and encrypts nothing with it, but enforces the boundary.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from local.api_client import ORDER, ApiClient
from local.ports import Ports
from local.process import wait_until
from local.system import LocalSystem, local_system

WAIT_TIMEOUT_SECONDS = 60

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def protected() -> Iterator[LocalSystem]:
    changes = {
        "order-processing:customer_managed_key": True,
        "order-processing:github_repository": "example/order-processing",
    }
    with local_system(Ports.unused(), enforce_iam=True, wait_scale=0.1, changes=changes) as system:
        yield system


def client_of(system: LocalSystem, session: Mapping[str, str], service: str) -> Any:
    """A client with the credentials of a role's session."""
    return boto3.client(
        service,
        endpoint_url=system.aws.ports.aws_url,
        region_name=system.aws.region,
        aws_access_key_id=session["AccessKeyId"],
        aws_secret_access_key=session["SecretAccessKey"],
        aws_session_token=session["SessionToken"],
    )


@pytest.mark.parametrize(
    ("payment_method", "status"), [("tok_visa", "Completed"), ("tok_declined", "Failed"), ("tok_unavailable", "Failed")]
)
def test_the_boundary_keeps_no_role_from_its_work(protected: LocalSystem, payment_method: str, status: str) -> None:
    client = ApiClient(protected.api_url)
    order_id = client.place(ORDER | {"payment_method": payment_method})["order_id"]

    def is_over() -> bool:
        return client.read(order_id)["status"] not in {"Pending", "Processing"}

    assert wait_until(is_over, WAIT_TIMEOUT_SECONDS)
    assert client.read(order_id)["status"] == status


def test_a_role_that_allows_itself_more_stays_inside_the_boundary(protected: LocalSystem) -> None:
    everything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    iam, sts = protected.aws.client("iam"), protected.aws.client("sts")
    role = protected.output("api_task_role_arn")
    name = role.rpartition("/")[2]
    iam.put_role_policy(RoleName=name, PolicyName="more", PolicyDocument=json.dumps(everything))
    session = sts.assume_role(RoleArn=role, RoleSessionName="intruder")["Credentials"]

    with pytest.raises(ClientError, match=r"AccessDenied|not authorized"):
        client_of(protected, session, "iam").create_user(UserName="intruder")
    assert client_of(protected, session, "dynamodb").get_item(TableName="dev-orders", Key={"order_id": {"S": "none"}})


def test_the_key_is_there_with_its_policy_and_rotates(protected: LocalSystem) -> None:
    kms = protected.aws.client("kms")
    key = kms.describe_key(KeyId="alias/dev-order-processing")["KeyMetadata"]
    policy = json.loads(kms.get_key_policy(KeyId=key["KeyId"], PolicyName="default")["Policy"])

    assert kms.get_key_rotation_status(KeyId=key["KeyId"])["KeyRotationEnabled"] is True
    assert {each["Sid"] for each in policy["Statement"]} >= {"Administration", "UseThroughTheServices"}
