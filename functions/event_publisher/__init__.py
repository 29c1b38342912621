"""Publish what happens to orders."""
