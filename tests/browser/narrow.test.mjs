// At 320 px nothing runs out of the page to the side.

import assert from 'node:assert/strict';
import { behaviour, samples } from './harness.mjs';

for (const width of [320, 2560]) {
  behaviour(`no page scrolls sideways at ${width} px`, { width }, async ({ page, go, site }) => {
    for (const path of samples(site)) {
      await go(path);
      const [inner, needed] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
      assert.ok(needed <= inner, `${path} needs ${needed} px of ${inner}`);
    }
  });
}

behaviour('who met whom is a list where its table does not fit', { width: 320 }, async ({ page, go }) => {
  await go('summits/hanoi-2019.html');
  const frame = page.locator('.matrix-frame');
  const [inner, needed] = await frame.evaluate((e) => [e.clientWidth, e.scrollWidth]);
  assert.ok(needed <= inner, `${needed} px of ${inner}`);
  const cell = await frame.locator('td[data-with]').first().evaluate((td) => getComputedStyle(td, '::before').content);
  assert.notEqual(cell, 'none');
});

behaviour('lines of text stay readable on a wall', { width: 2560 }, async ({ page, go }) => {
  await go('articles/hanoi-no-deal.html');
  const width = await page.locator('.body p').first().evaluate((p) => p.getBoundingClientRect().width / parseFloat(getComputedStyle(p).fontSize));
  assert.ok(width < 36, `a line is ${width.toFixed(1)} em long`);
});
