// What every browser test needs: the demo site built once a file, a Chromium, a page that tells its console messages.
//
// A test says `behaviour('what a reader can do', options, async ({ page, go, … }) => …)`. Without a browser, without
// playwright-core or without a built `dateline` it is skipped, with a message that says what is missing.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

// Without these Chromium asks its maker's servers for things that no test needs.
const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.png': 'image/png',
  '.xml': 'application/xml', '.ics': 'text/calendar; charset=utf-8', '.csv': 'text/csv; charset=utf-8',
};

const undo = [];
after(async () => {
  for (const step of undo.reverse()) await step();
});

/** The program under test: `$DATELINE`, else the newest one under `target/`. */
export function program() {
  if (process.env.DATELINE) return process.env.DATELINE;
  const built = ['quick', 'release', 'debug'].map((profile) => path.join(REPOSITORY, 'target', profile, 'dateline'));
  return built.filter((file) => fs.existsSync(file)).sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs)[0];
}

/** A folder that is gone after the tests of this file. */
export function temporary() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dateline-browser-'));
  undo.push(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the demo site's own files, with lines added to `site.yaml` that win over what stands there. */
export function siteFolder(settings = {}) {
  const folder = temporary();
  fs.cpSync(path.join(REPOSITORY, 'content'), path.join(folder, 'content'), { recursive: true });
  const yaml = fs.readFileSync(path.join(REPOSITORY, 'site.yaml'), 'utf8').split('\n');
  const kept = yaml.filter((line) => !Object.keys(settings).some((key) => line.startsWith(`${key}:`)));
  const added = Object.entries(settings).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  fs.writeFileSync(path.join(folder, 'site.yaml'), [...kept, ...added, ''].join('\n'));
  return folder;
}

const built = new Map();

/** The folder of the built demo site. */
export function build(settings = {}) {
  const key = JSON.stringify(settings);
  if (!built.has(key)) {
    const output = path.join(temporary(), 'public');
    execFileSync(program(), ['build', '--output', output], { cwd: siteFolder(settings), stdio: 'pipe' });
    built.set(key, output);
  }
  return built.get(key);
}

/** Serves a folder on loopback under `base` and resolves to the address of its root, which ends with a slash. */
export function serve(folder, base = '/') {
  const server = http.createServer((request, response) => {
    const wanted = decodeURIComponent(new URL(request.url, 'http://loopback').pathname);
    const file = path.join(folder, wanted.slice(base.length) || 'index.html');
    const found = wanted.startsWith(base) && fs.existsSync(file) && fs.statSync(file).isFile();
    response.writeHead(found ? 200 : 404, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
    response.end(found ? fs.readFileSync(file) : 'not found');
  });
  undo.push(() => new Promise((done) => {
    server.closeAllConnections();
    server.close(done);
  }));
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${server.address().port}${base}`)));
}

/** Runs `dateline serve` on a site folder and resolves to the address of its root, which ends with a slash. */
export function serveLive(folder) {
  const server = spawn(program(), ['serve', '--port', '0', '--root', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
  undo.push(() => server.kill());
  return new Promise((done, fail) => {
    let words = '';
    server.on('exit', () => fail(new Error(words)));
    server.stderr.on('data', (more) => {
      words += more;
      const ready = words.match(/Serving (http:\S+)/);
      if (ready) done(ready[1]);
    });
  });
}

async function missing() {
  const browser = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!fs.existsSync(browser)) return `no browser at ${browser} (set CHROMIUM)`;
  if (!program()) return 'no `dateline` under target/ (build it, or set DATELINE)';
  try {
    await import('playwright-core');
  } catch {
    return 'no playwright-core (run `npm ci` in tests/browser)';
  }
  return null;
}

let running;
/** The browser that all tests of a file share. */
export async function chromium() {
  if (!running) {
    const { chromium: kind } = await import('playwright-core');
    running = await kind.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
    undo.push(() => running.close());
  }
  return running;
}

/**
 * One behaviour of the site in a browser.
 *
 * Options: `settings` of the site; `from`: 'http' (default), 'file', a path such as '/some/sub/path/' to serve under, or
 * 'serve': `dateline serve` on a site folder of the test's own, which is then `site`;
 * `width`, `height`, `scheme` ('light', 'dark'), `script` (false: JavaScript off), `motion` ('reduce'), `noisy` (true where
 * console messages are expected).
 * `run` gets `page`, `go(path)` which opens a page of the site and returns its response, `root`, the folder `site`, and `said`,
 * the console messages so far. After it, the console must be empty and no request may have failed or left the site.
 */
export function behaviour(title, options, run) {
  test(title, async (t) => {
    const lack = await missing();
    if (lack) return t.skip(lack);
    const from = options.from ?? 'http';
    const site = options.site ?? (from === 'serve' ? siteFolder : build)(options.settings);
    const address = { file: () => `${pathToFileURL(site).href}/`, serve: () => serveLive(site), http: () => serve(site) };
    const root = await (address[from] ?? (() => serve(site, from)))();
    const context = await (await chromium()).newContext({
      viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
      colorScheme: options.scheme ?? 'light',
      reducedMotion: options.motion ?? 'no-preference',
      javaScriptEnabled: options.script !== false,
      locale: 'en-GB',
      timezoneId: 'UTC',
    });
    try {
      const page = await context.newPage();
      const said = [];
      page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => said.push(`error: ${error.message}`));
      page.on('requestfailed', (request) => said.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
      page.on('request', (request) => {
        if (!request.url().startsWith(root) && !request.url().startsWith('data:')) said.push(`foreign: ${request.url()}`);
      });
      const go = (where) => page.goto(root + where, { waitUntil: 'load' });
      await run({ page, go, root, site, said, context });
      if (!options.noisy) assert.deepEqual(said, [], 'the console stays empty and nothing else is asked for');
    } finally {
      await context.close();
    }
  });
}

/** Every page of a built site, as paths below its root, sorted. */
export function pages(site) {
  const all = fs.readdirSync(site, { recursive: true }).map((file) => file.split(path.sep).join('/'));
  return all.filter((file) => file.endsWith('.html')).sort();
}

/** One page a kind, the longest of each, so that a test sees every template without opening hundreds. */
export function samples(site) {
  const longest = new Map();
  for (const page of pages(site)) {
    const kind = page.includes('/') && !page.endsWith('/index.html') ? path.dirname(page).split('/')[0] : page;
    const size = fs.statSync(path.join(site, page)).size;
    if (!longest.has(kind) || longest.get(kind).size < size) longest.set(kind, { page, size });
  }
  return [...longest.values()].map(({ page }) => page);
}
