"""The business rules of an order, without AWS, a web framework, the environment or a clock."""

__version__ = "1.1.0"
"""The version of the last release, or of the next one if the code has changed since; see CHANGELOG.md.

The API's description contains it, and pyproject.toml reads it from here.
"""
