"""The headers that every response has.

The first three isolate the page, so that browsers give it shared memory; the policy lets it load nothing from elsewhere
and run no code but its own files and WebAssembly.
"""

from __future__ import annotations

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}

COMMON_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

REQUEST_ID = "X-Request-ID"


def common_headers(request_id: str) -> list[tuple[bytes, bytes]]:
    """As ASGI has them."""
    headers = COMMON_HEADERS | {REQUEST_ID: request_id}
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


def secure_header(seconds: int) -> tuple[bytes, bytes]:
    """For answers by https: the browser is to come by nothing else for so long."""
    return b"strict-transport-security", f"max-age={seconds}".encode()
