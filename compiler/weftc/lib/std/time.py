"""The module time."""

import rt


def monotonic():
    return rt.weft_monotonic()


def monotonic_ns():
    return rt.weft_perf_counter_ns()


def perf_counter():
    return rt.weft_perf_counter()


def perf_counter_ns():
    return rt.weft_perf_counter_ns()


def process_time():
    return rt.weft_process_time()


def process_time_ns():
    return int(rt.weft_process_time() * 1e9)


def sleep(seconds: float):
    seconds = float(seconds)
    if seconds != seconds:
        raise ValueError("Invalid value NaN (not a number)")
    if seconds < 0.0:
        raise ValueError("sleep length must be non-negative")
    rt.weft_sleep(seconds)


def time():
    return rt.weft_time()


def time_ns():
    return rt.weft_time_ns()
