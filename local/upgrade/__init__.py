"""`make upgrade-rehearsal`: replace a released version by this one, and back, while orders are in flight."""
