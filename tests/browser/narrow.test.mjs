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

behaviour('lines of text stay readable on a wall', { width: 2560 }, async ({ page, go }) => {
  await go('articles/hanoi-no-deal.html');
  const width = await page.locator('.body p').first().evaluate((p) => p.getBoundingClientRect().width / parseFloat(getComputedStyle(p).fontSize));
  assert.ok(width < 36, `a line is ${width.toFixed(1)} em long`);
});
