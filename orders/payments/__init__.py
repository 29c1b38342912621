"""The payment providers, one module each."""
