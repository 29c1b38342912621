"""The system on AWS as a Pulumi program: each module is one box of the diagram in ``__main__``.

Of the code that it deploys it imports only ``orders.contract``.
"""
