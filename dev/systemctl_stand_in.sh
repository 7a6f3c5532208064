#!/bin/bash
# Stands in for systemctl on the machine of dev/try_bare_machine.py, where systemd can't run. It runs the site's own units
# by what they say: ExecStart, User, EnvironmentFile, Environment, WorkingDirectory, UMask, KillSignal, TimeoutStopSec,
# Restart, RestartSec, Type=oneshot, NoNewPrivileges, CapabilityBoundingSet=, PrivateTmp, ProtectHome, and
# ProtectSystem=strict with ReadWritePaths. Of Debian's services it calls the init scripts, and heeds Restart= in a
# drop-in. It ignores all other directives; of a timer, it keeps the name.
set -u
units=/etc/systemd/system run=/run/systemctl-stand-in
mkdir -p "$run"

# value UNIT KEY DEFAULT
value() {
  local found
  found=$(cat "$units/$1.service" "$units/$1"{,@}.service.d/*.conf 2>/dev/null | sed -n "s/^$2=//p" | tail -n 1)
  printf '%s\n' "${found:-$3}"
}

# enter UNIT: becomes the unit's command, in a group of processes and a mount namespace of its own.
enter() {
  local account
  account=$(value "$1" User root)
  # shellcheck disable=SC2016,SC2046,SC2086
  writable=$(value "$1" ReadWritePaths '') account=$account mask=$(value "$1" UMask 0022) \
    settings=$(value "$1" EnvironmentFile /dev/null) folder=$(value "$1" WorkingDirectory /) \
    own=$(sed -n 's/^Environment=//p' "$units/$1.service" | tr '\n' ' ') \
    exec setsid unshare --mount bash -c '
      for path in $writable; do mount --bind "$path" "$path"; done
      for path in /tmp /var/tmp /home /root; do mount -t tmpfs -o mode=1777 private "$path"; done
      mount -o remount,bind,ro /
      cd "$folder" && umask "$mask"
      set -a && . "$settings" && set +a
      unset writable settings folder mask OLDPWD SHLVL
      exec env --default-signal HOME=/var/lib/strategic-snapshot USER="$account" LOGNAME="$account" $own setpriv --reuid "$account" \
        --regid "$account" --init-groups --no-new-privs --bounding-set=-all --inh-caps=-all -- "$@"' - \
    $(value "$1" ExecStart /bin/false)
}

# keep UNIT: runs the unit, and again whenever it ends by itself, as Restart=always.
keep() {
  local group
  while [ -e "$run/$1.wanted" ]; do
    (enter "$1") >>"/var/log/$1.log" 2>&1 </dev/null &
    group=$!
    echo "$group" >"$run/$1.group"
    wait "$group"
    kill -KILL -- "-$group" 2>/dev/null # KillMode=control-group
    sleep "$(value "$1" RestartSec 0.1)"
  done
}

is_kept() { [ -e "$run/$1.keeper" ] && kill -0 "$(cat "$run/$1.keeper")" 2>/dev/null; }

start() {
  if [ "$(value "$1" Type simple)" = oneshot ]; then
    (enter "$1") 2>&1 </dev/null | tee -a "/var/log/$1.log"
    return "${PIPESTATUS[0]}"
  fi
  is_kept "$1" && return
  touch "$run/$1.wanted"
  setsid "$0" keep "$1" >/dev/null 2>&1 </dev/null &
  echo $! >"$run/$1.keeper"
}

stop() {
  local group left
  rm -f "$run/$1.wanted"
  is_kept "$1" || return 0
  group=$(cat "$run/$1.group")
  kill -s "$(value "$1" KillSignal SIGTERM)" -- "-$group" 2>/dev/null
  for ((left = $(value "$1" TimeoutStopSec 90) * 10; left > 0; left--)); do
    kill -0 -- "-$group" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL -- "-$group" 2>/dev/null && echo "$1 had to be killed" >>"/var/log/$1.log"
  while is_kept "$1"; do sleep 0.1; done
}

# Of Debian's services: Restart= of a drop-in.
watch() {
  while sleep "$(value "$1" RestartSec 1)" && [ -e "$run/$1.wanted" ]; do
    service "$1" status >/dev/null 2>&1 || service "$1" start
  done
}

debian() {
  rm -f "$run/$2.wanted"
  service "$2" "$1" >/dev/null || return
  if [[ $1 = *start && $(value "$2" Restart no) = on-failure ]]; then
    touch "$run/$2.wanted"
    setsid "$0" watch "$2" >/dev/null 2>&1 </dev/null &
  fi
}

verb=$1 now='' names=()
shift
for word in "$@"; do
  case $word in --now) now=1 ;; --*) ;; *) names+=("${word%.service}") ;; esac
done
for name in ${names+"${names[@]}"}; do
  case $verb:$name in
    keep:* | watch:*) "$verb" "$name" ;;
    enable:*.timer) [ -z "$now" ] || touch "$run/$name" ;;
    enable:strategic-snapshot*) ;;
    enable:*) [ -z "$now" ] || debian start "$name" || exit ;;
    is-active:*) is_kept "$name" || service "$name" status >/dev/null 2>&1 || exit 3 ;;
    start:strategic-snapshot* | stop:strategic-snapshot*) "$verb" "$name" || exit ;;
    restart:strategic-snapshot*) stop "$name" && start "$name" || exit ;;
    start:* | stop:* | restart:* | reload:*) debian "$verb" "$name" || exit ;;
    *) echo "The stand-in for systemctl does not know $verb $name." >&2 && exit 1 ;;
  esac
done
