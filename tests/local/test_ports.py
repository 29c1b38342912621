import socket
from collections.abc import Iterator

import pytest

from local.ports import HOST, PortError, Ports


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture(autouse=True)
def free_ports(monkeypatch: pytest.MonkeyPatch) -> Ports:
    ports = Ports.unused()
    monkeypatch.setenv("API_PORT", str(ports.api))
    monkeypatch.setenv("AWS_PORT", str(ports.aws))
    return ports


def test_the_ports_come_from_the_environment(free_ports: Ports) -> None:
    assert Ports.from_environment() == free_ports


@pytest.mark.parametrize("variable", ["API_PORT", "AWS_PORT"])
def test_a_taken_port_is_told_with_the_variable_that_changes_it(
    monkeypatch: pytest.MonkeyPatch, taken: int, variable: str
) -> None:
    monkeypatch.setenv(variable, str(taken))
    with pytest.raises(PortError, match=rf"port {taken} cannot be used .*{variable}="):
        Ports.from_environment()


@pytest.mark.parametrize("text", ["0", "65536", "-1", "http", "80.5", "٣"])
def test_what_is_no_port_is_told_with_the_variable(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("API_PORT", text)
    with pytest.raises(PortError, match="API_PORT must be a port number from 1 to 65535"):
        Ports.from_environment()


def test_one_port_cannot_serve_both(monkeypatch: pytest.MonkeyPatch, free_ports: Ports) -> None:
    monkeypatch.setenv("AWS_PORT", str(free_ports.api))
    with pytest.raises(PortError, match="choose two different ports"):
        Ports.from_environment()
