"""The Lambda functions: each decodes its event, calls one use case, and encodes the response."""
