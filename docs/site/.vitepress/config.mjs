// Copyright 2026 The Berkeley Sockets for Java authors
// SPDX-License-Identifier: Apache-2.0

import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { forgeUrl, markdownPlugin } from './links.mjs'
import { sidebar } from './sidebar.mjs'

const modules = fileURLToPath(new URL('../node_modules', import.meta.url))
const base = process.env.DOCS_BASE ?? '/'

export default defineConfig({
  title: 'Berkeley Sockets for Java',
  description: 'The Berkeley sockets API in Java 25, called straight from libc',
  lang: 'en',
  base,
  srcDir: '..',
  srcExclude: ['site/**', 'target/**'],
  outDir: '../target/site',
  cacheDir: '../target/cache',
  // a forge shows README.md as the page of its directory
  rewrites: (id) => id.replace(/(^|\/)README\.md$/, '$1index.md'),
  // written by `docs/build` beside the pages, and looked at by `docs/check`
  ignoreDeadLinks: [/^\/javadoc\//],
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: {
    anchor: { slugify: forgeSlug },
    config: (md) => markdownPlugin(md, base),
  },
  themeConfig: {
    search: {
      provider: 'local',
      options: { miniSearch: { searchOptions: { prefix: true, fuzzy: 0.1 } } },
    },
    nav: [
      { text: 'Start', link: '/start/' },
      { text: 'Guide', link: '/guide/' },
      { text: 'Porting', link: '/porting/' },
      { text: 'Reference', link: '/reference/' },
      { text: 'Javadoc', link: `${base}javadoc/index.html`, target: '_self' },
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    socialLinks: [],
    footer: { message: `Apache-2.0 · <a href="${forgeUrl()}">sources</a>` },
  },
  vite: {
    build: { chunkSizeWarningLimit: 4000 },
    // the pages are not below this directory, where Vue is
    resolve: {
      alias: [
        { find: /^vue$/, replacement: join(modules, 'vue/dist/vue.runtime.esm-bundler.js') },
        { find: 'vue/server-renderer', replacement: join(modules, 'vue/server-renderer/index.mjs') },
      ],
    },
  },
})

/** The names that a forge gives to sections, so that one link serves both. */
function forgeSlug(text) {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replace(/ /g, '-')
}
