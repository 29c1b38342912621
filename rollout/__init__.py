"""Give new versions of the functions, the workflow and the API a share of the orders, all orders, or none.

A stack with ``gradual_release`` publishes versions and leaves its aliases and the API's service unchanged.  Moving them
takes time and depends on the alarms, so it is a command and not part of the Pulumi program.
"""
