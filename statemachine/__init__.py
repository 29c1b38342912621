"""The order workflow's definition and its test cases."""
