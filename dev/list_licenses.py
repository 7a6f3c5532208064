"""make licenses: writes docs/licenses.md, the licenses of everything in an installation, from package metadata."""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licenses.md"
LOCKS = {"requirements.txt": "Installed with every site", "requirements-s3.txt": "Only for media in a bucket"}
HEAD = """# Licenses

The site itself: BSD-3-Clause (`LICENSE`). `make licenses` writes this list from what is installed; a test fails where
a package of the lock files is missing here. Fonts and scripts that are part of the repository stand beside their
licenses, in `static/` and `outputs/pdf/fonts/`.
"""
PACKAGE = re.compile(r"^([a-z0-9._-]+)==", re.M)
# Looked up in their repositories: their metadata has none, or they are installed only on other systems.
KNOWN = {"pyrage": "MIT", "async-timeout": "Apache-2.0", "tzdata": "Apache-2.0", "colorama": "BSD-3-Clause"}
# Classifier names and their SPDX identifiers.
SHORT = {
    "MIT License": "MIT",
    "The MIT License": "MIT",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD 3-Clause": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
}


def packages_in(lock: str) -> list[str]:
    return PACKAGE.findall((ROOT / lock).read_text(encoding="utf-8"))


def license_of(package: str) -> str:
    """Return a package's license from its metadata, as an SPDX expression if it has one, or ""."""
    if package in KNOWN:
        return KNOWN[package]
    try:
        told = metadata(package)
    except PackageNotFoundError:
        return ""
    named = told.get("License-Expression") or ""
    classified = [
        each.rpartition(" :: ")[2] for each in told.get_all("Classifier", []) if each.startswith("License ::")
    ]
    words = (told.get("License") or "").strip()
    short = words if len(words) < 60 else ""
    found = named or ", ".join(classified) or short
    return SHORT.get(found, found)


def lines() -> Iterator[str]:
    yield HEAD
    listed: set[str] = set()
    for lock, heading in LOCKS.items():
        yield f"## {heading}\n\n| package | license |\n|---|---|"
        new = [name for name in packages_in(lock) if name not in listed]
        yield from (f"| {name} | {license_of(name) or 'not named'} |" for name in new)
        listed.update(new)
        yield ""


if __name__ == "__main__":
    PAGE.write_text("\n".join(lines()), encoding="utf-8")
    unnamed = re.findall(r"^\| (\S+) \| not named \|$", PAGE.read_text(encoding="utf-8"), re.M)
    print(f"Written to {PAGE.relative_to(ROOT)}.")
    sys.exit(f"These name no license: {', '.join(unnamed)}" if unnamed else 0)
