// Copyright 2026 The Berkeley Sockets for Java authors
// SPDX-License-Identifier: Apache-2.0
//
// What differs between the pages on a forge and on the site: links out of docs/ lead to the forge, links to
// README.md to index.md, and names of classes in code, such as `berkeley.sockets.Socket`, to their Javadoc.

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
export const docs = resolve(here, '../..')
export const root = resolve(docs, '..')
export const javadoc = join(root, 'target/reports/apidocs')

const CLASS = /^(berkeley\.sockets(?:\.[a-z]+)*)\.([A-Z]\w*)$/

/** The address of the sources, as the root pom.xml has it. */
export function forgeUrl() {
  const pom = readFileSync(join(root, 'pom.xml'), 'utf8')
  return /<scm[^]*?<url>(.*?)<\/url>/.exec(pom)[1]
}

/** Where a relative link of a page leads to on the site. */
function target(href, page) {
  if (/^[a-z]+:|^\/|^#/.test(href)) {
    return href
  }
  const [path, section] = href.split('#')
  const file = resolve(dirname(page), path)
  const suffix = section ? `#${section}` : ''
  if (file === docs || file.startsWith(docs + '/')) {
    const directory = !/\.[a-z]+$/.test(path)
    if (directory || file.endsWith('.md')) {
      return (directory ? join(path, 'index.md') : path.replace(/(^|\/)README\.md$/, '$1index.md')) + suffix
    }
  }
  if (!existsSync(file)) {
    throw new Error(`${page}: no such file: ${href}`)
  }
  return `${forgeUrl()}/blob/main/${relative(root, file)}${suffix}`
}

/** The Javadoc page of a class, or null. */
function javadocOf(name) {
  const match = CLASS.exec(name)
  if (!match) {
    return null
  }
  const path = `${match[1].replaceAll('.', '/')}/${match[2]}.html`
  return (
    ['berkeley.sockets', 'berkeley.sockets.bindings']
      .map((module) => `${module}/${path}`)
      .find((page) => existsSync(join(javadoc, page))) ?? null
  )
}

export function markdownPlugin(md, base) {
  md.core.ruler.push('site-links', (state) => {
    const page = join(docs, state.env.realPath ? relative(docs, state.env.realPath) : state.env.relativePath)
    for (const block of state.tokens.filter((t) => t.type === 'inline')) {
      let linked = 0
      block.children = block.children.flatMap((token) => {
        if (token.type === 'link_open') {
          linked++
          token.attrSet('href', target(token.attrGet('href'), page))
        } else if (token.type === 'link_close') {
          linked--
        } else if (token.type === 'code_inline' && linked === 0) {
          const found = javadocOf(token.content)
          if (found) {
            const open = new state.Token('link_open', 'a', 1)
            open.attrSet('href', `${base}javadoc/${found}`)
            open.attrSet('target', '_self') // no page of the site's own
            return [open, token, new state.Token('link_close', 'a', -1)]
          }
        }
        return [token]
      })
    }
  })
}
