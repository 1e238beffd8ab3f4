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

behaviour('a table wider than the window scrolls by keyboard in its own frame', { width: 320 }, async ({ page, go }) => {
  await go('summits/hanoi-2019.html');
  const frame = page.locator('.matrix-frame');
  await frame.focus();
  const before = await frame.evaluate((e) => e.scrollLeft);
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(300);
  assert.ok((await frame.evaluate((e) => e.scrollLeft)) > before);
});

behaviour('lines of text stay readable on a wall', { width: 2560 }, async ({ page, go }) => {
  await go('articles/hanoi-no-deal.html');
  const width = await page.locator('.body p').first().evaluate((p) => p.getBoundingClientRect().width / parseFloat(getComputedStyle(p).fontSize));
  assert.ok(width < 36, `a line is ${width.toFixed(1)} em long`);
});
