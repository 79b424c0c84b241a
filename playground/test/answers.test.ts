// What the page makes of answers and endings.

import { expect, test } from "vitest";
import { describeProgress } from "../src/compiler/compiler";
import { received } from "../src/compiler/service";
import type { Ending } from "../src/host/host";
import { describe, describeCompiled, describeFallback } from "../src/page/reasons";

test("a module comes in base64", () => {
  const made = received({ wasm: "AGFzbQEAAAD/", diagnostics: [], seconds: {} }, performance.now());
  expect([...(made.wasm ?? [])]).toEqual([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 255]);
});

test("no module where there are mistakes; an empty one is one", () => {
  expect(received({ wasm: null, diagnostics: [], seconds: {} }, 0).wasm).toBeNull();
  expect(received({ wasm: "", diagnostics: [], seconds: {} }, 0).wasm).toEqual(new Uint8Array());
});

test("times are from when the page asked", () => {
  const { ms } = received({ wasm: null, diagnostics: [], seconds: {} }, performance.now() - 250);
  expect(ms).toBeGreaterThanOrEqual(250);
});

test.each([
  [{ bytes: 1_240_000, total: 5_800_000 }, "Loading the compiler: 1.2 of 5.8 MB"],
  [{ bytes: 0, total: 0 }, "Loading the compiler: 0.0 MB"],
])("how far loading has come", (progress, text) => {
  expect(describeProgress(progress)).toBe(text);
});

test.each<[Partial<Ending>, string]>([
  [{ reason: "exit", status: 0 }, "Finished"],
  [{ reason: "exit", status: 3 }, "Ended with status 3"],
  [{ reason: "error", status: 1 }, "Failed with status 1"],
  [{ reason: "error", status: 2, message: "no module" }, "no module"],
  [{ reason: "deadlock" }, "Deadlock: every task waits for another"],
  [{ reason: "memory" }, "Out of memory"],
  [{ reason: "output", message: "16 MB" }, "Too much output: 16 MB"],
  [{ reason: "stopped" }, "Stopped"],
])("how a program ended: %o", (ending, text) => {
  expect(describe({ status: 2, ms: 0, instantiateMs: 0, message: "", reason: "exit", ...ending })).toBe(text);
});

test("how a program was compiled", () => {
  expect(describeCompiled(12.3, "")).toBe("compiled in 12 ms");
  expect(describeCompiled(12.3, "the server is busy")).toBe("compiled in the page, since the server is busy, in 12 ms");
  expect(describeFallback("the server is busy")).toBe("The server is busy: compiling in the page …");
});
