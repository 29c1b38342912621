"""Giving new versions of the functions and of the workflow their orders, and taking them away again.

In a stack with ``gradual_release`` the Pulumi program publishes versions and leaves the aliases where they are; moving
them is an act in time, with an eye on the alarms, and no state that a program could declare.
"""
