import socket
from collections.abc import Iterator

import pytest

from local.ports import HOST, PortError, Ports


@pytest.fixture
def port_in_use() -> Iterator[int]:
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


def test_the_ports_are_read_from_the_environment(free_ports: Ports) -> None:
    assert Ports.from_environment() == free_ports


@pytest.mark.parametrize("variable", ["API_PORT", "AWS_PORT"])
def test_a_port_in_use_is_reported_with_the_variable_that_changes_it(
    monkeypatch: pytest.MonkeyPatch, port_in_use: int, variable: str
) -> None:
    monkeypatch.setenv(variable, str(port_in_use))
    with pytest.raises(PortError, match=rf"port {port_in_use} cannot be used .*{variable}="):
        Ports.from_environment()


@pytest.mark.parametrize("text", ["0", "65536", "-1", "http", "80.5", "٣"])
def test_an_invalid_port_is_reported_with_its_variable(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("API_PORT", text)
    with pytest.raises(PortError, match="API_PORT must be a port number from 1 to 65535"):
        Ports.from_environment()


def test_the_api_and_the_emulator_need_different_ports(monkeypatch: pytest.MonkeyPatch, free_ports: Ports) -> None:
    monkeypatch.setenv("AWS_PORT", str(free_ports.api))
    with pytest.raises(PortError, match="choose two different ports"):
        Ports.from_environment()


def test_the_console_has_a_port_of_its_own(monkeypatch: pytest.MonkeyPatch, free_ports: Ports) -> None:
    chosen = Ports.unused().api
    monkeypatch.setenv("CONSOLE_PORT", str(chosen))

    assert free_ports.console_url == ""
    assert free_ports.with_console().console_url == f"http://localhost:{chosen}"


@pytest.mark.parametrize("taken", ["api", "aws"])
def test_the_console_and_the_other_servers_need_different_ports(
    monkeypatch: pytest.MonkeyPatch, free_ports: Ports, taken: str
) -> None:
    monkeypatch.setenv("CONSOLE_PORT", str(getattr(free_ports, taken)))
    with pytest.raises(PortError, match=r"CONSOLE_PORT is .* choose another port"):
        free_ports.with_console()


def test_a_console_port_in_use_is_reported_if_it_was_chosen_and_replaced_otherwise(
    monkeypatch: pytest.MonkeyPatch, free_ports: Ports, port_in_use: int
) -> None:
    monkeypatch.setattr("local.ports.CONSOLE_PORT", port_in_use)
    monkeypatch.delenv("CONSOLE_PORT", raising=False)
    assert free_ports.with_console().console not in {0, port_in_use, free_ports.api, free_ports.aws}

    monkeypatch.setenv("CONSOLE_PORT", str(port_in_use))
    with pytest.raises(PortError, match=rf"port {port_in_use} cannot be used .*CONSOLE_PORT="):
        free_ports.with_console()
