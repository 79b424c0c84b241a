import { expect, test } from "vitest";
import { describeWait, Patience, Refused, refusal, retryAfterMs } from "../src/compiler/patience";

const NOW = Date.parse("Wed, 21 Oct 2015 07:28:00 GMT");

test.each<[string, number | null]>([
  ["2", 2000],
  [" 0 ", 0],
  ["7200", 3_600_000],
  ["9".repeat(400), 3_600_000],
  ["Wed, 21 Oct 2015 07:28:30 GMT", 30_000],
  ["Wed, 21 Oct 2015 07:27:30 GMT", 0],
  ["Wed, 21 Oct 2065 07:28:00 GMT", 3_600_000],
  ["-1", null],
  ["1.5", null],
  ["soon", null],
  ["soon GMT", null],
  ["", null],
])("Retry-After: %s", (text, ms) => {
  expect(retryAfterMs(new Headers({ "Retry-After": text }), NOW)).toBe(ms);
});

test("nothing is said of when", () => {
  expect(retryAfterMs(new Headers(), NOW)).toBeNull();
});

test("a date is one of the server's clock", () => {
  const headers = { "Retry-After": "Wed, 21 Oct 2015 10:00:10 GMT", Date: "Wed, 21 Oct 2015 10:00:00 GMT" };
  expect(retryAfterMs(new Headers(headers), NOW)).toBe(10_000);
});

test.each<[number, string | null, string]>([
  [429, "60", "too many (try again in 60 seconds)"],
  [429, null, "too many (try again in 5 seconds)"],
  [500, null, "too many"],
  [500, "1", "too many (try again in 1 second)"],
  [503, "0", "too many"],
])("%i with Retry-After %s", (status, after, message) => {
  const headers = new Headers(after === null ? {} : { "Retry-After": after });
  expect(refusal(new Response(null, { status, headers }), "too many")?.message).toBe(message);
});

test.each([200, 400, 404, 408, 413, 415, 422, 501, 507])("%i is none", (status) => {
  expect(refusal(new Response(null, { status }), "")).toBeNull();
});

test.each([
  [1, "1 second"],
  [1001, "2 seconds"],
  [119_000, "119 seconds"],
  [120_000, "2 minutes"],
  [3_600_000, "60 minutes"],
])("%i ms", (ms, text) => {
  expect(describeWait(ms)).toBe(text);
});

test("a refusal holds until its time has passed, and says what is left", () => {
  let now = 1000;
  const patience = new Patience(() => now);
  expect(patience.refusal).toBeNull();
  patience.keep(new Refused("busy", "the server is busy", 2000));
  expect(patience.refusal?.waitMs).toBe(2000);
  now += 1500;
  expect(patience.refusal?.waitMs).toBe(500);
  expect(patience.refusal?.message).toBe("busy (try again in 1 second)");
  now += 500;
  expect(patience.refusal).toBeNull();
});

test("the one that holds longest is kept", () => {
  let now = 0;
  const patience = new Patience(() => now);
  patience.keep(new Refused("rate", "", 60_000));
  patience.keep(new Refused("busy", "", 2000));
  expect(patience.refusal?.said).toBe("rate");
  now = 59_000;
  patience.keep(new Refused("busy", "", 2000));
  expect(patience.refusal?.said).toBe("busy");
});

test("one without a time to wait doesn't hold", () => {
  const patience = new Patience(() => 0);
  patience.keep(new Refused("failed", "", 0));
  expect(patience.refusal).toBeNull();
});
