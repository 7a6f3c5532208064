"""Content encodings (RFC 9110, 8.4 and 12.5.3): choosing one that a client accepts, and encoding text."""

import gzip
from functools import lru_cache

import brotli

TEXTS = ("text/", "application/json", "application/feed+json", "application/atom+xml", "application/xml")
MORE = ("application/ld+json", "application/schema+json", "application/vnd.citationstyles.csl+json", "image/svg+xml")
PREFERRED = ("br", "gzip")  # the smaller one first; "" means not encoded
LEAST = 200  # bytes: shorter texts do not get smaller
LEVELS = {"br": 5, "gzip": 6}  # 60 kB take one to two milliseconds


def is_text(media_type: str) -> bool:
    """Return whether content of this type is worth compressing; PDF files and pictures are already compressed."""
    return media_type.startswith(TEXTS + MORE)


@lru_cache(maxsize=1000)
def chosen(accepted: str) -> str:
    """Return the encoding for a client that sends this Accept-Encoding: "br", "gzip" or "" for none."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        try:
            weights[name.strip()] = float(weight.partition("=")[2] or 1)
        except ValueError:
            weights[name.strip()] = 0.0
    found = {name: weights.get(name, weights.get("*", 0.0)) for name in PREFERRED}
    best = max(PREFERRED, key=lambda name: found[name])
    return best if found[best] > 0 and found[best] >= weights.get("identity", 0.0) else ""


def encoded(content: bytes, encoding: str) -> bytes:
    """Return `content` encoded, always as the same bytes. Only for content without secrets (BREACH)."""
    if encoding == "br":
        return brotli.compress(content, quality=LEVELS["br"])
    return gzip.compress(content, LEVELS["gzip"], mtime=0) if encoding == "gzip" else content


def tagged(etag: str, encoding: str) -> str:
    """Return the ETag of the same content in an encoding. Different bytes need a different strong ETag."""
    return f'{etag[:-1]}-{encoding}"' if encoding else etag


def untagged(etags: str, encoding: str) -> str:
    """Return an If-None-Match value with the ETags of `encoding` replaced by those of the unencoded content."""
    return etags.replace(f'-{encoding}"', '"') if encoding else etags
