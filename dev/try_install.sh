#!/bin/bash
# dev/try_install.sh FOLDER: installs the committed state on a bare Debian 12 in FOLDER (made by debootstrap), serves it
# over TLS, updates it, makes an update fail, deletes everything and restores it. Needs root, the network, ten minutes,
# and ports 80, 443 and 8000. systemd cannot run in a folder, so `control` below starts the services' commands.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
bare=${1:?Name a folder for the bare Debian}
domain=analysis.example.org
key=/etc/strategic-snapshot/backup.key
READY=${READY:-/readyz}

say() { printf '\n==== %s\n' "$*"; }
inside() {
  chroot "$bare" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp LANG=C.UTF-8 \
    CONTROL=control READY="$READY" ${PIP_CERT:+PIP_CERT=/etc/ssl/certs/ca-certificates.crt} bash -euo pipefail -c "$1"
}
expect() { # expect STATUS ADDRESS
  local found
  found=$(inside "curl -sk -o /dev/null -w '%{http_code}' --resolve $domain:443:127.0.0.1 https://$domain$2")
  [ "$found" = "$1" ] || { echo "$2 answered $found, not $1" >&2 && exit 1; }
  echo "$2: $found"
}
authors() { inside "strategic-snapshot shell -v0 -c 'from people.models import Author; print(Author.objects.count())'"; }
leave() {
  inside 'control stop strategic-snapshot; control stop strategic-snapshot-due; nginx -s stop' || true
  umount "$bare/dev" "$bare/proc" || true
}
release() { # release VERSION FROM NUMBER SQL: an unpacked release with one more migration than the one in FROM
  local folder="$bare/srv/site-$1" latest
  cp -a "$bare/srv/$2" "$folder"
  sed -i "s/^version = .*/version = \"$1\"/" "$folder/pyproject.toml"
  latest=$(basename "$(find "$folder/people/migrations" -name '[09]*.py' | sort | tail -n 1)" .py)
  cat >"$folder/people/migrations/$3_trial.py" <<MIGRATION
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "$latest")]
    operations = [migrations.RunSQL("$4")]
MIGRATION
}

[ -e "$bare/etc/debian_version" ] || debootstrap --variant=minbase --include=ca-certificates bookworm "$bare"
cp /etc/resolv.conf "$bare/etc/"
[ -z "${PIP_CERT:-}" ] || cp "$PIP_CERT" "$bare/etc/ssl/certs/ca-certificates.crt"
mount -t proc proc "$bare/proc"
mount --bind /dev "$bare/dev"
trap leave EXIT
rm -rf "$bare"/srv/site*
mkdir "$bare/srv/site"
git -C "$root" archive HEAD | tar -x -C "$bare/srv/site"
cat >"$bare/usr/local/bin/control" <<'CONTROL'
#!/bin/bash
# start or stop NAME: the command of an installed service
unit=/etc/systemd/system/$2.service pid=/run/$2.pid
case $1 in
  stop)
    [ -e "$pid" ] || exit 0
    kill "$(cat "$pid")" 2>/dev/null
    for _ in $(seq 200); do kill -0 "$(cat "$pid")" 2>/dev/null || break; sleep .1; done
    rm -f "$pid"
    ;;
  start)
    set -a && . /etc/strategic-snapshot/environment && set +a
    cd /opt/strategic-snapshot/current && umask 027
    setpriv --reuid snapshot --regid snapshot --clear-groups $(sed -n 's/^ExecStart=//p' "$unit") \
      >>"/var/log/$2.log" 2>&1 </dev/null &
    echo $! >"$pid"
    ;;
esac
CONTROL
chmod +x "$bare/usr/local/bin/control"

say 'Install'
inside "bash /srv/site/deploy/install.sh $domain ada@example.org --prepare-only"
inside 'control start strategic-snapshot; control start strategic-snapshot-due; nginx
  . /opt/strategic-snapshot/current/deploy/release.sh; wait_until_ready 60'
inside 'strategic-snapshot first_administrator ada@example.org'
expect 200 /
expect 404 /readyz
inside "strategic-snapshot shell -v0 -c 'from tests import make; make.published(make.article(slug=\"port\"))'"
expect 200 /analysis/port/

say 'Update to 9.0.1'
release 9.0.1 site 9001 'CREATE TABLE trial (id integer)'
inside '/opt/strategic-snapshot/current/deploy/update.sh 9.0.1 --from /srv/site-9.0.1'
expect 200 /analysis/port/

say 'Update to 9.0.2, which deletes and then does not start'
before=$(authors)
release 9.0.2 site-9.0.1 9002 'ALTER TABLE people_author RENAME TO lost'
echo 'raise SystemExit("broken on purpose")' >>"$bare/srv/site-9.0.2/config/wsgi.py"
! inside '/opt/strategic-snapshot/current/deploy/update.sh 9.0.2 --from /srv/site-9.0.2' || exit 1
[ "$(authors)" = "$before" ]
expect 200 /analysis/port/

say 'Lose everything, and restore'
inside "setpriv --reuid snapshot --regid snapshot --clear-groups bash -c 'set -a; . /etc/strategic-snapshot/environment
  /opt/strategic-snapshot/current/deploy/daily_backup.sh /var/backups/strategic-snapshot'"
inside "control stop strategic-snapshot; control stop strategic-snapshot-due
  cd /var/lib/strategic-snapshot; rm -r db.sqlite3* media
  install -d -m 2750 -o snapshot -g www-data media
  strategic-snapshot restore \$(ls -d /var/backups/strategic-snapshot/????-*.backup | tail -n 1) --key $key
  strategic-snapshot verify_editions
  control start strategic-snapshot; control start strategic-snapshot-due
  . /opt/strategic-snapshot/current/deploy/release.sh; wait_until_ready 60"
expect 200 /analysis/port/
[ "$(authors)" = "$before" ]
say 'All of it worked.'
