"""The policy of the worker that runs a pad's Python: it may load pyodide, and reach nothing else."""

from collections.abc import Callable, MutableMapping, Sequence

WORKER = "pad/python-worker"


def worker_policy(origins: Sequence[str], static_url: str) -> Callable[[MutableMapping[str, str], str, str], None]:
    """WhiteNoise's hook: adds the policy to the worker's file, for a product that is served at `origins`."""
    pyodide = " ".join(
        f"{origin.rstrip('/')}/{static_url.strip('/')}/pad/pyodide/" for origin in dict.fromkeys(origins)
    )
    policy = f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src {pyodide}"

    def add(headers: MutableMapping[str, str], path: str, url: str) -> None:
        if WORKER in url:
            headers["Content-Security-Policy"] = policy

    return add
