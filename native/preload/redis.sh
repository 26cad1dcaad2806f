#!/bin/sh
# Copyright 2026 The Berkeley Sockets for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# redis-server with its own client on libc, then the client, too.
. "$(dirname "$0")/common.sh"
keep $over redis-server --port "$port" --bind 127.0.0.1 ::1 --unixsocket "$PWD/redis.socket" --save '' --appendonly no \
  --dir "$PWD" --daemonize no --loglevel warning --tcp-backlog 128
until_open "$port"

commands() {
  side=$1
  shift
  try "redis/$side/ping" "$@" PING
  try "redis/$side/set" "$@" SET key value
  try "redis/$side/get" "$@" GET key
  try "redis/$side/set-3-MB" sh -c '"$@" -x SET large <large' sh "$@"
  try "redis/$side/get-3-MB" "$@" GET large
  try "redis/$side/eval" "$@" EVAL 'for i = 1, 10000 do redis.call("RPUSH", "list", i) end return redis.call("LLEN", "list")' 0
  try "redis/$side/list" "$@" LRANGE list 0 -1
  try "redis/$side/blocked" "$@" BLPOP nothing 1
  try "redis/$side/error" "$@" INCR key
  try "redis/$side/pipelined" sh -c 'seq 5000 | sed "s/.*/INCR counter/" | "$@" | tail -n 1' sh "$@"
  try "redis/$side/save" "$@" SAVE
  try "redis/$side/delete" "$@" FLUSHALL
}

commands server redis-cli -h 127.0.0.1 -p "$port"
commands client-too $over redis-cli -h 127.0.0.1 -p "$port"
try redis/ipv6 redis-cli -h ::1 -p "$port" PING
try redis/unix redis-cli -s redis.socket PING
try redis/clients-at-once sh -c 'redis-benchmark -p "$1" -n 3000 -c 50 -t set,get,lpush,lrange_100 -q >/dev/null && redis-cli -p "$1" DBSIZE' sh "$port"
try redis/child redis-cli -p "$port" BGSAVE
sleep 1
try redis/child-done sh -c 'redis-cli -p "$1" INFO persistence | grep rdb_last_bgsave_status' sh "$port"

# a subscriber gets what a publisher sends
timeout 20 $over redis-cli -p "$port" SUBSCRIBE news >news 2>>errors &
kept="$kept $!"
for attempt in $(seq 100); do
  [ "$(redis-cli -p "$port" PUBLISH news hello)" = 1 ] && break
  sleep 0.05
done
sleep 0.5
try redis/subscribed cat news
try redis/shutdown redis-cli -p "$port" SHUTDOWN NOSAVE
