// What modules say of themselves: real modules, of a header and one custom section.

import { expect, test } from "vitest";
import { ABI, CONTRACT, SECTION } from "../src/host/contract";
import { factsOf } from "../src/host/facts";

const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

function made(says: object | null): WebAssembly.Module {
  const text = new TextEncoder();
  const name = text.encode(SECTION);
  const content = says ? [name.length, ...name, ...text.encode(JSON.stringify(says))] : [];
  return new WebAssembly.Module(new Uint8Array([...HEADER, ...(says ? [0, content.length, ...content] : [])]));
}

const FACTS = { contract: CONTRACT, target: "portable", pages: 3, abi: ABI };

test("a module of this Weft's", () => {
  expect(factsOf(made(FACTS))).toEqual(FACTS);
});

test.each([
  [null, "p.wasm was not made by Weft"],
  [{ ...FACTS, contract: CONTRACT + 1 }, `p.wasm keeps contract ${CONTRACT + 1}, not ${CONTRACT}`],
  [{ ...FACTS, abi: "0123" }, `p.wasm was built for another ABI than this page's (0123, not ${ABI}): build it again`],
  [{ ...FACTS, abi: undefined }, "p.wasm was built for another ABI"],
])("another: %j", (says, message) => {
  expect(() => factsOf(made(says), "p.wasm")).toThrow(message);
});
