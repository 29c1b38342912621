"""A simulation of the pipeline under load: what a stack bears, and which setting to change."""
