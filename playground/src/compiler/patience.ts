// Until when the server isn't asked: one that can't answer says how long it wants to be left alone.

import { ServiceError } from "./service";

const LONGEST_MS = 3_600_000;
const MINUTES_FROM_MS = 120_000;

/**
 * The statuses of a server that might answer this request another time: what people are told, and how long it is left
 * alone if it doesn't say. The status is enough: a proxy in front answers for its server without JSON.
 */
const REFUSALS: Record<number, { why: string; restMs: number }> = {
  429: { why: "too many requests have come from your address", restMs: 5000 },
  500: { why: "the server has failed", restMs: 0 }, // at this program: it may compile the next
  502: { why: "the server can't be reached", restMs: 5000 },
  503: { why: "the server is busy", restMs: 5000 },
  504: { why: "the server doesn't answer", restMs: 5000 },
};

/** The server has no answer now; its compiler in the page may have one. */
export class Refused extends ServiceError {
  /** `said`: by the server; `why`: a clause for people; `waitMs`: before it may be asked again. */
  constructor(
    readonly said: string,
    readonly why: string,
    readonly waitMs: number,
  ) {
    super(waitMs > 0 ? `${said} (try again in ${describeWait(waitMs)})` : said);
  }
}

export function isRefusal(status: number): boolean {
  return status in REFUSALS;
}

/** A response as a refusal, null if it is none; `said` is its message. */
export function refusal(response: Response, said: string): Refused | null {
  const known = REFUSALS[response.status];
  if (!known) return null;
  return new Refused(said, known.why, retryAfterMs(response.headers, Date.now()) ?? known.restMs);
}

/**
 * How long a response asks to wait, by its Retry-After: seconds, or a date, which is compared with the server's clock where
 * it tells it, for the page's may be wrong. Null if it doesn't ask.
 */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const text = headers.get("Retry-After")?.trim() ?? "";
  let wait = Number.NaN;
  if (/^\d+$/.test(text)) wait = Number(text) * 1000;
  else if (text.endsWith("GMT")) wait = Date.parse(text) - (Date.parse(headers.get("Date") ?? "") || now);
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), LONGEST_MS);
}

/** For people. */
export function describeWait(ms: number): string {
  const minutes = ms >= MINUTES_FROM_MS;
  const count = Math.ceil(ms / (minutes ? 60_000 : 1000));
  return `${count} ${minutes ? "minute" : "second"}${count === 1 ? "" : "s"}`;
}

/** Keeps the refusal that holds longest, as long as it does. */
export class Patience {
  private kept: Refused | null = null;
  private until = 0;

  /** `now`: a clock in milliseconds, which nobody puts back. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  keep(refused: Refused): void {
    const until = this.now() + refused.waitMs;
    if (until <= this.until) return;
    this.until = until;
    this.kept = refused;
  }

  /** The refusal that holds, with what is left to wait; null: the server may be asked. */
  get refusal(): Refused | null {
    const left = this.until - this.now();
    return this.kept && left > 0 ? new Refused(this.kept.said, this.kept.why, left) : null;
  }
}
