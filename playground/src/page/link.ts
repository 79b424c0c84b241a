// Links that hold a whole program: `#1.` and the deflated, base64url-coded JSON of it. The number is the form's version;
// what was ever made must open for ever, so a new form takes a new number and this one stays.

const VERSION = "1.";

export interface Shared {
  source: string;
  stdin?: string;
}

async function through(bytes: Uint8Array<ArrayBuffer>, transform: GenericTransformStream): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(transform as ReadableWritablePair<Uint8Array, BufferSource>);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A program as a link's text after `#`. */
export async function pack(program: Shared): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(program));
  const packed = await through(bytes, new CompressionStream("deflate-raw"));
  let text = "";
  for (const byte of packed) text += String.fromCharCode(byte);
  return VERSION + btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The program of a fragment, or null if it holds none; a damaged one throws. */
export async function unpack(fragment: string): Promise<Shared | null> {
  if (!fragment) return null;
  if (!fragment.startsWith(VERSION)) throw new Error("This link was made by a newer playground, or is damaged.");
  try {
    const text = atob(fragment.slice(VERSION.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
    const unpacked = await through(bytes, new DecompressionStream("deflate-raw"));
    const program = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(unpacked)) as Shared;
    if (typeof program.source !== "string") throw new Error("no program");
    return program;
  } catch {
    throw new Error("This link is damaged: no program can be read from it.");
  }
}
