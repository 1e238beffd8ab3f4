// The console stays empty, from a disk and under a sub path; the harness fails a test for every message and failed request.

import assert from 'node:assert/strict';
import { behaviour, samples } from './harness.mjs';

for (const [words, from] of [['from a disk', 'file'], ['under a sub path', '/some/sub/path/']]) {
  behaviour(`every kind of page is whole ${words}`, { from }, async ({ page, go, site, root }) => {
    for (const path of samples(site).filter((path) => path !== '404.html')) {
      await go(path);
      const family = await page.evaluate(() => document.fonts.ready.then(() => [...document.fonts].filter((f) => f.status === 'loaded').length));
      assert.ok(family > 0, `${path} has its typeface`);
      const rooted = await page.$$eval('[href^="/"], [src^="/"]', (found) => found.map((e) => e.outerHTML));
      assert.deepEqual(rooted, [], `${path} needs no fixed root`);
    }
    await go('index.html');
    await page.locator('main a[href*="articles/"]').first().click();
    await page.waitForURL(`${root}articles/**`);
    await page.locator('.masthead nav a[href*="people/"]').click();
    await page.waitForURL(`${root}people/index.html`);
  });
}
