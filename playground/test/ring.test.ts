import { expect, test } from "vitest";
import { newRing, RingReader, RingWriter } from "../src/host/ring";

const MIB = 1 << 20;

interface Ends {
  writer: RingWriter;
  reader: RingReader;
  /** how often the page was told */
  told(): number;
}

/** Both ends of a ring whose counters begin at `start`. */
function ring(start = 0): Ends {
  const memory = newRing();
  new Int32Array(memory, 0, 8).set([start, start], 1);
  let told = 0;
  return {
    writer: new RingWriter(memory, () => told++),
    reader: new RingReader(memory),
    told: () => told,
  };
}

function drained(reader: RingReader): [number, string][] {
  const records: [number, string][] = [];
  reader.drain((fd, bytes) => records.push([fd, new TextDecoder().decode(bytes)]));
  return records;
}

const bytes = (text: string) => new TextEncoder().encode(text);

test("records come in their order, the parts of one together", () => {
  const { writer, reader } = ring();
  writer.write(1, [bytes("one "), bytes(""), bytes("line\n")]);
  writer.write(2, [bytes("error")]);
  expect(drained(reader)).toEqual([
    [1, "one line\n"],
    [2, "error"],
  ]);
  expect(drained(reader)).toEqual([]);
});

test("the page is told once until it looks", () => {
  const { writer, reader, told } = ring();
  writer.write(1, [bytes("a")]);
  writer.write(1, [bytes("b")]);
  expect(told()).toBe(1);
  drained(reader);
  writer.write(1, [bytes("c")]);
  expect(told()).toBe(2);
});

test("nothing written, nothing told", () => {
  const { writer, reader, told } = ring();
  writer.write(1, []);
  writer.write(1, [bytes("")]);
  expect([told(), drained(reader)]).toEqual([0, []]);
});

test("what is large comes in records of a quarter of the ring", () => {
  const { writer, reader } = ring();
  const sent = Uint8Array.from({ length: (MIB * 3) / 4 - 100 }, (_, k) => k % 251);
  writer.write(1, [sent.subarray(0, 1000), sent.subarray(1000)]);
  const lengths: number[] = [];
  let right = 0; // bytes that came as they were sent
  reader.drain((_, part) => {
    lengths.push(part.length);
    for (const byte of part) if (byte === sent[right]) right++;
  });
  expect(lengths).toEqual([MIB / 4, MIB / 4, MIB / 4 - 100]);
  expect(right).toBe(sent.length);
});

test.each([0, MIB - 5, 2 ** 31 - 70_000, -70_000])("records go on at the ring's beginning, from %d", (start) => {
  const { writer, reader } = ring(start);
  for (let turn = 0; turn < 40; turn++) {
    const text = `${turn}:`.padEnd(33_331, "x");
    writer.write(1, [bytes(text)]);
    writer.write(2, [bytes(`${turn}`)]);
    expect(drained(reader)).toEqual([
      [1, text],
      [2, `${turn}`],
    ]);
  }
});

test("a writer at a full ring goes on once it is closed, and writes no more", () => {
  const { writer, reader } = ring();
  for (let turn = 0; turn < 3; turn++) writer.write(1, [new Uint8Array(MIB / 4)]);
  reader.close();
  writer.write(1, [new Uint8Array(MIB / 2)]);
  expect(writer.closed).toBe(true);
  expect(drained(reader).length).toBe(3);
});
