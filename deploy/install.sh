#!/bin/bash
# deploy/install.sh DOMAIN EMAIL [--postgresql] [--redis] [--mail URL]
#
# Sets up the site on a bare Debian 12 (or newer): nginx with TLS, the site and its background jobs as systemd services,
# SQLite, daily backups. Run as root from an unpacked release. A second run repairs what is missing and keeps the data.
#   --postgresql     PostgreSQL instead of SQLite
#   --redis          a cache that all processes share
#   --mail URL       the mail server, for example smtp+tls://user:password@host:587
set -euo pipefail
source_folder=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=deploy/release.sh
. "$source_folder/deploy/release.sh"

usage() { sed -n '2,9s/^# \{0,1\}//p' "$0"; }

domain='' email='' with_postgresql='' with_redis='' mail=''
while [ $# -gt 0 ]; do
  case $1 in
    --postgresql) with_postgresql=1 ;;
    --redis) with_redis=1 ;;
    --mail) mail=${2:?--mail needs an address} && shift ;;
    -h | --help) usage && exit ;;
    -*) fail "Unknown option $1. See: $0 --help" ;;
    *) if [ -z "$domain" ]; then domain=$1; elif [ -z "$email" ]; then email=$1; else fail "One argument too many: $1"; fi ;;
  esac
  shift
done
[[ $domain =~ ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}$ ]] || fail "Name the site's domain and your email address: $0 analysis.example.org you@example.org"
[[ $email =~ ^[^@[:space:]\']+@[^@[:space:]\']+$ ]] || fail "$email is not an email address."
[[ $mail != *\'* ]] || fail "Write ' in the mail address as %27."
[ "$(id -u)" = 0 ] || fail 'Run this as root.'
# shellcheck disable=SC1091
. /etc/os-release
[[ ${ID:-} = debian && ${VERSION_ID:-0} -ge 12 ]] || fail 'This script knows Debian 12 and newer. For others, docs/operating.md has the steps.'

say 'Packages'
export DEBIAN_FRONTEND=noninteractive
packages=(adduser python3 python3-venv nginx openssl curl ca-certificates git certbot)
[ -z "$with_postgresql" ] || packages+=(postgresql)
[ -z "$with_redis" ] || packages+=(redis-server)
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${packages[@]}"

say 'Account and folders'
getent passwd "$account" >/dev/null || adduser --system --group --quiet --no-create-home --home "$data" "$account"
install -d -m 755 "$home" "$home/releases" /var/lib/strategic-snapshot-acme
install -d -m 750 -o root -g "$account" "$etc"
install -d -m 711 -o "$account" -g "$account" "$data"
install -d -m 750 -o "$account" -g "$account" "$data/renditions"
install -d -m 700 -o "$account" -g "$account" "$backups"
install -d -m 2750 -o "$account" -g www-data "$data/media" # nginx sends the media, and reads nothing else of the site
install -d -m 700 -o www-data -g www-data /var/cache/nginx/strategic-snapshot

# Debian's own units leave these stopped if they are killed.
for unit in nginx.service postgresql@.service; do
  install -D -m 644 "$source_folder/deploy/restart.conf" "/etc/systemd/system/$unit.d/strategic-snapshot.conf"
done
systemctl daemon-reload
[ -z "$with_redis" ] || systemctl enable --quiet --now redis-server

if [ ! -e "$etc/environment" ]; then
  url="sqlite:///$data/db.sqlite3"
  [ -z "$with_postgresql" ] || url="postgres://$account@/$database?host=/var/run/postgresql"
  (
    umask 027
    {
      printf "%s='%s'\n" SECRET_KEY "$(openssl rand -hex 32)" ALLOWED_HOSTS "$domain" SITE_URL "https://$domain" \
        DATABASE_URL "$url" MEDIA_ROOT "$data/media" RENDITIONS_ROOT "$data/renditions" MEDIA_DELIVERY nginx \
        BACKUP_MARKER "$data/last-backup" HTTPS true LOG_FORMAT json TRUSTED_PROXIES 127.0.0.1,::1 DEFAULT_FROM_EMAIL "$email"
      [ -z "$mail" ] || printf "EMAIL_URL='%s'\n" "$mail"
      [ -z "$with_redis" ] || printf "REDIS_URL='redis://127.0.0.1:6379/0'\n"
    } >"$etc/environment"
  )
  chgrp "$account" "$etc/environment"
fi

if [ -n "$with_postgresql" ]; then
  say 'PostgreSQL'
  systemctl enable --quiet --now postgresql
  as_postgres() { (cd / && runuser -u postgres -- "$@"); }
  [ "$(as_postgres psql -tAc "SELECT 1 FROM pg_roles WHERE rolname = '$account'")" = 1 ] ||
    as_postgres createuser --createdb "$account" # a backup is tried in a database of its own
  [ "$(as_postgres psql -tAc "SELECT 1 FROM pg_database WHERE datname = '$database'")" = 1 ] ||
    as_postgres createdb --owner "$account" --encoding UTF8 --locale C.UTF-8 --template template0 "$database"
fi

say 'The release and what it needs'
release=$(make_release "$source_folder")
git -C "$source_folder" remote get-url origin >"$etc/source" 2>/dev/null || printf '%s\n' "$source_folder" >"$etc/source"
use_release "$release"
if [ ! -e "$etc/backup.key" ]; then
  "$release/.venv/bin/python" -c 'import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path
from operations.encryption import make_key; make_key(Path(sys.argv[2]))' "$release" "$etc/backup.key"
  chown root:"$account" "$etc/backup.key"
  chmod 640 "$etc/backup.key"
fi
cat >/usr/local/bin/strategic-snapshot <<'WRAPPER'
#!/bin/bash
# Runs manage.py as the site does: strategic-snapshot verify_editions
set -eu
. /opt/strategic-snapshot/current/deploy/release.sh
manage "$home/current" "$@"
WRAPPER
chmod 755 /usr/local/bin/strategic-snapshot

say 'Services'
use_units "$release"
sed "s/DOMAIN/$domain/g" "$release/deploy/nginx/site.conf" >/etc/nginx/sites-available/strategic-snapshot
ln -sfn ../sites-available/strategic-snapshot /etc/nginx/sites-enabled/strategic-snapshot
rm -f /etc/nginx/sites-enabled/default
install -d -m 700 "$etc/tls"
if [ ! -e "$etc/tls/fullchain.pem" ]; then # until there is a real one, or where there can be none
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 -subj "/CN=$domain" \
    -addext "subjectAltName=DNS:$domain" -keyout "$etc/tls/privkey.pem" -out "$etc/tls/fullchain.pem" 2>/dev/null
fi
nginx -q -t

say 'Database'
manage "$release" migrate --verbosity 0
manage "$release" check --deploy

say 'Start'
systemctl enable --quiet nginx strategic-snapshot.service strategic-snapshot-due.service
systemctl restart nginx strategic-snapshot.service strategic-snapshot-due.service
systemctl enable --quiet --now strategic-snapshot-backup.timer strategic-snapshot-verify.timer
wait_until_ready 60 || fail 'The site did not start. See: journalctl -u strategic-snapshot'

say 'Certificate'
if certbot certonly --quiet --non-interactive --agree-tos --webroot -w /var/lib/strategic-snapshot-acme -d "$domain" \
  -m "$email" --deploy-hook 'systemctl reload nginx'; then
  ln -sfn "/etc/letsencrypt/live/$domain/fullchain.pem" "$etc/tls/fullchain.pem"
  ln -sfn "/etc/letsencrypt/live/$domain/privkey.pem" "$etc/tls/privkey.pem"
  systemctl reload nginx
else
  echo "No certificate yet: does $domain lead to this machine, and is port 80 open? Then run this script again."
  echo "Until then, the site has one that browsers warn of."
fi

say 'Email'
if grep -q '^EMAIL_URL=' "$etc/environment"; then
  manage "$release" sendtestemail "$email" && echo "A test message is on its way to $email." ||
    echo "The mail server refused the test message: correct EMAIL_URL in $etc/environment, then restart the services."
else
  echo "No mail server is set: put EMAIL_URL into $etc/environment (docs/operating.md, Email), then restart the services."
fi

say 'First backup'
systemctl start strategic-snapshot-backup.service && ls "$backups"
echo "Backups are encrypted with $etc/backup.key. Copy that file, and the backups, to another place: without it no"
echo "backup can be read."

say 'Administrator'
manage "$release" first_administrator "$email"
echo "Sign in at https://$domain/admin/"
