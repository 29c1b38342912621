"""The Lambda functions: each decodes its event, calls one thing in ``orders``, and encodes the answer."""
