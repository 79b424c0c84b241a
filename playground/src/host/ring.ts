// The output of a program on its way to the page: a ring of records in shared memory. Threads write under a lock, and
// wait while it is full; the page alone reads, and never waits.
//
// What always holds: bytes [head, tail) of the ring, modulo its size, are whole records; only the page moves head, only
// the holder of the lock moves tail. Both count up and are taken modulo 2^32. Once closed, what is written is dropped.

const LOCK = 0;
const HEAD = 1;
const TAIL = 2;
const SIGNAL = 3; // 1: the page was told and has not looked since
const CLOSED = 4; // 1: the run was stopped, and nobody reads any more
const HEADER_BYTES = 32;
const RECORD_BYTES = 8; // file descriptor, length
const RING_BYTES = 1 << 20; // a power of two
const PIECE_BYTES = RING_BYTES / 4;

export type Take = (fd: number, bytes: Uint8Array) => void;

export function newRing(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEADER_BYTES + RING_BYTES);
}

function used(head: number, tail: number): number {
  return (tail - head) >>> 0;
}

/** A thread's end. */
export class RingWriter {
  private readonly words: Int32Array;
  private readonly bytes: Uint8Array;

  /** `wake` is called when the page may be asleep. */
  constructor(
    ring: SharedArrayBuffer,
    private readonly wake: () => void,
  ) {
    this.words = new Int32Array(ring, 0, HEADER_BYTES / 4);
    this.bytes = new Uint8Array(ring, HEADER_BYTES);
  }

  /** Writes all parts as one: no other thread's output comes between, up to a quarter of the ring. */
  write(fd: number, parts: Uint8Array[]): void {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    this.lock();
    try {
      let left = length;
      let room = 0; // in the record begun
      for (const part of parts) {
        for (let at = 0; at < part.length; ) {
          if (room === 0) room = this.begin(fd, Math.min(left, PIECE_BYTES));
          if (room === 0) return;
          const size = Math.min(room, part.length - at);
          this.put(part.subarray(at, at + size));
          at += size;
          left -= size;
          room -= size;
          if (room === 0) this.publish();
        }
      }
    } finally {
      this.unlock();
    }
  }

  private at = 0; // where the record that is being written goes on

  get closed(): boolean {
    return Atomics.load(this.words, CLOSED) === 1;
  }

  /** Waits for room for a record of that length, and gives it; 0 once closed. */
  private begin(fd: number, length: number): number {
    const { words } = this;
    const tail = Atomics.load(words, TAIL);
    for (;;) {
      if (this.closed) return 0;
      const head = Atomics.load(words, HEAD);
      if (RING_BYTES - used(head, tail) >= RECORD_BYTES + length) break;
      this.tell();
      Atomics.wait(words, HEAD, head, 100);
    }
    this.at = tail;
    const record = new Uint8Array(RECORD_BYTES);
    const view = new DataView(record.buffer);
    view.setInt32(0, fd, true);
    view.setInt32(4, length, true);
    this.put(record);
    return length;
  }

  private put(part: Uint8Array): void {
    const start = this.at & (RING_BYTES - 1);
    const first = Math.min(part.length, RING_BYTES - start);
    this.bytes.set(part.subarray(0, first), start);
    this.bytes.set(part.subarray(first), 0);
    this.at = (this.at + part.length) | 0;
  }

  private publish(): void {
    Atomics.store(this.words, TAIL, this.at);
    this.tell();
  }

  private tell(): void {
    if (Atomics.exchange(this.words, SIGNAL, 1) === 0) this.wake();
  }

  private lock(): void {
    while (Atomics.compareExchange(this.words, LOCK, 0, 1) !== 0) Atomics.wait(this.words, LOCK, 1, 10);
  }

  private unlock(): void {
    Atomics.store(this.words, LOCK, 0);
    Atomics.notify(this.words, LOCK, 1);
  }
}

/** The page's end. */
export class RingReader {
  private readonly words: Int32Array;
  private readonly bytes: Uint8Array;

  constructor(ring: SharedArrayBuffer) {
    this.words = new Int32Array(ring, 0, HEADER_BYTES / 4);
    this.bytes = new Uint8Array(ring, HEADER_BYTES);
  }

  /** Takes all records that are there. */
  drain(take: Take): void {
    const { words } = this;
    Atomics.store(words, SIGNAL, 0); // first: what comes from here on is told again
    const tail = Atomics.load(words, TAIL);
    let head = Atomics.load(words, HEAD);
    while (head !== tail) {
      const record = new DataView(this.copy(head, RECORD_BYTES).buffer);
      const length = record.getInt32(4, true);
      take(record.getInt32(0, true), this.copy((head + RECORD_BYTES) | 0, length));
      head = (head + RECORD_BYTES + length) | 0;
    }
    Atomics.store(words, HEAD, head);
    Atomics.notify(words, HEAD);
  }

  /** Nothing is read from now on. */
  close(): void {
    Atomics.store(this.words, CLOSED, 1);
    Atomics.notify(this.words, HEAD);
  }

  private copy(from: number, length: number): Uint8Array {
    const out = new Uint8Array(length);
    const start = from & (RING_BYTES - 1);
    const first = Math.min(length, RING_BYTES - start);
    out.set(this.bytes.subarray(start, start + first));
    out.set(this.bytes.subarray(0, length - first), first);
    return out;
  }
}
