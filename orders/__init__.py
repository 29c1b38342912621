"""The business of an order: its rules, told without any AWS, web framework, environment or clock."""

__version__ = "1.1.0"
"""The version under which this code is, or will be, released; CHANGELOG.md says how it is counted.

The API's description has it, and pyproject.toml reads it from here.
"""
