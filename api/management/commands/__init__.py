"""The operators' commands: each parses its options, calls one use case and prints the result."""
