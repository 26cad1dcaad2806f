// Copyright 2026 The Berkeley Sockets for Java authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** All pages of the site, as paths below it. */
export function pages(site) {
  return readdirSync(site, { recursive: true })
    .filter((file) => file.endsWith('.html'))
    .sort()
}

/**
 * Links and sections of all pages, Javadoc included. Returns what leads nowhere, and what is loaded from elsewhere.
 */
export function deadLinks(site) {
  const all = new Map(pages(site).map((file) => [file, read(join(site, file))]))
  const dead = []
  let links = 0
  for (const [file, page] of all) {
    for (const [href, loads] of page.links) {
      if (/^(data|mailto|javascript):/.test(href)) {
        continue
      }
      if (/^([a-z]+:)?\/\//.test(href)) {
        if (loads) {
          dead.push(`${file} loads ${href}`)
        }
        continue
      }
      links++
      const url = new URL(href, `http://site/${file}`)
      let path = decodeURIComponent(url.pathname).slice(1)
      if (path === '' || path.endsWith('/')) {
        path += 'index.html'
      }
      const section = decodeURIComponent(url.hash.slice(1))
      if (!all.has(path) && !(existsSync(join(site, path)) && statSync(join(site, path)).isFile())) {
        dead.push(`${file}: ${href}`)
      } else if (section && all.has(path) && !all.get(path).ids.has(section)) {
        dead.push(`${file}: no section ${href}`)
      }
    }
  }
  return { pages: all.size, links, dead }
}

function read(file) {
  const html = readFileSync(file, 'utf8').replace(/<script\b[^>]*>[^]*?<\/script>/g, (script) =>
    script.slice(0, script.indexOf('>') + 1),
  )
  const links = []
  for (const [, tag, attributes] of html.matchAll(/<(a|link|script|img|iframe)\b([^>]*)>/g)) {
    const href = /\s(?:href|src)="([^"]*)"/.exec(attributes)
    if (href) {
      links.push([text(href[1]), tag !== 'a' && !/rel="canonical"/.test(attributes)])
    }
  }
  const ids = new Set([...html.matchAll(/\s(?:id|name)="([^"]*)"/g)].map((m) => text(m[1])))
  return { links, ids }
}

function text(attribute) {
  return attribute
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#(\d+);/g, (_, n) => String.fromCodePoint(n))
    .replace(/&amp;/g, '&')
}
