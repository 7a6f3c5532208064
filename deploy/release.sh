# Sourced by install.sh and update.sh: paths, and how to set up a release.
# shellcheck shell=bash disable=SC2034 # the sourcing scripts use the variables

home=/opt/strategic-snapshot
etc=/etc/strategic-snapshot
data=/var/lib/strategic-snapshot
backups=/var/backups/strategic-snapshot
account=snapshot
database=snapshot # of PostgreSQL
updating=/run/strategic-snapshot-updating
shopt -s inherit_errexit # in $(make_release …), too, the first error is the end

say() { printf '\n== %s\n' "$*"; }

fail() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

# version_of FOLDER: prints the release's number.
version_of() { sed -n 's/^version = "\(.*\)"$/\1/p' "$1/pyproject.toml"; }

# make_release SOURCE: copies the code to its own folder, installs what it needs, prints the folder.
make_release() {
  local source=$1 release
  release="$home/releases/$(version_of "$source")"
  if [ ! -e "$release/.complete" ]; then
    rm -rf "$release"
    mkdir -p "$release"
    tar -C "$source" --exclude=./.git --exclude=./.venv --exclude=./var --exclude=./staticfiles \
      --exclude='./db.sqlite3*' --exclude=./.env --exclude=__pycache__ -cf - . | tar -C "$release" --no-same-owner -xf -
    chmod -R u=rwX,go=rX "$release"
    python3 -m venv "$release/.venv"
    "$release/.venv/bin/pip" install -q --disable-pip-version-check --no-input --require-hashes \
      -r "$release/requirements.txt" >&2
    if grep -qs '^MEDIA_BUCKET=' "$etc/environment"; then
      "$release/.venv/bin/pip" install -q --disable-pip-version-check --no-input --require-hashes \
        -r "$release/requirements-s3.txt" >&2
    fi
    manage_as_root "$release" collectstatic --no-input --verbosity 0 >&2
    touch "$release/.complete"
  fi
  printf '%s\n' "$release"
}

# manage RELEASE ARGUMENTS…: runs manage.py as the site does.
manage() {
  (
    umask 027
    release=$1 && shift
    set -a
    # shellcheck disable=SC1091
    . "$etc/environment"
    set +a
    cd "$release" || exit
    exec runuser -u "$account" -- .venv/bin/python manage.py "$@"
  )
}

# Only for commands that write into the release, which the site's own account can't.
manage_as_root() {
  (
    release=$1 && shift
    set -a
    # shellcheck disable=SC1091
    . "$etc/environment"
    set +a
    cd "$release" || exit
    PYTHONDONTWRITEBYTECODE=1 exec .venv/bin/python manage.py "$@"
  )
}

# use_release RELEASE: makes it the current one, atomically.
use_release() {
  ln -sfn "$1" "$home/next"
  mv -T "$home/next" "$home/current"
}

# use_units RELEASE: installs its systemd units.
use_units() {
  cp "$1"/deploy/systemd/* /etc/systemd/system/
  systemctl daemon-reload
}

# wait_until_ready SECONDS: waits for the site to report that it is ready; returns whether it did.
wait_until_ready() {
  local host left
  host=$(sed -n "s/^ALLOWED_HOSTS='\([^',]*\).*/\1/p" "$etc/environment")
  for ((left = $1; left > 0; left--)); do
    if curl -fsS -o /dev/null --max-time 5 -H "Host: $host" -H 'X-Forwarded-Proto: https' \
      "http://127.0.0.1:8000/readyz" 2>/dev/null; then
      return 0
    fi
    sleep 1
  done
  return 1
}
