#!/bin/sh
# Copyright 2026 The Berkeley Sockets for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# nc on either side and on both.
. "$(dirname "$0")/common.sh"

# transfer NAME SERVER CLIENT FILE OPTIONS: what the server prints
transfer() {
  name=$1 server=$2 client=$3 file=$4
  shift 4
  rm -f received
  timeout 60 $server nc -l "$@" </dev/null >received 2>>errors &
  listener=$!
  for attempt in $(seq 100); do
    case "$*" in
    *-U*) [ -S unix.socket ] && break ;;
    *-u*) [ -n "$(ss -Hulna "sport = :$port")" ] && break ;;
    *) [ -n "$(ss -Htlna "sport = :$port")" ] && break ;;
    esac
    sleep 0.05
  done
  timeout 60 $client nc -N "$@" <"$file" >>errors 2>&1
  status=$?
  wait $listener
  echo "$status,$?:$(sha256sum <received | cut -c1-16) $name"
  rm -f unix.socket
}

transfer nc/client "" "$over" large 127.0.0.1 "$port"
transfer nc/server "$over" "" large 127.0.0.1 "$port"
transfer nc/both "$over" "$over" large 127.0.0.1 "$port"
transfer nc/both-ipv6 "$over" "$over" small -6 ::1 "$port"
transfer nc/both-unix "$over" "$over" large -U unix.socket
transfer nc/both-udp "$over" "$over" small -u -w 1 -W 1 127.0.0.1 "$port"
try nc/refused $over nc -z 127.0.0.1 $((port + 9))
try nc/scan $over nc -z -w 1 127.0.0.1 $((port + 1))-$((port + 8))
try nc/no-such-name $over nc -z no-such-name.invalid 1

timeout 60 $over nc -lk 127.0.0.1 $((port + 2)) >kept-open 2>>errors </dev/null &
kept="$kept $!"
until_open $((port + 2))
for i in 1 2 3; do
  echo "line $i" | nc -N 127.0.0.1 $((port + 2))
done
sleep 0.5
try nc/three-clients cat kept-open
