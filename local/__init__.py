"""The whole system on a laptop: the Pulumi program on an embedded AWS emulator, and the API under gunicorn."""
