// Everything is there without JavaScript: text, links, facts, reports.

import assert from 'node:assert/strict';
import { behaviour, samples } from './harness.mjs';

behaviour('every kind of page reads without JavaScript', { script: false }, async ({ page, go, site }) => {
  for (const path of samples(site)) {
    await go(path);
    const text = await page.locator('main').innerText();
    assert.ok(text.trim().length > 10, `${path} has words`);
    // The field of the search page, which would answer nothing, is the one thing that waits for its script.
    const hidden = await page.locator('main [hidden]:not(.search-form)').count();
    assert.equal(hidden, 0, `${path} hides nothing that only a script would show`);
  }
});

behaviour('the reports of an entry are one link away without JavaScript', { script: false }, async ({ page, go }) => {
  await go('days/2019-02-28.html');
  await page.locator('.entry .more a').first().click();
  await page.waitForURL(/entries\//);
  assert.ok(await page.locator('.report').first().isVisible());
});
