import { expect, test } from "vitest";
import { pack, unpack } from "../src/page/link";

test.each([
  { source: "" },
  { source: "print('hello')\n", stdin: "" },
  { source: "print('naïve 😀 \u2028')\n", stdin: "a\nb\0c" },
  { source: Array.from({ length: 2000 }, (_, k) => `x${k} = ${(k * 2654435761) % 4294967296}`).join("\n") },
])("what is packed is unpacked", async (program) => {
  const fragment = await pack(program);
  expect(fragment).toMatch(/^1\.[A-Za-z0-9_-]+$/); // no part of it is changed by those who hand links on
  expect(await unpack(fragment)).toEqual(program);
});

test("a link that was made opens for ever", async () => {
  const fragment = "1.q1Yqzi8tSk5VslJQKijKzCvRUM9IzcnJV9eMyVPSUVAqLknJzANJFivVAgA";
  expect(await unpack(fragment)).toEqual({ source: "print('hello')\n", stdin: "s" });
});

test("no fragment, no program", async () => {
  expect(await unpack("")).toBeNull();
});

test.each([
  ["nothing", "1."],
  ["no base64", "1.!!!!"],
  ["nothing deflated", "1.AAAA"],
  ["cut off", "1.q1Yqzi8tSk5VslJQKijKzCvRUM9IzcnJ11EAU-qaMXmkC"],
  ["no UTF-8", "1.q1Yqzi8tSk5VslL6r1QLAA"],
  ["no JSON", "1.KyjKzCvRMNQEAA"],
  ["no program", "1.q1YqLknJzFOyUqpQqgUA"],
  ["null", "1.yyvNyQEA"],
])("%s: damaged", async (_, link) => {
  await expect(unpack(link)).rejects.toThrow("damaged: no program");
});

test("a form that isn't known yet", async () => {
  await expect(unpack("2.abc")).rejects.toThrow("newer playground");
});
