"""Who may connect to whom, computed from the security groups, routes and subnets of a plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.infra.program import Program, Resource


@dataclass(frozen=True)
class Reach:
    """The connections that a plan allows: each end is a group's name, a network or a prefix list, and a port."""

    program: Program

    def into(self, group: str) -> set[tuple[str, int]]:
        """Return the sources that the group admits, and the ports."""
        return {_end(rule) for rule in self._rules("Ingress", group)}

    def out_of(self, group: str) -> set[tuple[str, int]]:
        """Return the targets to which the group may connect, and the ports."""
        return {_end(rule) for rule in self._rules("Egress", group)}

    def is_open(self, source: str, target: str) -> bool:
        """Return whether the source may connect to the target and the target admits it on the same port."""
        ports = {port for end, port in self.out_of(source) if end == target}
        return bool(ports & {port for end, port in self.into(target) if end == source})

    def default_route(self, subnet: str) -> str | None:
        """Return the type and name of the gateway through which a subnet reaches the internet."""
        tables = self._tables_of(subnet)
        for route in self.program.all("ec2/route:Route"):
            if route.inputs["routeTableId"] in tables:
                assert route.inputs["destinationCidrBlock"] == "0.0.0.0/0"
                nat, internet = route.inputs.get("natGatewayId"), route.inputs.get("gatewayId")
                return f"nat {nat}" if nat else f"internet {internet}"
        return None

    def services_by_route(self, subnet: str) -> set[str]:
        """Return the AWS services that a subnet reaches through gateway endpoints."""
        tables = self._tables_of(subnet)
        return {
            endpoint.inputs["serviceName"].rpartition(".")[2]
            for endpoint in self.program.all("ec2/vpcEndpoint:VpcEndpoint")
            if tables & set(endpoint.inputs.get("routeTableIds", []))
        }

    def _tables_of(self, subnet: str) -> set[str]:
        associations = self.program.all("ec2/routeTableAssociation:RouteTableAssociation")
        tables = {each.inputs["routeTableId"] for each in associations if each.inputs["subnetId"] == subnet}
        assert len(tables) == 1
        return tables

    def _rules(self, direction: str, group: str) -> Iterator[Resource]:
        for rule in self.program.all(f"vpc/securityGroup{direction}Rule:SecurityGroup{direction}Rule"):
            assert rule.inputs["ipProtocol"] == "tcp"
            assert rule.inputs["fromPort"] == rule.inputs["toPort"]
            if rule.inputs["securityGroupId"] == group:
                yield rule


def _end(rule: Resource) -> tuple[str, int]:
    ends = [rule.inputs.get(name) for name in ("referencedSecurityGroupId", "cidrIpv4", "prefixListId")]
    (end,) = [each for each in ends if each]
    return end, int(rule.inputs["fromPort"])
