#!/bin/sh
# Copyright 2026 The Berkeley Sockets for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# curl as the client of a server that runs on libc, then as the client of one that does not.
. "$(dirname "$0")/common.sh"
python=/usr/bin/python3
keep $python "$here/http_echo.py" 127.0.0.1 "$port"
keep $python "$here/http_echo.py" ::1 "$port"
until_open "$port"
url=http://127.0.0.1:$port
quiet="curl -sS --max-time 30"

try curl/get $over $quiet "$url/16"
try curl/get-8-MiB $over $quiet "$url/8388608"
try curl/by-name $over $quiet "http://localhost:$port/100"
try curl/ipv6 $over $quiet "http://[::1]:$port/100"
try curl/keep-alive $over $quiet "$url/1" "$url/2" "$url/3"
try curl/parallel $over $quiet -Z "$url/1000" "$url/1000" "$url/1000" "$url/1000"
try curl/post-3-MB $over $quiet --data-binary @large "$url/"
try curl/post-stdin sh -c 'cat large | "$@"' sh $over $quiet -H Expect: --data-binary @- "$url/"
try curl/upload-slowly $over $quiet --limit-rate 4M --data-binary @large "$url/"
try curl/local-address $over $quiet --interface 127.0.0.2 "$url/7"
try curl/refused $over $quiet "http://127.0.0.1:$((port + 9))/"
try curl/timeout $over curl -sS --max-time 1 "$url/late"
try curl/no-such-name $over $quiet "http://no-such-name.invalid/"
try curl/statistics $over $quiet -o /dev/null -w '%{http_code} %{size_download} %{num_connects} %{local_ip}' "$url/5000"

keep $over $python "$here/http_echo.py" 127.0.0.1 $((port + 1))
until_open $((port + 1))
try curl/both-get $over $quiet "http://127.0.0.1:$((port + 1))/8388608"
try curl/server-get $quiet "http://127.0.0.1:$((port + 1))/8388608"
try curl/server-post $quiet --data-binary @large "http://127.0.0.1:$((port + 1))/"
