"""The payment provider: what the functions that call it need besides the tables."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pulumi
import pulumi_aws as aws

from infra import adapters
from infra.adapters import Needs
from infra.settings import Settings
from orders.contract import STRIPE

ROOT = Path(__file__).resolve().parents[1]

LOCK = ROOT / "functions" / "requirements-stripe.txt"

BUILDS = ROOT / ".build"
"""The folder of the layer's packages; a build is used again until the lock file changes."""


class PaymentProvider(pulumi.ComponentResource):
    """A layer with the provider's packages and the permission to read its API key, if the provider has them.

    ``needs`` are those of a function that calls the provider.
    """

    needs: Needs

    def __init__(self, settings: Settings) -> None:
        super().__init__("order-processing:infra:PaymentProvider", "payment-provider")
        self.needs = adapters.payment_provider(settings)
        if settings.payment_provider == STRIPE:
            layer = aws.lambda_.LayerVersion(
                "stripe",
                layer_name=settings.name("stripe"),
                description="The stripe package and what it requires",
                code=pulumi.AssetArchive({"python": pulumi.FileArchive(str(packages()))}),
                compatible_runtimes=["python3.13"],
                compatible_architectures=["arm64"],
                opts=pulumi.ResourceOptions(parent=self),
            )
            self.needs += Needs({}, (), (layer.arn,))
        self.register_outputs({})


def packages() -> Path:
    """Return the folder with the packages of the lock file, for Lambda's Python on arm64; build it if necessary."""
    folder = BUILDS / f"stripe-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]}"
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        install(unfinished)
        unfinished.rename(folder)
    return folder


def install(folder: Path) -> None:
    """Install the lock file's packages into a folder: wheels only, with their hashes, and no bytecode.

    The same lock file gives the same files on every machine.

    Raises:
        subprocess.CalledProcessError: pip failed; its output says why.
    """
    options = ["--require-hashes", "--only-binary=:all:", "--no-deps", "--no-compile", "--upgrade", "--quiet"]
    platform = ["--platform", "manylinux2014_aarch64", "--platform", "any", "--python-version", "3.13"]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install"]
    subprocess.run(  # noqa: S603  the arguments are constants
        [*pip, *options, *platform, "--target", str(folder), "--requirement", str(LOCK)], check=True
    )
    # These depend on the machine: the scripts begin with the path of its Python, and the records have their hashes.
    shutil.rmtree(folder / "bin", ignore_errors=True)
    for record in folder.glob("*.dist-info/RECORD"):
        record.unlink()
