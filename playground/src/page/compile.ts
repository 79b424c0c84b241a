// The server's compiler: what the page sends and gets. Lines count from 1, columns from 0, in code points.

export type Target = "threads" | "portable";
export type View = "types" | "ir" | "wat";

export interface Place {
  line: number;
  column: number;
  end_line: number;
  end_column: number;
}

export interface Diagnostic extends Place {
  code: string;
  severity: "error" | "warning";
  message: string;
  label: string;
  labels: (Place & { text: string })[];
  notes: string[];
  helps: string[];
  explanation: string;
}

export interface Compiled {
  wasm: Uint8Array<ArrayBuffer> | null;
  diagnostics: Diagnostic[];
  ms: number;
}

export interface Listing {
  text: string;
  /** the program's line for each line of the text, or 0 */
  lines: number[];
}

/** The server refused, or can't be reached; the message is for the page. */
export class ServiceError extends Error {}

async function post(path: string, body: unknown, signal?: AbortSignal): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ServiceError("The server can't be reached. Is it still running?");
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  const told = (answer as { error?: { message?: string } } | null)?.error?.message;
  throw new ServiceError(told ?? `The server answered ${response.status} ${response.statusText}`);
}

export async function compile(source: string, target: Target, signal?: AbortSignal): Promise<Compiled> {
  const before = performance.now();
  const answer = (await post("/api/compile", { source, target }, signal)) as {
    wasm: string | null;
    diagnostics: Diagnostic[];
  };
  const wasm = answer.wasm === null ? null : Uint8Array.from(atob(answer.wasm), (c) => c.charCodeAt(0));
  return { wasm, diagnostics: answer.diagnostics, ms: performance.now() - before };
}

export async function list(source: string, target: Target, view: View, signal?: AbortSignal): Promise<Listing> {
  return (await post("/api/views", { source, target, view }, signal)) as Listing;
}

/** The path of a short link to a fragment. */
export async function shorten(fragment: string): Promise<string> {
  return ((await post("/api/links", { fragment })) as { path: string }).path;
}
