// On paper: no navigation, all reports open, black on white even where the screen is dark.

import assert from 'node:assert/strict';
import { behaviour } from './harness.mjs';

behaviour('a day prints as a page of a booklet', { scheme: 'dark' }, async ({ page, go }) => {
  await go('days/2019-02-28.html');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.masthead nav').isVisible(), false);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), 'rgb(0, 0, 0)');
  const report = page.locator('details').first().locator('li').first();
  assert.ok(await report.evaluate((li) => li.getBoundingClientRect().height > 0), 'reports are open on paper');
  assert.ok((await page.pdf({ format: 'A4' })).length > 10_000);
});
