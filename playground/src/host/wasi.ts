// The functions of WASI preview 1 that a program in a page can have: arguments, environment, clocks, random numbers,
// standard streams, sleeping. There are no files: opening one finds nothing.

const ERRNO = { BADF: 8, INVAL: 28, NOENT: 44, NOSYS: 52 } as const;
const CHARACTER_DEVICE = 2;
const CLOCK_REALTIME = 0;
const CLOCK_RESOLUTION_NS = 5000n; // what an isolated page's clock has
const RANDOM_BYTES = 65536; // at most, in one call of the browser's

/** What the functions need of the thread that they serve. */
export interface Surroundings {
  /** the instance's memory; it may have grown since the last call */
  memory(): WebAssembly.Memory;
  args: string[];
  env: Record<string, string>;
  write(fd: number, parts: Uint8Array[]): void;
  /** The next bytes of standard input, at most so many; none: its end. */
  read(most: number): Uint8Array;
  sleep(milliseconds: number): void;
  /** Called now and then by a program that can't be told otherwise that it was stopped; then it doesn't return. */
  yield(): void;
  /** Doesn't return. */
  exit(status: number): never;
}

export function wasi(around: Surroundings): WebAssembly.ModuleImports {
  const view = () => new DataView(around.memory().buffer);
  const bytes = () => new Uint8Array(around.memory().buffer);
  const encode = (texts: string[]) => texts.map((text) => new TextEncoder().encode(`${text}\0`));
  const args = encode(around.args);
  const environ = encode(Object.entries(around.env).map(([name, value]) => `${name}=${value}`));

  function slices(start: number, count: number): Uint8Array[] {
    const data = view();
    const all = bytes();
    return Array.from({ length: count }, (_, k) => {
      const at = data.getUint32(start + 8 * k, true);
      return all.subarray(at, at + data.getUint32(start + 8 * k + 4, true));
    });
  }

  function sizes(list: Uint8Array[], count: number, length: number): number {
    view().setUint32(count, list.length, true);
    view().setUint32(
      length,
      list.reduce((sum, entry) => sum + entry.length, 0),
      true,
    );
    return 0;
  }

  function fill(list: Uint8Array[], pointers: number, text: number): number {
    for (const entry of list) {
      view().setUint32(pointers, text, true);
      bytes().set(entry, text);
      pointers += 4;
      text += entry.length;
    }
    return 0;
  }

  /** Nanoseconds since 1970: workers' own clocks start when they do, so all count from there. */
  const now = () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e3)) * 1000n;

  const functions: Record<string, (...operands: never[]) => number> = {
    fd_write(fd: number, start: number, count: number, written: number) {
      if (fd !== 1 && fd !== 2) return ERRNO.BADF;
      const parts = slices(start, count);
      around.write(fd, parts);
      view().setUint32(
        written,
        parts.reduce((sum, part) => sum + part.length, 0),
        true,
      );
      return 0;
    },
    fd_read(fd: number, start: number, count: number, got: number) {
      if (fd !== 0) return ERRNO.BADF;
      let total = 0;
      for (const room of slices(start, count)) {
        const part = around.read(room.length);
        room.set(part);
        total += part.length;
        if (part.length < room.length) break;
      }
      view().setUint32(got, total, true);
      return 0;
    },
    fd_close: () => ERRNO.BADF,
    fd_seek: () => ERRNO.BADF,
    fd_prestat_get: () => ERRNO.BADF,
    fd_fdstat_get(fd: number, at: number) {
      if (fd > 2) return ERRNO.BADF;
      bytes().fill(0, at, at + 24);
      view().setUint8(at, CHARACTER_DEVICE);
      return 0;
    },
    path_open: () => ERRNO.NOENT,
    args_sizes_get: (count: number, length: number) => sizes(args, count, length),
    args_get: (pointers: number, text: number) => fill(args, pointers, text),
    environ_sizes_get: (count: number, length: number) => sizes(environ, count, length),
    environ_get: (pointers: number, text: number) => fill(environ, pointers, text),
    clock_time_get(_clock: number, _precision: bigint, at: number) {
      view().setBigUint64(at, now(), true);
      return 0;
    },
    clock_res_get(_clock: number, at: number) {
      view().setBigUint64(at, CLOCK_RESOLUTION_NS, true);
      return 0;
    },
    random_get(at: number, length: number) {
      for (let done = 0; done < length; done += RANDOM_BYTES) {
        const part = new Uint8Array(Math.min(RANDOM_BYTES, length - done)); // not the shared memory itself
        bytes().set(crypto.getRandomValues(part), at + done);
      }
      return 0;
    },
    /** One subscription, to a clock. */
    poll_oneoff(subscriptions: number, events: number, count: number, happened: number) {
      const data = view();
      if (count !== 1 || data.getUint8(subscriptions + 8) !== 0) return ERRNO.INVAL;
      const until = data.getBigUint64(subscriptions + 24, true);
      const absolute = (data.getUint16(subscriptions + 40, true) & 1) !== 0;
      const wait = Number(absolute ? until - now() : until) / 1e6;
      if (wait > 0) around.sleep(wait);
      data.setBigUint64(events, data.getBigUint64(subscriptions, true), true);
      data.setUint32(events + 8, CLOCK_REALTIME, true);
      data.setUint32(happened, 1, true);
      return 0;
    },
    sched_yield() {
      around.yield();
      return 0;
    },
    proc_exit: (status: number) => around.exit(status),
  };
  return new Proxy(functions, { get: (known, name: string) => known[name] ?? (() => ERRNO.NOSYS) });
}
