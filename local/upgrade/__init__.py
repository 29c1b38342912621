"""`make upgrade-rehearsal`: upgrade from a released version to this one, and go back, while orders are in flight."""
