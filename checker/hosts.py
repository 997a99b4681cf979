"""Which machine an address stands for."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}


def is_this_machine(host: str) -> bool:
    """Tell whether a host's name or address stands for the machine that this runs on."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def origin(address: str) -> str:
    """Return scheme, host and port of a web address (the port left out where it is the scheme's own): one server."""
    parts = urlsplit(address)
    name = (parts.hostname or "").lower()
    host = f"[{name}]" if ":" in name else name
    return f"{parts.scheme}://{host}" + ("" if parts.port in (None, _PORTS[parts.scheme]) else f":{parts.port}")


def origin_of_host(host: str) -> str:
    """Return the origin that a host (with its port) most likely stands for: encrypted, unless it is this machine."""
    name = urlsplit(f"//{host}").hostname or ""
    return origin(f"{'http' if is_this_machine(name) else 'https'}://{host}")
