import { afterEach, expect, test, vi } from "vitest";
import { pack, unpack } from "../src/page/link";

const MIB = 1 << 20;

afterEach(() => vi.unstubAllGlobals());

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

/** A link to bytes. */
async function link(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const text = Array.from(new Uint8Array(await new Response(packed).arrayBuffer()), (byte) =>
    String.fromCharCode(byte),
  );
  return `1.${btoa(text.join(""))}`;
}

/** Counts the bytes that come out of streams that inflate. */
function countInflated(): { bytes: number } {
  const count = { bytes: 0 };
  const Original = DecompressionStream;
  vi.stubGlobal(
    "DecompressionStream",
    class {
      readonly writable: WritableStream<BufferSource>;
      readonly readable: ReadableStream<Uint8Array>;

      constructor(format: CompressionFormat) {
        const { writable, readable } = new Original(format);
        const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array>({
          transform(part, controller) {
            count.bytes += part.length;
            controller.enqueue(part);
          },
        });
        this.writable = writable;
        this.readable = readable.pipeThrough(counter);
      }
    },
  );
  return count;
}

test("a small link to very much is refused before much of it is there", async () => {
  const bomb = await link(new Uint8Array(64 * MIB));
  expect(bomb.length).toBeLessThan(MIB / 8);
  const inflated = countInflated();
  await expect(unpack(bomb)).rejects.toThrow("too large: a program and its input may have 4 MiB");
  expect(inflated.bytes).toBeGreaterThan(4 * MIB);
  expect(inflated.bytes).toBeLessThan(5 * MIB);
});

test("as much as there may be, and a byte more", async () => {
  const empty = JSON.stringify({ source: "" }).length;
  const program = { source: "x".repeat(4 * MIB - empty) };
  expect(await unpack(await pack(program))).toEqual(program);
  program.source += "x";
  await expect(pack(program)).rejects.toThrow("too large for a link");
  await expect(unpack(await link(new TextEncoder().encode(JSON.stringify(program))))).rejects.toThrow("too large");
});

test("no link is made that is too long, and none is read", async () => {
  let source = "";
  while (source.length < 3 * MIB) {
    const random = crypto.getRandomValues(new Uint8Array(1 << 12));
    source += String.fromCharCode(...random.map((byte) => 35 + (byte % 64)));
  }
  await expect(pack({ source })).rejects.toThrow("too large for a link");
  const inflated = countInflated();
  await expect(unpack(`1.${"A".repeat(2 * MIB)}`)).rejects.toThrow("too large");
  expect(inflated.bytes).toBe(0);
});
