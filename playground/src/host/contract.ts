// Made by `make abi` from compiler/weftc/host/contract.py; change that, not this.

/** What a module's custom section of that name must say. */
export const SECTION = "weft";
export const CONTRACT = 1;

/** Pages of the largest memory. */
export const MAX_PAGES = 65536;

/** Statuses of the host itself. */
export const STATUS_BUG = 2;

/** proc_exit's argument is the status, and above it why the program ended. */
export const REASON_SHIFT = 8;
export const REASONS = ["exit", "error", "deadlock", "memory"] as const;

/** Environment variables: a program's settings. */
export const ENV = {
  WORKERS: "WEFT_WORKERS",
  STRESS: "WEFT_STRESS",
  SEED: "WEFT_SEED",
  SEQUENTIAL: "WEFT_SEQUENTIAL",
  MAX_STACK_SIZE: "WEFT_MAX_STACK_SIZE",
  ENGINE_STACK: "WEFT_ENGINE_STACK",
  ANY_STATUS: "WEFT_ANY_STATUS",
  REASON: "WEFT_REASON",
} as const;

/** Hash of what compiled code, runtime and hosts agree on: a module's section says the same. */
export const ABI = "9ac17e08da25";
