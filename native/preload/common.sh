#!/bin/sh
# Copyright 2026 The Berkeley Sockets for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# For curl.sh, nc.sh and redis.sh, which run in a directory of their own, with $over before each
# program that is tried, and print a line "OUTCOME NAME" for each thing they do with it. An outcome
# is a status and a digest of what came out.
set -u
here=$(cd "$(dirname "$0")" && pwd)
: "${over:=}" "${port:=18000}"
kept=
trap 'for one in $kept; do kill "$one" 2>/dev/null; done; wait' EXIT

# keep COMMAND...: in the background, until the end
keep() {
  "$@" >/dev/null 2>>errors &
  kept="$kept $!"
}

# try NAME COMMAND...
try() {
  name=$1
  shift
  timeout 60 "$@" >out 2>>errors
  echo "$?:$(sha256sum <out | cut -c1-16) $name"
}

# until_open PORT: until somebody listens there
until_open() {
  for attempt in $(seq 200); do
    [ -n "$(ss -Htln "sport = :$1")" ] && return
    sleep 0.05
  done
  echo "nobody listens on port $1" >>errors
}

head -c 3000000 /dev/zero | tr '\0' x >large
echo hello >small
