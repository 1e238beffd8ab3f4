// A site in Arabic runs from right to left: navigation, timeline, headings; English articles in it keep their direction.

import assert from 'node:assert/strict';
import { behaviour, samples } from './harness.mjs';

const settings = { language: 'ar' };

behaviour('pages run from the right', { settings }, async ({ page, go, site }) => {
  for (const path of samples(site)) {
    await go(path);
    const [dir, lang] = await page.evaluate(() => [getComputedStyle(document.documentElement).direction, document.documentElement.lang]);
    assert.deepEqual([dir, lang], ['rtl', 'ar'], path);
  }
});

behaviour('the hours of a day stand to the right of what happened', { settings }, async ({ page, go }) => {
  await go('days/2019-02-28.html');
  const entry = page.locator('.entry').first();
  const [when, what] = [await entry.locator('.when').boundingBox(), await entry.locator('.what').boundingBox()];
  assert.ok(when.x > what.x);
});

behaviour('an English sentence in it runs from the left', { settings }, async ({ page, go }) => {
  await go('articles/hanoi-no-deal.html');
  const [bidi, align] = await page.locator('.body p').first().evaluate((p) => [getComputedStyle(p).unicodeBidi, getComputedStyle(p).textAlign]);
  assert.deepEqual([bidi, align], ['plaintext', 'start']);
});

for (const width of [320, 1280]) {
  behaviour(`no page scrolls sideways at ${width} px`, { settings, width }, async ({ page, go, site }) => {
    for (const path of samples(site)) {
      await go(path);
      const [inner, needed] = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
      assert.ok(needed <= inner, `${path} needs ${needed} px of ${inner}`);
    }
  });
}

behaviour('dates and states are in Arabic', { settings }, async ({ page, go }) => {
  await go('days/2019-02-28.html');
  assert.match(await page.locator('h1').innerText(), /فبراير 2019/);
  assert.match(await page.locator('.entry .status').first().innerText(), /[\u0600-\u06ff]/);
});
