"""Prove the record of a site from outside: python3 verify.py https://analysis.example.org/ [HEAD ...]

Needs Python 3.9 or newer, nothing else, and only what is public: the log of editions and the JSON of each edition. A
HEAD is the digest of a log entry that you kept, from an email, a feed or a PDF. Prints each mismatch; the exit status
is 1 if there is one. docs/json.md describes the log.
"""

import hashlib
import json
import sys
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import Request, urlopen


def digest_of(content):
    return hashlib.sha256(content).hexdigest()


def fetch(site, path):
    """Return the status, the content, and whether the site redirects: to a new address, or to a replacement."""
    url = urljoin(site, path)
    try:
        with urlopen(Request(url, headers={"Accept-Encoding": "identity"}), timeout=60) as response:
            return response.status, response.read(), response.url != url
    except HTTPError as error:
        return error.code, error.read(), error.url != url


def read_log(site, found):
    """Return the entries and the digest of each line, and note where the chain is broken."""
    status, content, _ = fetch(site, "/editions.jsonl")
    if status != 200:
        found.append(f"/editions.jsonl: the site answers {status}")
        return [], []
    entries, digests, before = [], [], "0" * 64
    for number, line in enumerate(content.split(b"\n")[:-1], 1):
        try:
            entry = json.loads(line)
            entry["address"], entry["digest"], entry["number"], entry["moment"]
        except (ValueError, KeyError, TypeError):
            found.append(f"entry {number}: not an entry")
            entry = {}
        if entry.get("before") != before:
            found.append(f"entry {number}: the chain is broken before it")
        before = digest_of(line)
        entries.append(entry)
        digests.append(before)
    return entries, digests


def check_edition(site, entry, is_withdrawn, withdrawn, listed):
    """Yield what is wrong with one published edition. `withdrawn` and `listed` are digests of editions."""
    path = entry["address"].rstrip("/") + ".json"
    status, content, is_redirected = fetch(site, path)
    if is_withdrawn:
        if status != 410 and not is_redirected:
            yield f"{path}: withdrawn, but the site answers {status}"
        return
    if status != 200:
        yield f"{path}: the site answers {status}"
        return
    try:
        data = json.loads(content)
        entries, is_cut = data["edition"].get("entries", {}), "original_digest" in data
        digests = {each["digest"] for each in entries.values()}
    except (ValueError, KeyError, TypeError, AttributeError):
        yield f"{path}: not the JSON of an edition"
        return
    if (data["original_digest"] if is_cut else digest_of(content)) != entry["digest"]:
        yield f"{path}: not what was published: its digest is {digest_of(content)}, not {entry['digest']}"
    if is_cut and not digests & withdrawn:
        yield f"{path}: articles are cut out of it, but none of them is withdrawn"
    for digest in sorted(digests - listed):
        yield f"{path}: contains an article edition that is not in the log: {digest}"


def verify(site, heads=()):
    """Return what is wrong, in sentences, and how many entries the log has."""
    found = []
    entries, digests = read_log(site, found)
    found += [f"{head}: not in the log, so the log was rewritten" for head in heads if head not in digests]
    published = [entry for entry in entries if entry.get("event") == "published"]
    withdrawn = {entry["digest"] for entry in entries if entry.get("event") == "withdrawn"}
    listed = {entry["digest"] for entry in published}
    found += [f"{digest}: withdrawn, but never published" for digest in sorted(withdrawn - listed)]
    for entry in published:
        found += check_edition(site, entry, entry["digest"] in withdrawn, withdrawn, listed)
    return found, len(entries)


if __name__ == "__main__":
    mismatches, count = verify(sys.argv[1], sys.argv[2:])
    print("\n".join([*mismatches, f"{count} entries, {len(mismatches)} mismatches."]))
    sys.exit(1 if mismatches or not count else 0)
