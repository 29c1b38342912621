"""What the image's steps leave behind, and whether the API runs in it: ``make image-check``.

They install packages, so unlike the tests they need a package index.
"""

import importlib.metadata
import os
import re
import signal
import subprocess
from collections.abc import Iterator

import pytest
import requests
from packaging.requirements import Requirement

from local.ports import Ports
from local.process import wait_until
from tests.image.dockerfile import Instruction, stages
from tests.image.rehearsal import ROOT, Stage, rehearse

LIBRARIES, CODE = "/opt/libraries", "/app"
SETTINGS = {"ORDERS_TABLE": "dev-orders", "PRODUCTS_TABLE": "dev-products", "AWS_DEFAULT_REGION": "us-west-2"}
GRACE_SECONDS = 20
COMPILED = re.compile(r"__pycache__/([^/]+)\.cpython-\d+\.pyc$")


def said(name: str) -> Instruction:
    (found,) = [each for each in stages()["final"] if each.name == name]
    return found


def files(stage: Stage, folder: str) -> set[str]:
    root = stage.at(folder)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def state(stage: Stage) -> dict[str, tuple[int, int]]:
    paths = [path for folder in (LIBRARIES, CODE) for path in stage.at(folder).rglob("*")]
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in paths}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    built = rehearse(tmp_path_factory.mktemp("image"))
    for path in (*built.root.rglob("*"), built.root):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~0o222)
    return built


@pytest.fixture(scope="module")
def api(image: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The image's command in its read-only tree, and where it answers."""
    address = f"127.0.0.1:{Ports.unused().api}"
    log = (tmp_path_factory.mktemp("log") / "api.log").open("w+b")
    process = subprocess.Popen(
        said("CMD").command,
        cwd=image.at(image.folder),
        env=image.variables | SETTINGS | {"API_BIND": address},
        stdout=log,
        stderr=log,
    )
    try:
        up = wait_until(lambda: process.poll() is not None or healthy(image, address) == 0, 30)
        log.seek(0)
        assert up, log.read().decode()
        assert process.poll() is None, log.read().decode()
        yield process, address
    finally:
        process.kill()
        process.wait()
        log.close()


def healthy(image: Stage, address: str) -> int:
    """What the image's health check says, of the address that the API has here."""
    command = [word.replace("127.0.0.1:8000", address) for word in said("HEALTHCHECK").command]
    return subprocess.run(command, env=image.variables, capture_output=True, check=False).returncode


def test_the_image_has_the_libraries_of_the_lock_file_and_no_other(image: Stage) -> None:
    lock = re.findall(
        r"^([\w.-]+(?:\[.*\])?==[^\\#\n]+)", (ROOT / "api" / "requirements.txt").read_text(), re.MULTILINE
    )
    wanted = [Requirement(line) for line in lock]
    there = {
        each.metadata["Name"].lower().replace("_", "-"): each.version
        for each in importlib.metadata.distributions(path=[str(image.at(LIBRARIES))])
    }

    assert there == {
        each.name: str(each.specifier).removeprefix("==")
        for each in wanted
        if each.marker is None or each.marker.evaluate()
    }


def test_the_image_has_the_code_of_the_api_and_no_other(image: Stage) -> None:
    code = {path for path in files(image, CODE) if not path.endswith(".pyc")}
    there = {
        path.relative_to(ROOT).as_posix() for folder in ("api", "orders") for path in ROOT.glob(f"{folder}/**/*.py")
    }

    assert code == there


@pytest.mark.parametrize("folder", [LIBRARIES, CODE])
def test_every_module_is_compiled(image: Stage, folder: str) -> None:
    there = files(image, folder)
    modules = {path for path in there if path.endswith(".py")}
    compiled = {COMPILED.sub(r"\1.py", path) for path in there if path.endswith(".pyc")}

    assert len(modules) > 40
    assert compiled == modules


def test_nothing_can_be_installed_in_the_image(image: Stage) -> None:
    python = image.at("/usr/local/bin/python")
    pip = subprocess.run([python, "-m", "pip"], env=image.variables, capture_output=True, text=True, check=False)

    assert "No module named pip" in pip.stderr
    assert list(image.at("/usr/local").rglob("pip*")) == []


def test_whoever_runs_the_image_can_read_it(image: Stage) -> None:
    paths = [path for folder in (LIBRARIES, CODE) for path in image.at(folder).rglob("*")]

    assert [path for path in paths if not path.stat().st_mode & 0o004] == []


def test_the_api_answers_in_a_tree_that_it_cannot_write_to_and_leaves_it_alone(
    image: Stage, api: tuple[subprocess.Popen[bytes], str]
) -> None:
    before = state(image)
    _, address = api

    assert requests.get(f"http://{address}/healthz", timeout=5).status_code == 200
    assert requests.post(f"http://{address}/orders/", json={}, timeout=5).status_code == 400
    assert state(image) == before


def test_the_health_check_tells_an_api_that_is_up_from_one_that_is_not(
    image: Stage, api: tuple[subprocess.Popen[bytes], str]
) -> None:
    _, address = api

    assert healthy(image, address) == 0
    assert healthy(image, f"127.0.0.1:{Ports.unused().api}") != 0


def test_the_api_ends_in_order_on_the_images_signal(api: tuple[subprocess.Popen[bytes], str]) -> None:
    process, _ = api

    process.send_signal(signal.Signals[said("STOPSIGNAL").text])

    assert process.wait(GRACE_SECONDS) == os.EX_OK
