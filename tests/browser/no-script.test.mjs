// Everything is there without JavaScript: text, links, facts, reports.

import assert from 'node:assert/strict';
import { behaviour, samples } from './harness.mjs';

behaviour('every kind of page reads without JavaScript', { script: false }, async ({ page, go, site }) => {
  for (const path of samples(site)) {
    await go(path);
    const text = await page.locator('main').innerText();
    assert.ok(text.trim().length > 10, `${path} has words`);
    const hidden = await page.locator('main [hidden]').count();
    assert.equal(hidden, 0, `${path} hides nothing that only a script would show`);
  }
});

behaviour('reports of an entry open without JavaScript', { script: false }, async ({ page, go }) => {
  await go('days/2019-02-28.html');
  const details = page.locator('details').first();
  await details.locator('summary').click();
  assert.ok(await details.locator('li').first().isVisible());
});
