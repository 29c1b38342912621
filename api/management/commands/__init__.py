"""The operators' commands: each parses, calls and prints."""
