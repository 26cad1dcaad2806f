// Copyright 2026 The Berkeley Sockets for Java authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deadLinks, pages } from './links-check.mjs'
import { serve } from './serve.mjs'
import { workflowFaults } from './workflows-check.mjs'

const site = fileURLToPath(new URL('../target/site', import.meta.url))
const failures = []

if (!existsSync(join(site, 'index.html'))) {
  console.error('docs/check: run docs/build first')
  process.exit(2)
}
if (process.argv[2] === '--serve') {
  const server = await serve(site, Number(process.argv[3] ?? 8000))
  console.log(`http://127.0.0.1:${server.address().port}/`)
} else {
  const found = deadLinks(site)
  console.log(`${found.pages} pages, ${found.links} links, ${found.dead.length} of them dead`)
  failures.push(...found.dead)
  const workflows = await workflowFaults(fileURLToPath(new URL('../../.github/workflows', import.meta.url)))
  console.log(`${workflows.files} workflow, ${workflows.faults.length} faults by actionlint`)
  failures.push(...workflows.faults)
  await inBrowser()
  for (const failure of failures) {
    console.error(failure)
  }
  console.log(failures.length === 0 ? 'DOCS GOOD' : `DOCS BAD: ${failures.length}`)
  process.exit(failures.length === 0 ? 0 : 1)
}

function expect(condition, failure) {
  if (!condition) {
    failures.push(failure)
  }
}

async function inBrowser() {
  const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  )
  if (!executablePath) {
    console.log('SKIPPED: the checks in a browser, as there is no Chromium')
    return
  }
  const { chromium } = await import('playwright-core')
  const profile = mkdtempSync(join(tmpdir(), 'docs-check-'))
  const server = await serve(site, 0)
  const origin = `http://127.0.0.1:${server.address().port}`
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    colorScheme: 'light',
    viewport: { width: 1280, height: 900 },
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  })
  context.setDefaultTimeout(60_000)
  try {
    const page = await context.newPage()
    page.on('request', (request) => {
      const url = request.url()
      expect(url.startsWith(origin) || url.startsWith('data:'), `asks for ${url}`)
    })
    page.on('response', (response) => {
      expect(response.status() < 400, `${response.status()} for ${response.url()}`)
    })
    page.on('pageerror', (error) => failures.push(`${page.url()}: ${error.message}`))
    await widths(page, origin)
    await schemes(page, origin)
    await search(page, origin, 'SO_REUSEPORT', 'SO_REUSEPORT')
    await search(page, origin, 'virtual thread', 'virtual')
    await javadoc(page, origin)
  } finally {
    await context.close()
    server.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** No page is wider than a phone, nor than a desk's screen. */
async function widths(page, origin) {
  const own = pages(site).filter((file) => !file.startsWith('javadoc/') && file !== '404.html')
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    for (const file of own) {
      await page.goto(`${origin}/${file}`, { waitUntil: 'load' })
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(over <= 0, `${file}: ${over} pixels too wide at ${width}`)
    }
    console.log(`${own.length} pages at a width of ${width}`)
  }
}

/** The reader's choice of light or dark is followed, and text can be told from its background. */
async function schemes(page, origin) {
  for (const [colorScheme, dark] of [['light', false], ['dark', true]]) {
    await page.emulateMedia({ colorScheme })
    for (const file of ['index.html', 'guide/servers.html', 'reference/sys_socket.html']) {
      await page.goto(`${origin}/${file}`)
      const [text, background] = await page.evaluate(() => {
        const channels = (color) => color.match(/[\d.]+/g).slice(0, 3).map(Number)
        const luminance = (color) =>
          channels(color)
            .map((c) => c / 255)
            .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
        const body = getComputedStyle(document.body)
        const content = getComputedStyle(document.querySelector('.vp-doc p'))
        return [luminance(content.color), luminance(body.backgroundColor)]
      })
      const contrast = (Math.max(text, background) + 0.05) / (Math.min(text, background) + 0.05)
      expect(dark ? background < 0.1 : background > 0.9, `${file}, ${colorScheme}: background ${background}`)
      expect(contrast >= 4.5, `${file}, ${colorScheme}: contrast ${contrast}`) // WCAG 2.2, 1.4.3
    }
    console.log(`${colorScheme}: followed`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** What is typed is found, and the result leads to a page that has it. */
async function search(page, origin, words, expected) {
  await page.goto(`${origin}/index.html`)
  await page.click('#local-search button')
  await page.fill('.VPLocalSearchBox input', words)
  await page.waitForSelector('.VPLocalSearchBox .results .result')
  await page.click('.VPLocalSearchBox .results .result')
  await page.waitForSelector('.VPLocalSearchBox', { state: 'detached' })
  await page.waitForFunction(
    (text) => document.querySelector('.vp-doc')?.textContent.includes(text), expected)
  expect(page.url() !== `${origin}/index.html`, `search for ${words} led nowhere`)
  console.log(`search for ${words}: ${page.url().slice(origin.length)}`)
}

/** The Javadoc is there and has the class that everything turns around. */
async function javadoc(page, origin) {
  if (!existsSync(join(site, 'javadoc'))) {
    console.log('SKIPPED: the Javadoc, as it was not built')
    return
  }
  await page.goto(`${origin}/javadoc/berkeley.sockets/berkeley/sockets/Socket.html`)
  const title = await page.title()
  expect(title.includes('Socket'), `Javadoc: ${title}`)
  await page.goto(`${origin}/guide/index.html`)
  await page.click('a[href$="berkeley/sockets/Socket.html"]')
  await page.waitForURL('**/javadoc/**/Socket.html')
  console.log('Javadoc: reached from the guide')
}
