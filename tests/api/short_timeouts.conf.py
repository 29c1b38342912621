"""Gunicorn's configuration with time limits that a test can wait for, and few connections and threads."""

from runpy import run_path

from api import worker

worker.REQUEST_TIMEOUT_SECONDS = 1
worker.RESPONSE_TIMEOUT_SECONDS = 1
globals().update({name: value for name, value in run_path("api/gunicorn.conf.py").items() if name[0] != "_"})
threads = 4
worker_connections = 40
keepalive = graceful_timeout = 600
