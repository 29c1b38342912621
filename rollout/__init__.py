"""Gives new versions of the functions and of the workflow a share of the orders, all orders, or none.

A stack with ``gradual_release`` publishes versions and leaves its aliases unchanged.  Moving them takes time and
depends on the alarms, so it is a command and not part of the Pulumi program.
"""
