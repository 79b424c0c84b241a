// One thread: an instance of the module, with the WASI functions that a program in a page can have.
// Output goes into a buffer that all threads share, so that its order is the order in which it was written.

const ERRNO = { BADF: 8, NOENT: 44, NOSYS: 52 };

class ExitRequest extends Error {}

function wasi(memoryOf, { output, args, env, stdin, ids }) {
  const view = () => new DataView(memoryOf().buffer);
  const bytes = () => new Uint8Array(memoryOf().buffer);
  const counters = new Int32Array(ids); // [threads, bytes of stdin read]
  const encode = (text) => new TextEncoder().encode(`${text}\0`);
  const lists = { args: args.map(encode), environ: Object.entries(env).map(([name, value]) => encode(`${name}=${value}`)) };

  function slices(start, count) {
    const data = view();
    return Array.from({ length: count }, (_, i) => [data.getUint32(start + 8 * i, true), data.getUint32(start + 8 * i + 4, true)]);
  }

  function write(fd, start, count, written) {
    if (fd !== 1 && fd !== 2) return ERRNO.BADF;
    const parts = slices(start, count), length = parts.reduce((sum, [, size]) => sum + size, 0);
    const words = new DataView(output), text = new Uint8Array(output, 8);
    let at = Atomics.add(new Int32Array(output, 0, 1), 0, (8 + length + 3) & ~3);
    if (at + 8 + length > text.length) throw new Error("too much output");
    words.setInt32(8 + at, fd, true);
    words.setInt32(12 + at, length, true);
    at += 8;
    for (const [address, size] of parts) {
      text.set(bytes().subarray(address, address + size), at);
      at += size;
    }
    view().setUint32(written, length, true);
    return 0;
  }

  function read(fd, start, count, got) {
    if (fd !== 0) return ERRNO.BADF;
    let total = 0;
    for (const [address, size] of slices(start, count)) {
      const from = Atomics.load(counters, 1), part = stdin.subarray(from, from + size);
      Atomics.add(counters, 1, part.length);
      bytes().set(part, address);
      total += part.length;
    }
    view().setUint32(got, total, true);
    return 0;
  }

  function sizes(list, count, length) {
    view().setUint32(count, list.length, true);
    view().setUint32(length, list.reduce((sum, entry) => sum + entry.length, 0), true);
    return 0;
  }

  function fill(list, pointers, text) {
    for (const entry of list) {
      view().setUint32(pointers, text, true);
      bytes().set(entry, text);
      pointers += 4;
      text += entry.length;
    }
    return 0;
  }

  const now = (clock) => BigInt(Math.round(((clock === 0 ? performance.timeOrigin : 0) + performance.now()) * 1e6));

  function sleep(subscriptions, events, count, happened) {
    const data = view(), userdata = data.getBigUint64(subscriptions, true), until = data.getBigUint64(subscriptions + 24, true);
    const clock = data.getUint32(subscriptions + 16, true), absolute = data.getUint16(subscriptions + 40, true) & 1;
    const wait = Number(absolute ? until - now(clock) : until) / 1e6;
    if (wait > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wait);
    data.setBigUint64(events, userdata, true);
    data.setUint32(events + 8, 0, true);
    data.setUint32(happened, 1, true);
    return count === 1 && data.getUint8(subscriptions + 8) === 0 ? 0 : ERRNO.NOSYS;
  }

  const functions = {
    fd_write: write,
    fd_read: read,
    fd_close: () => ERRNO.BADF,
    fd_seek: () => ERRNO.BADF,
    fd_prestat_get: () => ERRNO.BADF,
    fd_fdstat_get(fd, at) {
      if (fd > 2) return ERRNO.BADF;
      bytes().fill(0, at, at + 24);
      view().setUint8(at, 2); // a character device
      return 0;
    },
    path_open: () => ERRNO.NOENT,
    args_sizes_get: (count, length) => sizes(lists.args, count, length),
    args_get: (pointers, text) => fill(lists.args, pointers, text),
    environ_sizes_get: (count, length) => sizes(lists.environ, count, length),
    environ_get: (pointers, text) => fill(lists.environ, pointers, text),
    clock_time_get(clock, _precision, at) {
      view().setBigUint64(at, now(clock), true);
      return 0;
    },
    clock_res_get(_clock, at) {
      view().setBigUint64(at, 5000n, true);
      return 0;
    },
    random_get(at, length) {
      bytes().set(crypto.getRandomValues(new Uint8Array(length)), at);
      return 0;
    },
    poll_oneoff: sleep,
    sched_yield: () => 0,
    proc_exit(status) {
      postMessage({ exit: status });
      throw new ExitRequest();
    },
  };
  return new Proxy(functions, { get: (known, name) => known[name] ?? (() => ERRNO.NOSYS) });
}

onmessage = async ({ data }) => {
  const { module, memory, call, ids } = data;
  let instance = null;
  function spawn(start) {
    const tid = Atomics.add(new Int32Array(ids), 0, 1) + 1;
    postMessage({ spawn: [tid, start] });
    return tid;
  }
  const functions = wasi(() => instance.exports.memory, data);
  try {
    instance = await WebAssembly.instantiate(module, {
      env: { memory },
      wasi: { "thread-spawn": spawn },
      wasi_snapshot_preview1: functions,
    });
    instance.exports[call.name](...call.args);
    if (call.name === "_start") postMessage({ exit: 0 });
  } catch (error) {
    if (!(error instanceof ExitRequest)) postMessage({ exit: 2, error: `${error}\n${error.stack}` });
  }
};
