#!/bin/sh
# Prints the path of a Python 3.11 or newer that can create virtual environments. Otherwise prints a message and fails.
# Each candidate is run, because a name on PATH may be a version manager's stub that refuses to run.
outdated=""
for name in ${PYTHON_TO_USE:-} python3 python3.14 python3.13 python3.12 python3.11; do
  version=$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
  if ! "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    outdated=$version
    continue
  fi
  if ! "$name" -c 'import ensurepip, venv' 2>/dev/null; then
    without_venv=$version
    continue
  fi
  "$name" -c 'import sys; print(sys.executable)'
  exit 0
done
if [ -n "${without_venv:-}" ]; then
  echo "Python $without_venv is here, but without its venv module. On Debian or Ubuntu: apt install python3-venv. Then run make again." >&2
elif [ -n "$outdated" ]; then
  echo "This needs Python 3.11 or newer, and the newest found here is $outdated. Install one and run make again." >&2
else
  echo "This needs Python 3.11 or newer, and found none. Install one and run make again." >&2
fi
exit 1
