"""Install a lock file into the virtual environment that runs this script: ``.venv/bin/python .ci/install.py LOCK``.

pip installs uv, and uv installs the lock file: it needs seconds where pip needs minutes.  If uv does not exist for this
machine, or fails, pip installs the lock file instead.  Both check every package against its hash.
"""

import ast
import os
import subprocess
import sys
from pathlib import Path

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
UV_LOCK = Path(__file__).with_name("requirements-uv.txt")

UV_VARIABLE_BY_PIP_SETTING = {
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "index-url": "UV_DEFAULT_INDEX",
    "proxy": "ALL_PROXY",
    "trusted-host": "UV_INSECURE_HOST",
}
"""uv does not read pip's configuration, so a mirror, a proxy or a certificate that pip needs is passed on."""


def main(lock: str) -> int:
    """Return the exit status of the last installer."""
    if pip_install(UV_LOCK) == 0 and uv_install(lock) == 0:
        return 0
    print("uv failed, so pip installs the packages now.  This takes some minutes …", flush=True)
    return pip_install(lock)


def pip_install(lock: str | Path) -> int:
    """Install with pip, and return its exit status."""
    return subprocess.call([*PIP, "install", "--quiet", "--require-hashes", "-r", str(lock)])


def uv_install(lock: str) -> int:
    """Install with uv, configured as pip is, and return its exit status."""
    settings = pip_settings()
    variables = {variable: settings[name] for name, variable in UV_VARIABLE_BY_PIP_SETTING.items() if name in settings}
    if "UV_FIND_LINKS" in variables:  # separated by whitespace for pip, by commas for uv
        variables["UV_FIND_LINKS"] = ",".join(variables["UV_FIND_LINKS"].split())
    # Like pip, look for a package in every index; the hashes make it safe whichever serves it.
    options = ["--python", sys.executable, "--require-hashes", "--index-strategy", "unsafe-best-match"]
    if settings.get("no-index", "").lower() in {"1", "on", "true", "y", "yes"}:
        options.append("--no-index")
    command = [str(Path(sys.prefix) / "bin" / "uv"), "pip", "install", *options, "-r", lock]
    # Like pip, trust the certificates of the operating system.  uv's own variables take precedence over pip's.
    environment = {"UV_SYSTEM_CERTS": "true", **variables, **os.environ}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as uv:
        for line in uv.stderr or ():
            if not line.startswith(" + "):  # one for each package
                print(line, end="", flush=True)
    return uv.returncode


def pip_settings() -> dict[str, str]:
    """Return pip's settings by name; its environment variables override its configuration files."""
    lines = subprocess.run([*PIP, "config", "list"], stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    settings: dict[str, str] = {}
    for section in ("global.", "install.", ":env:."):
        for line in lines:
            name, _, value = line.partition("=")
            if name.startswith(section):
                settings[name.removeprefix(section)] = str(ast.literal_eval(value))
    return settings


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
