#!/bin/bash
# deploy/update.sh VERSION [--from FOLDER]
#
# Updates the site to another release: fetches it, backs up, migrates, restarts, and checks that the site is ready.
# If it isn't, the previous release and database are restored. Meanwhile the site can be read, and anything sent is
# refused with 503, so that nothing is lost. --from takes an unpacked release instead of fetching one.
set -euo pipefail
# shellcheck source=deploy/release.sh
. "$(cd "$(dirname "$0")" && pwd)/release.sh"

version=${1:-}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "Name the version: $0 1.2.3"
[ "$(id -u)" = 0 ] || fail 'Run this as root.'
[ "${2:-}" = --from ] && folder=${3:?--from needs a folder} || folder=''
before=$(readlink -f "$home/current")
fetched=$(mktemp -d)
trap 'rm -rf "$fetched"; rm -f "$updating"' EXIT

if [ -z "$folder" ]; then
  say "Fetching $version"
  folder=$fetched/release
  git clone -q --depth 1 --branch "v$version" "$(cat "$etc/source")" "$folder"
fi
[ "$(version_of "$folder")" = "$version" ] || fail "$folder holds version $(version_of "$folder"), not $version."
[ "$before" != "$home/releases/$version" ] || fail "Version $version is running already."

say 'The release and what it needs'
release=$(make_release "$folder")
manage "$release" check --deploy --fail-level ERROR

saved="$backups/before-$version-$(date -u +%Y-%m-%dT%H%M%S).backup"
is_migrated=''

go_back() {
  trap '' HUP INT TERM
  printf '\n' 2>/dev/null || exec >/dev/null 2>&1 # the terminal may be gone
  say "$1 Going back to $(version_of "$before")."
  systemctl stop strategic-snapshot || true
  if [ -n "$is_migrated" ]; then
    empty_database
    manage "$before" restore "$saved" --key "$etc/backup.key" --database-only
  fi
  use_release "$before"
  use_units "$before"
  systemctl start strategic-snapshot
  systemctl start strategic-snapshot-due
  wait_until_ready 60 || fail "The site is not ready with version $(version_of "$before") either. See: journalctl -u strategic-snapshot"
  fail "The site is as it was before, with version $(version_of "$before")."
}

# Keeps the old database under another name, so that the problem can be investigated.
empty_database() {
  local url moment
  url=$(sed -n "s/^DATABASE_URL='\(.*\)'$/\1/p" "$etc/environment")
  moment=$(date -u +%Y%m%dt%H%M%S)
  case $url in
    sqlite:///*)
      for file in "${url#sqlite:///}"{,-wal,-shm}; do
        [ ! -e "$file" ] || mv "$file" "${file/db.sqlite3/failed-$moment.sqlite3}"
      done
      ;;
    postgres*"@/$database?"*)
      (cd / && runuser -u postgres -- psql -q -c "ALTER DATABASE $database RENAME TO failed_$moment")
      (cd / && runuser -u postgres -- createdb --owner "$account" --encoding UTF8 --locale C.UTF-8 --template template0 "$database")
      ;;
    *) fail "The database stands elsewhere. Restore it there: strategic-snapshot restore $saved --key $etc/backup.key --database-only" ;;
  esac
}

say 'Backup'
trap 'go_back "The update was interrupted."' HUP INT TERM
touch "$updating"
systemctl stop strategic-snapshot-due
systemctl stop strategic-snapshot
manage "$before" backup "$saved" --key "$etc/backup.key" || go_back 'There was no backup, so nothing was changed.'

say 'Database'
if ! manage "$release" migrate --check >/dev/null 2>&1; then
  is_migrated=1
  manage "$release" migrate --verbosity 0 || go_back 'The database could not be migrated.'
fi

say 'Start'
use_release "$release"
use_units "$release"
systemctl start strategic-snapshot || go_back 'The site did not start.'
wait_until_ready 60 || go_back 'The site is not ready.'
trap - HUP INT TERM
systemctl start strategic-snapshot-due
rm -f "$updating"
say "Version $version is running. The backup from before: $saved"
echo "If nginx/site.conf has changed (CHANGELOG.md says so), run deploy/install.sh again."
