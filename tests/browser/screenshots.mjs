// Draws docs/screenshots/*.jpg for the README: `just screenshots`, or `node screenshots.mjs` here after a build.
//
// One picture a page: wide and narrow, light and dark, side by side, small enough for a repository.

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { REPOSITORY, build, chromium } from './harness.mjs';

const PAGES = {
  home: 'index.html',
  article: 'articles/hanoi-no-deal.html',
  timeline: 'days/2019-02-28.html',
  person: 'people/kim-jong-un.html',
  summit: 'summits/hanoi-2019.html',
};
const WIDE = { width: 1280, height: 1040 };
const NARROW = { width: 360, height: 1040 };
const SHOWN = 0.5;

const site = build();
const browser = await chromium();
const out = path.join(REPOSITORY, 'docs', 'screenshots');
fs.mkdirSync(out, { recursive: true });

async function shot(page, viewport, colorScheme) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(path.join(site, page)).href);
  await tab.evaluate(() => document.fonts.ready);
  const png = await tab.screenshot();
  await context.close();
  return { png, viewport };
}

for (const [name, page] of Object.entries(PAGES)) {
  const shots = [
    await shot(page, WIDE, 'light'),
    await shot(page, NARROW, 'light'),
    await shot(page, NARROW, 'dark'),
    await shot(page, WIDE, 'dark'),
  ];
  const image = ({ png, viewport }) =>
    `<img width="${viewport.width * SHOWN}" height="${viewport.height * SHOWN}" src="data:image/png;base64,${png.toString('base64')}">`;
  const context = await browser.newContext({ viewport: { width: 1720, height: 560 }, deviceScaleFactor: 1 });
  const tab = await context.newPage();
  await tab.setContent(`<body style="margin:0;background:#8a857c"><div style="display:inline-flex;gap:16px;padding:16px">${shots.map(image).join('')}</div>`);
  const file = path.join(out, `${name}.jpg`);
  await tab.locator('div').screenshot({ path: file, type: 'jpeg', quality: 76 });
  await context.close();
  console.log(`${path.relative(REPOSITORY, file)}: ${Math.round(fs.statSync(file).size / 1024)} KB`);
}
await browser.close();
