// Calls every operation of the API with a client that openapi-typescript has generated; test_clients.py runs it.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Order = components["schemas"]["Order"];
type Problem = components["schemas"]["Problem"];

const [baseUrl, completedId] = process.argv.slice(2);
assert(baseUrl && completedId);
const api = createClient<paths>({ baseUrl });

function isType(problem: { type: Problem["type"] } | undefined, type: Problem["type"]): void {
  assert.equal(problem?.type, type);
}

// The example of the document, word for word: payment_method is optional.
const example: components["schemas"]["OrderOfOneProduct"] = {
  customer_name: "Test Customer",
  product_name: "Test Product",
  quantity: 1,
};

const health = await api.GET("/healthz");
assert.equal(health.data?.status, "ok");
const readiness = await api.GET("/readyz");
assert.equal(readiness.data?.status, "ready");

const headers = { "Idempotency-Key": "cart-4711", "X-Request-Id": "request-1" };
const placed = await api.POST("/orders/", { body: example, params: { header: headers } });
assert.equal(placed.response.status, 201);
assert.equal(placed.response.headers.get("X-Request-Id"), "request-1");
const order: Order | undefined = placed.data;
assert(order);
const total: number = order.total;
assert.equal(total, 1999);
const repeated = await api.POST("/orders/", { body: example, params: { header: headers } });
assert.deepEqual([repeated.response.status, repeated.data?.order_id], [200, order.order_id]);
const several = await api.POST("/orders/", {
  body: {
    customer_name: "Test Customer",
    items: [{ product_name: "Test Product", quantity: 2 }],
    payment_method: "tok_declined",
    metadata: { cart: "4711" },
  },
});
assert.equal(several.data?.items[0]?.line_total, 3998);

const path = { order_id: order.order_id };
const read = await api.GET("/orders/{order_id}/", { params: { path } });
const failureReason: string | null | undefined = read.data?.failure_reason;
assert.equal(failureReason, null);
const waited = await api.GET("/orders/{order_id}/", { params: { path, header: { Prefer: "wait=1" } } });
assert.equal(waited.response.headers.get("Preference-Applied"), "wait=1");
const history = await api.GET("/orders/{order_id}/events/", { params: { path } });
assert.equal(history.data?.events[0]?.event, "OrderPlaced");
const cancelled = await api.POST("/orders/{order_id}/cancel/", { params: { path } });
assert.equal(cancelled.response.status, 202);
assert(cancelled.data?.cancel_requested_at);

const found: string[] = [];
let cursor: string | null | undefined;
do {
  const page = await api.GET("/orders/", { params: { query: { limit: 1, ...(cursor ? { cursor } : {}) } } });
  assert(page.data);
  found.push(...page.data.orders.map((each) => each.order_id));
  cursor = page.data.next_cursor;
} while (cursor);
assert.equal(new Set(found).size, found.length);
assert(found.includes(order.order_id) && found.includes(completedId));

const invalid = await api.POST("/orders/", { body: { ...example, quantity: 0 } });
assert.equal(invalid.response.status, 400);
assert(invalid.error && invalid.error.type === "urn:order-api:problem:invalid-order");
assert.equal(invalid.error.errors?.[0]?.field, "quantity");
const unknown = await api.POST("/orders/", { body: { ...example, product_name: "Unicorn" } });
isType(unknown.error, "urn:order-api:problem:unknown-product");
const reused = await api.POST("/orders/", { body: { ...example, quantity: 2 }, params: { header: headers } });
isType(reused.error, "urn:order-api:problem:idempotency-key-reused");
const badQuery = await api.GET("/orders/", { params: { query: { limit: 101 } } });
isType(badQuery.error, "urn:order-api:problem:invalid-query");
const nowhere = { path: { order_id: "nowhere" } };
isType((await api.GET("/orders/{order_id}/", { params: nowhere })).error, "urn:order-api:problem:order-not-found");
isType((await api.GET("/orders/{order_id}/events/", { params: nowhere })).error, "urn:order-api:problem:order-not-found");
const late = await api.POST("/orders/{order_id}/cancel/", { params: { path: { order_id: completedId } } });
isType(late.error, "urn:order-api:problem:too-late-to-cancel");
assert(late.error?.status === 409);
