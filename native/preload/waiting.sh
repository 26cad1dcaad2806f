#!/bin/sh
# Copyright 2026 The Berkeley Sockets for Java authors
# SPDX-License-Identifier: Apache-2.0
#
# What becomes of a call that waits.
. "$(dirname "$0")/common.sh"
for case in close dup2 shutdown signal signal-raises signal-restarts; do
  try "waiting/$case" $over /usr/bin/python3 "$here/waiting.py" "$case"
done
