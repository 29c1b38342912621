"""The network: the emulator stores its parts, and routes no traffic through them."""

from __future__ import annotations

from typing import Any

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_vpc(aws: Aws, inputs: Inputs) -> Created:
    """Create a VPC."""
    ec2 = aws.client("ec2")
    vpc = ec2.create_vpc(CidrBlock=inputs["cidrBlock"], **tagged("vpc", inputs))["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsSupport={"Value": inputs["enableDnsSupport"]})
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": inputs["enableDnsHostnames"]})
    return Created(vpc)


def create_subnet(aws: Aws, inputs: Inputs) -> Created:
    """Create a subnet in its availability zone."""
    ec2 = aws.client("ec2")
    subnet = ec2.create_subnet(
        VpcId=inputs["vpcId"],
        CidrBlock=inputs["cidrBlock"],
        AvailabilityZoneId=inputs["availabilityZoneId"],
        **tagged("subnet", inputs),
    )["Subnet"]["SubnetId"]
    ec2.modify_subnet_attribute(SubnetId=subnet, MapPublicIpOnLaunch={"Value": inputs["mapPublicIpOnLaunch"]})
    return Created(subnet)


def create_internet_gateway(aws: Aws, inputs: Inputs) -> Created:
    """Create an internet gateway, and attach it to its VPC."""
    ec2 = aws.client("ec2")
    gateway = ec2.create_internet_gateway(**tagged("internet-gateway", inputs))["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=inputs["vpcId"])
    return Created(gateway)


def create_eip(aws: Aws, inputs: Inputs) -> Created:
    """Allocate a public IP address."""
    address = aws.client("ec2").allocate_address(Domain=inputs["domain"], **tagged("elastic-ip", inputs))
    return Created(address["AllocationId"])


def create_nat_gateway(aws: Aws, inputs: Inputs) -> Created:
    """Create a NAT gateway for private subnets."""
    gateway = aws.client("ec2").create_nat_gateway(
        SubnetId=inputs["subnetId"], AllocationId=inputs["allocationId"], **tagged("natgateway", inputs)
    )["NatGateway"]
    return Created(gateway["NatGatewayId"])


def create_route_table(aws: Aws, inputs: Inputs) -> Created:
    """Create a route table, which contains the VPC's local route."""
    table = aws.client("ec2").create_route_table(VpcId=inputs["vpcId"], **tagged("route-table", inputs))["RouteTable"]
    return Created(table["RouteTableId"])


def create_route_table_association(aws: Aws, inputs: Inputs) -> Created:
    """Associate a subnet with its route table."""
    association = aws.client("ec2").associate_route_table(
        RouteTableId=inputs["routeTableId"], SubnetId=inputs["subnetId"]
    )
    return Created(association["AssociationId"])


def create_route(aws: Aws, inputs: Inputs) -> Created:
    """Create a route through a gateway."""
    gateways = {"gatewayId": "GatewayId", "natGatewayId": "NatGatewayId"}
    target = {argument: inputs[name] for name, argument in gateways.items() if name in inputs}
    aws.client("ec2").create_route(
        RouteTableId=inputs["routeTableId"], DestinationCidrBlock=inputs["destinationCidrBlock"], **target
    )
    return Created(f"{inputs['routeTableId']}|{inputs['destinationCidrBlock']}")


def create_vpc_endpoint(aws: Aws, inputs: Inputs) -> Created:
    """Create a VPC endpoint of an AWS service."""
    ec2 = aws.client("ec2")
    names = {
        "policy": "PolicyDocument",
        "privateDnsEnabled": "PrivateDnsEnabled",
        "routeTableIds": "RouteTableIds",
        "securityGroupIds": "SecurityGroupIds",
        "subnetIds": "SubnetIds",
    }
    endpoint = ec2.create_vpc_endpoint(
        VpcId=inputs["vpcId"],
        ServiceName=inputs["serviceName"],
        VpcEndpointType=inputs["vpcEndpointType"],
        **{argument: inputs[name] for name, argument in names.items() if name in inputs},
        **tagged("vpc-endpoint", inputs),
    )["VpcEndpoint"]["VpcEndpointId"]
    lists = {each["PrefixListName"]: each["PrefixListId"] for each in ec2.describe_prefix_lists()["PrefixLists"]}
    return Created(endpoint, {"prefixListId": lists.get(inputs["serviceName"])})


def create_flow_log(aws: Aws, inputs: Inputs) -> Created:
    """Create a flow log, which stays empty: no traffic passes here."""
    logs = aws.client("ec2").create_flow_logs(
        ResourceType="VPC",
        ResourceIds=[inputs["vpcId"]],
        TrafficType=inputs["trafficType"],
        LogDestinationType=inputs["logDestinationType"],
        LogDestination=inputs["logDestination"],
        DeliverLogsPermissionArn=inputs["iamRoleArn"],
        **tagged("vpc-flow-log", inputs),
    )
    return Created(logs["FlowLogIds"][0])


def tagged(kind: str, inputs: Inputs) -> dict[str, Any]:
    """Return EC2's argument for the resource's tags."""
    tags = [{"Key": key, "Value": value} for key, value in inputs["tags"].items()]
    return {"TagSpecifications": [{"ResourceType": kind, "Tags": tags}]}
