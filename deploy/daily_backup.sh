#!/bin/sh
# deploy/daily_backup.sh FOLDER: makes today's backup, verifies it, and keeps the newest fourteen.
set -eu
cd "$(dirname "$0")/.."
folder=$1
key=${BACKUP_KEY_FILE:-/etc/strategic-snapshot/backup.key}
made="$folder/$(date -u +%Y-%m-%dT%H%M%S).backup"
.venv/bin/python manage.py backup "$made" --key "$key"
.venv/bin/python manage.py verify_backup "$made" --key "$key"
# Only daily backups: those made before an update have other names.
find "$folder" -maxdepth 1 -name '????-??-??T??????.backup' | sort -r | tail -n +15 | while read -r old; do
  rm -- "$old"
done
