"""Gunicorn's configuration with waits that outlast a test on a slow machine."""

from runpy import run_path

from orders import contract

contract.MAX_WAIT_SECONDS = 600  # before any module of the API imports it
globals().update({name: value for name, value in run_path("api/gunicorn.conf.py").items() if name[0] != "_"})
