"""Measure how long the oldest open order has been open."""
