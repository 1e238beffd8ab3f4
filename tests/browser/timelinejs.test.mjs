// The real TimelineJS3 loads data/timelinejs.json unchanged: every entry becomes a slide, none is refused.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { behaviour, build } from './harness.mjs';

const DIST = path.join(path.dirname(fileURLToPath(import.meta.url)), 'node_modules/@knight-lab/timelinejs/dist');
const PAGE = `<!doctype html><link rel="stylesheet" href="dist/css/timeline.css"><div id="line" style="width:100%;height:600px"></div>
<script src="dist/js/timeline.js"></script>
<script>window.line = new TL.Timeline('line', 'data/timelinejs.json', { font: null, hash_bookmark: false });</script>`;

if (!fs.existsSync(DIST)) {
  test('TimelineJS3 loads the timeline as it stands', (t) => t.skip('no @knight-lab/timelinejs (run `npm ci` in tests/browser)'));
} else {
  const site = build();
  fs.cpSync(DIST, path.join(site, 'dist'), { recursive: true });
  fs.writeFileSync(path.join(site, 'timelinejs.html'), PAGE);
  const data = JSON.parse(fs.readFileSync(path.join(site, 'data/timelinejs.json'), 'utf8'));

  behaviour('TimelineJS3 loads the timeline as it stands', { site, noisy: true }, async ({ page, go, said }) => {
    await go('timelinejs.html');
    await page.waitForSelector('.tl-slide .tl-headline', { timeout: 20_000 });
    const read = await page.evaluate(() => ({
      errors: window.line.config.messages?.errors ?? [],
      events: window.line.config.events.map((event) => [event.unique_id, event.text.headline]),
      title: window.line.config.title.text.headline,
      shown: document.querySelectorAll('.tl-timemarker').length,
    }));
    assert.deepEqual(read.errors, []);
    assert.equal(read.title, data.title.text.headline);
    assert.equal(read.events.length, data.events.length);
    assert.equal(read.shown, data.events.length, 'each entry has its mark');
    assert.deepEqual(new Set(read.events.map(([id]) => id)), new Set(data.events.map((event) => event.unique_id)));
    const thrown = said.filter((words) => words.startsWith('error:') && !words.includes('Failed to load resource'));
    assert.deepEqual(thrown, [], 'only files of its own that we did not copy may be missing');
  });
}
