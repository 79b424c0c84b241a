import { expect, test } from "vitest";
import { type Surroundings, wasi } from "../src/host/wasi";

const BADF = 8;
const INVAL = 28;
const NOENT = 44;
const NOSYS = 52;
const IOVECS = 16; // where the tests put them
const DATA = 256;

type Functions = Record<string, (...operands: (number | bigint)[]) => number>;

class Exit extends Error {}

/** The functions on two pages of memory that they share, with what they did. */
function thread({
  args = ["main.py"],
  env = {},
  stdin = "",
}: {
  args?: string[];
  env?: Record<string, string>;
  stdin?: string;
} = {}) {
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 2, shared: true });
  const written: [number, string][] = [];
  const slept: number[] = [];
  let yields = 0;
  let input = new TextEncoder().encode(stdin);
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes.slice());
  const around: Surroundings = {
    memory: () => memory,
    args,
    env,
    write: (fd, parts) => void written.push([fd, parts.map(text).join("|")]),
    read(most) {
      const part = input.subarray(0, most);
      input = input.subarray(part.length);
      return part;
    },
    sleep: (ms) => void slept.push(ms),
    yield: () => void yields++,
    exit(status) {
      throw new Exit(`${status}`);
    },
  };
  const functions = wasi(around) as Functions;
  const bytes = new Uint8Array(memory.buffer);
  return {
    call: (name: string, ...operands: (number | bigint)[]) => functions[name]?.(...operands),
    view: new DataView(memory.buffer),
    bytes,
    written,
    slept,
    yields: () => yields,
    string: (from: number, to: number) => text(bytes.subarray(from, to)),
    /** Slices one behind the other from DATA on, of these lengths. */
    slices(...lengths: number[]) {
      let at = DATA;
      lengths.forEach((length, k) => {
        this.view.setUint32(IOVECS + 8 * k, at, true);
        this.view.setUint32(IOVECS + 8 * k + 4, length, true);
        at += length;
      });
    },
  };
}

test("fd_write gathers, to standard output and error only", () => {
  const t = thread();
  t.bytes.set(new TextEncoder().encode("hello, world"), DATA);
  t.slices(5, 2, 5);
  expect(t.call("fd_write", 1, IOVECS, 3, 0)).toBe(0);
  expect(t.view.getUint32(0, true)).toBe(12);
  expect(t.call("fd_write", 2, IOVECS, 1, 0)).toBe(0);
  expect(t.call("fd_write", 0, IOVECS, 3, 0)).toBe(BADF);
  expect(t.call("fd_write", 3, IOVECS, 3, 0)).toBe(BADF);
  expect(t.written).toEqual([
    [1, "hello|, |world"],
    [2, "hello"],
  ]);
});

test("fd_read fills slice by slice, until there is no more", () => {
  const t = thread({ stdin: "abcdefg" });
  t.slices(3, 10, 5);
  expect(t.call("fd_read", 0, IOVECS, 3, 0)).toBe(0);
  expect(t.view.getUint32(0, true)).toBe(7);
  expect(t.string(DATA, DATA + 8)).toBe("abcdefg\0");
  expect(t.call("fd_read", 0, IOVECS, 3, 0)).toBe(0);
  expect(t.view.getUint32(0, true)).toBe(0);
  expect(t.call("fd_read", 1, IOVECS, 3, 0)).toBe(BADF);
});

test("arguments and environment, each with a zero behind", () => {
  const t = thread({ args: ["main.py", "é"], env: { A: "1", B: "x=y" } });
  expect(t.call("args_sizes_get", 0, 4)).toBe(0);
  expect([t.view.getUint32(0, true), t.view.getUint32(4, true)]).toEqual([2, 11]);
  t.call("args_get", 0, DATA);
  expect([t.view.getUint32(0, true), t.view.getUint32(4, true)]).toEqual([DATA, DATA + 8]);
  expect(t.string(DATA, DATA + 11)).toBe("main.py\0é\0");
  t.call("environ_sizes_get", 0, 4);
  expect([t.view.getUint32(0, true), t.view.getUint32(4, true)]).toEqual([2, 10]);
  t.call("environ_get", 0, DATA);
  expect(t.string(DATA, DATA + 10)).toBe("A=1\0B=x=y\0");
});

test("there are no files", () => {
  const t = thread();
  expect(t.call("path_open", 3, 0, 0, 0, 0, 0n, 0n, 0, 0)).toBe(NOENT);
  expect(t.call("fd_prestat_get", 3, 0)).toBe(BADF);
  expect(t.call("fd_fdstat_get", 3, 0)).toBe(BADF);
});

test("standard streams are devices", () => {
  const t = thread();
  t.bytes.fill(255, 0, 25);
  expect(t.call("fd_fdstat_get", 1, 0)).toBe(0);
  expect([...t.bytes.subarray(0, 25)]).toEqual([2, ...new Array(23).fill(0), 255]);
});

test("the clock counts nanoseconds from 1970, and never goes back", () => {
  const t = thread();
  const read = () => {
    expect(t.call("clock_time_get", 0, 1n, 8)).toBe(0);
    return t.view.getBigUint64(8, true);
  };
  const first = read();
  expect(first).toBeGreaterThan(BigInt(Date.UTC(2024, 0)) * 1_000_000n);
  expect(read()).toBeGreaterThanOrEqual(first);
});

test("random numbers, more than the browser gives in one call, and none beside", () => {
  const t = thread();
  expect(t.call("random_get", 100, 100_000)).toBe(0);
  const filled = t.bytes.subarray(100, 100_100);
  expect(new Set(filled).size).toBeGreaterThan(250);
  expect(new Set(t.bytes.subarray(99_000, 100_100)).size).toBeGreaterThan(200); // of the second call
  expect(t.bytes[99]).toBe(0);
  expect(t.bytes[100_100]).toBe(0);
});

/** A subscription to a clock, at 0; the event comes at 64, their number at 128. */
function subscribe(t: ReturnType<typeof thread>, ns: bigint, absolute: boolean): number | undefined {
  t.view.setBigUint64(0, 77n, true);
  t.view.setUint8(8, 0);
  t.view.setBigUint64(24, ns, true);
  t.view.setUint16(40, absolute ? 1 : 0, true);
  return t.call("poll_oneoff", 0, 64, 1, 128);
}

test("poll_oneoff sleeps, and tells whose event it is", () => {
  const t = thread();
  expect(subscribe(t, 2_500_000n, false)).toBe(0);
  expect(t.slept).toEqual([2.5]);
  expect([t.view.getBigUint64(64, true), t.view.getUint32(128, true)]).toEqual([77n, 1]);
});

test("a time that has passed needs no sleep", () => {
  const t = thread();
  expect(subscribe(t, 0n, false)).toBe(0);
  expect(subscribe(t, 1_000_000n, true)).toBe(0);
  expect(t.slept).toEqual([]);
});

test("poll_oneoff waits for one clock and nothing else", () => {
  const t = thread();
  expect(t.call("poll_oneoff", 0, 64, 2, 128)).toBe(INVAL);
  t.view.setUint8(8, 1); // a file
  expect(t.call("poll_oneoff", 0, 64, 1, 128)).toBe(INVAL);
});

test("yielding, the end, and what isn't there", () => {
  const t = thread();
  expect(t.call("sched_yield")).toBe(0);
  expect(t.yields()).toBe(1);
  expect(() => t.call("proc_exit", 513)).toThrow(new Exit("513"));
  expect(t.call("sock_accept", 0, 0, 0)).toBe(NOSYS);
});
