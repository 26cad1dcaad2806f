// Copyright 2026 The Berkeley Sockets for Java authors
// SPDX-License-Identifier: Apache-2.0
//
// The pages in the order of reading. A directory's pages are found, so that a new one needs no line here.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { docs } from './links.mjs'

/** The first heading of a page. */
function title(file) {
  const heading = /^# (.*)$/m.exec(readFileSync(join(docs, file), 'utf8'))
  return (heading ? heading[1] : file).replaceAll('`', '').replace(/</g, '&lt;')
}

function page(file) {
  return { text: title(file), link: '/' + file.replace(/(README)?\.md$/, '') }
}

/** The pages of a directory, its README.md first and the others as that lists them; none without a directory. */
function pages(directory) {
  const path = join(docs, directory)
  const files = existsSync(path) ? readdirSync(path).filter((f) => f.endsWith('.md')) : []
  const readme = files.includes('README.md') ? readFileSync(join(path, 'README.md'), 'utf8') : ''
  const position = (file) => (file === 'README.md' ? -1 : (readme.indexOf(`(${file})`) + 1) || Infinity)
  return files
    .sort((a, b) => position(a) - position(b) || a.localeCompare(b))
    .map((file) => page(`${directory}/${file}`))
}

function group(text, items, collapsed = false) {
  return items.length === 0 ? [] : [{ text, items, collapsed }]
}

export function sidebar() {
  return [
    ...group('Start', pages('start')),
    ...group('Guide of the object layer', pages('guide')),
    ...group('Porting C', [...pages('porting'), page('from-other-apis.md')]),
    ...group('Views and integrations', [page('views.md'), ...pages('integrations')]),
    ...group('Running', ['diagnostics.md', 'startup.md', 'platforms.md', 'c-programs.md'].map(page)),
    ...group('Measuring', [page('benchmarks.md'), ...pages('results')]),
    ...group('Reference', pages('reference'), true),
    ...group('Decisions', pages('adr'), true),
    ...group('Project', [page('releasing.md')], true),
  ]
}
