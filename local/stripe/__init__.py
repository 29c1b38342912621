"""A stand-in for Stripe on this machine: localstripe behind a proxy, which adds what it lacks and injects faults."""
