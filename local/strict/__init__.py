"""What AWS rejects under load and the emulators accept: conflicts, throttles, and a payment provider with latency."""
