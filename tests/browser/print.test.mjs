// On paper: no navigation, black on white even where the screen is dark, a summit in the order of a booklet.

import assert from 'node:assert/strict';
import { behaviour } from './harness.mjs';

behaviour('a summit prints who is who, then the timeline, then its sources', {}, async ({ page, go }) => {
  await go('summits/hanoi-2019.html');
  await page.emulateMedia({ media: 'print' });
  const top = (id) => page.locator(`[aria-labelledby="${id}"]`).evaluate((e) => e.getBoundingClientRect().top);
  const order = [await top('people'), await top('timeline'), await top('articles')];
  assert.deepEqual(order, order.toSorted((a, b) => a - b));
});

behaviour('a day prints as a page of a booklet', { scheme: 'dark' }, async ({ page, go }) => {
  await go('days/2019-02-28.html');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.masthead nav').isVisible(), false);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), 'rgb(0, 0, 0)');
  assert.ok((await page.pdf({ format: 'A4' })).length > 10_000);
});
