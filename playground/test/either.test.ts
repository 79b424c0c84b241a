// Who compiles: the server, whose answers are made up here, or the page.

import { afterEach, expect, test, vi } from "vitest";
import { EitherCompiler } from "../src/compiler/either";
import { Patience } from "../src/compiler/patience";
import { shorten } from "../src/compiler/server";
import { type Compiled, NotLoaded, type Service, ServiceError } from "../src/compiler/service";

const BY_SERVER = { wasm: "AA==", diagnostics: [], seconds: {}, cached: false };
const BY_PAGE: Compiled = { wasm: null, diagnostics: [], ms: 1 };
const LISTED = { text: "by the page", lines: [0] };
const HTML = "<html>from a proxy</html>";

let now = 0;
let asked: string[] = [];

/** What the server answers from now on; null: nothing. */
function server(answer: (() => Response) | null): void {
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    if (!answer) throw new TypeError("no connection");
    return answer();
  });
}

const ok = () => Response.json(BY_SERVER);
const error = (status: number, message: string, headers: Record<string, string> = {}) =>
  Response.json({ error: { code: "", message, request_id: "" } }, { status, headers });

const page: Service = { compile: async () => BY_PAGE, list: async () => LISTED };

function failing(failure: Error): Service {
  const fail = () => Promise.reject(failure);
  return { compile: fail, list: fail };
}

function compiler(of: Service = page): EitherCompiler {
  [now, asked] = [0, []];
  return new EitherCompiler(of, false, new Patience(() => now));
}

afterEach(() => vi.unstubAllGlobals());

test("the server compiles, and is asked once", async () => {
  server(ok);
  const said: string[] = [];
  expect((await compiler().compile("", "threads", undefined, (why) => said.push(why))).wasm).toEqual(new Uint8Array(1));
  expect(asked).toEqual(["api/compile"]);
  expect(said).toEqual([]);
});

test.each<[string, () => Response, number, string]>([
  ["429", () => error(429, "many", { "Retry-After": "60" }), 60, "too many requests have come from your address"],
  ["503", () => error(503, "busy", { "Retry-After": "2" }), 2, "the server is busy"],
  ["a proxy's 502", () => new Response(HTML, { status: 502 }), 5, "the server can't be reached"],
  ["a proxy's 503", () => new Response(HTML, { status: 503 }), 5, "the server is busy"],
  ["a proxy's 504", () => new Response(HTML, { status: 504 }), 5, "the server doesn't answer"],
])("%s: the page compiles until the server may be asked again", async (_, refuse, seconds, why) => {
  const either = compiler();
  const said: string[] = [];
  server(refuse);
  expect(await either.compile("", "threads", undefined, (text) => said.push(text))).toBe(BY_PAGE);
  server(ok);
  now = seconds * 1000 - 1;
  expect(await either.list("", "threads", "ir", undefined, (text) => said.push(text))).toBe(LISTED);
  expect(asked).toEqual(["api/compile"]);
  expect(said).toEqual([why, why]);
  now = seconds * 1000;
  expect((await either.compile("", "threads")).wasm).toHaveLength(1);
});

test("a failure of the server is about one program", async () => {
  const either = compiler();
  const said: string[] = [];
  server(() => error(500, "Weft failed on this program"));
  expect(await either.compile("", "threads", undefined, (why) => said.push(why))).toBe(BY_PAGE);
  expect(said).toEqual(["the server has failed"]);
  server(ok);
  expect((await either.compile("", "threads")).wasm).toHaveLength(1);
});

test.each([413, 422, 507])("%i is the answer", async (status) => {
  const either = compiler();
  server(() => error(status, "it takes more than 10 s"));
  await expect(either.compile("", "threads")).rejects.toThrow(/^it takes more than 10 s$/);
});

test("where the page can't load its compiler, the server's message is told", async () => {
  const either = compiler(failing(new NotLoaded("The compiler can't be loaded: no network")));
  server(() => error(503, "busy", { "Retry-After": "30" }));
  await expect(either.compile("", "threads")).rejects.toThrow(/^busy \(try again in 30 seconds\)$/);
  now = 20_000;
  await expect(either.compile("", "threads")).rejects.toThrow(/^busy \(try again in 10 seconds\)$/);
  server(ok);
  now = 30_000;
  expect((await either.compile("", "threads")).wasm).toHaveLength(1);
});

test("where the page's compiler fails too, its message is told", async () => {
  const either = compiler(failing(new ServiceError("failed in the page")));
  server(() => error(500, "failed on the server"));
  await expect(either.compile("", "threads")).rejects.toThrow("failed in the page");
});

test("a server that has gone isn't asked again", async () => {
  const either = compiler();
  const said: string[] = [];
  server(null);
  expect(await either.compile("", "threads", undefined, (why) => said.push(why))).toBe(BY_PAGE);
  server(ok);
  expect(await either.compile("", "threads")).toBe(BY_PAGE);
  expect(said).toEqual([]);
});

test("a server that has gone is asked again where the page can't compile", async () => {
  const either = compiler(failing(new NotLoaded("The compiler can't be loaded")));
  server(null);
  await expect(either.compile("", "threads")).rejects.toThrow("The server can't be reached");
  server(ok);
  expect((await either.compile("", "threads")).wasm).toHaveLength(1);
});

test.each<[string, (() => Response) | null, boolean]>([
  ["healthy", () => Response.json({ status: "ok", workers: 2 }), false],
  ["starting", () => Response.json({ status: "starting", workers: 0 }, { status: 503 }), false],
  ["behind a proxy that can't reach it", () => new Response(HTML, { status: 502 }), false],
  ["one of files", () => new Response(HTML, { status: 404 }), true],
  ["none", null, true],
])("a server that is %s", async (_, answer, inPage) => {
  server(answer);
  expect(await compiler().prepare()).toBe(inPage);
});

test("Stop while it is found out whether there is a server", async () => {
  const stopping = new AbortController();
  vi.stubGlobal("fetch", async (path: string) => {
    if (path === "healthz") stopping.abort();
    throw new TypeError("no connection");
  });
  const compiling = compiler().compile("", "threads", stopping.signal);
  await expect(compiling).rejects.toMatchObject({ name: "AbortError" });
});

test.each<[() => Response, string]>([
  [() => error(429, "too many", { "Retry-After": "40" }), "too many (try again in 40 seconds)"],
  [() => error(503, "no disk", { "Retry-After": "2" }), "no disk (try again in 2 seconds)"],
  [() => error(507, "no room"), "no room"],
  [() => new Response(HTML, { status: 502 }), "The server answered 502 (try again in 5 seconds)"],
])("a short link that is refused: %o", async (answer, message) => {
  server(answer);
  await expect(shorten("1.x")).rejects.toMatchObject({ message });
});
