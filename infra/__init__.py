"""The system on AWS as a Pulumi program: each module is one box of the diagram in ``__main__``.

It imports none of the code that it deploys; ``tests/infra`` compares the two.
"""
