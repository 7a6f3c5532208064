#!/bin/sh
# dev/install.sh [requirements.txt | requirements-dev.txt]: creates .venv and installs the locked packages, once.
# Stores the checksum of the installed lock file, so that a second run has nothing to do.
set -eu
cd "$(dirname "$0")/.."
wanted=${1:-requirements.txt}
python=.venv/bin/python

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  found=$(sh dev/find_python.sh)
  echo "Making a virtual environment in .venv with $("$found" --version)."
  "$found" -m venv --clear .venv
fi

sum=$(cksum <"$wanted")
remembered=".venv/installed-$wanted"
if [ -f "$remembered" ] && [ "$(cat "$remembered")" = "$sum" ]; then
  exit 0
fi
echo "Installing what $wanted names. This takes about half a minute the first time."
"$python" -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r "$wanted" || {
  echo "The packages could not be installed; the lines above say why. Nothing else was changed." >&2
  exit 1
}
echo "$sum" >"$remembered"
if [ "$wanted" = requirements-dev.txt ]; then
  cksum <requirements.txt >.venv/installed-requirements.txt # the development lock includes the other one
fi
