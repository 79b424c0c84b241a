// Links that hold a whole program: `#1.` and the deflated, base64url-coded JSON of it. The number is the form's version;
// what was ever made must open for ever, so a new form takes a new number and this one stays. Anyone can make a link, and a
// short one of gigabytes: what is inflated has a bound.

const VERSION = "1.";
const MIB = 1 << 20;
/** Of a program as JSON: many times what compiles, for its input is in it too. */
const PROGRAM_BYTES = 4 * MIB;
/** What browsers take as an address. */
const FRAGMENT_CHARACTERS = 2 * MIB;
/** Deflated bytes that are inflated at once, to a thousand times as much: browsers don't stop within a piece. */
const PIECE_BYTES = 512;

export interface Shared {
  source: string;
  stdin?: string;
}

class TooLarge extends Error {}

/** Bytes as a stream that gives the next piece when it is asked for it. */
function inPieces(bytes: Uint8Array<ArrayBuffer>): ReadableStream<BufferSource> {
  let rest = bytes;
  const source: UnderlyingDefaultSource<BufferSource> = {
    pull(controller) {
      if (rest.length === 0) return controller.close();
      controller.enqueue(rest.subarray(0, PIECE_BYTES));
      rest = rest.subarray(PIECE_BYTES);
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}

/** What comes of bytes; if that is more than `limit` bytes, it is let go at once, and TooLarge raised. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>,
  limit: number,
): Promise<Uint8Array> {
  const reader = inPieces(bytes).pipeThrough(transform).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw new TooLarge();
    }
    parts.push(value);
  }
}

/** A program as a link's text after `#`; throws if that is more than `unpack` takes. */
export async function pack(program: Shared): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(program));
  const tooLarge = new Error("The program and its input are too large for a link.");
  if (bytes.length > PROGRAM_BYTES) throw tooLarge;
  const packed = await through(bytes, new CompressionStream("deflate-raw"), Number.POSITIVE_INFINITY);
  let text = "";
  for (const byte of packed) text += String.fromCharCode(byte);
  const fragment = VERSION + btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  if (fragment.length > FRAGMENT_CHARACTERS) throw tooLarge;
  return fragment;
}

/** The program of a fragment, or null if it holds none; one that is damaged or too large throws. */
export async function unpack(fragment: string): Promise<Shared | null> {
  if (!fragment) return null;
  if (!fragment.startsWith(VERSION)) throw new Error("This link was made by a newer playground, or is damaged.");
  try {
    if (fragment.length > FRAGMENT_CHARACTERS) throw new TooLarge();
    const text = atob(fragment.slice(VERSION.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
    const unpacked = await through(bytes, new DecompressionStream("deflate-raw"), PROGRAM_BYTES);
    const program = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(unpacked)) as Shared;
    if (typeof program.source !== "string") throw new Error("no program");
    return program;
  } catch (error) {
    if (error instanceof TooLarge)
      throw new Error(`This link is too large: a program and its input may have ${PROGRAM_BYTES / MIB} MiB.`);
    throw new Error("This link is damaged: no program can be read from it.");
  }
}
