"""Run the whole system on one machine: the Pulumi program in an AWS emulator, and the API under gunicorn."""
