// The field at the head of every page asks the search page, from a disk too; where no script runs a link stands there.

import assert from 'node:assert/strict';
import { behaviour } from './harness.mjs';

for (const from of ['file', '/some/sub/path/']) {
  behaviour(`the field at the head searches, ${from}`, { from }, async ({ page, go }) => {
    await go('articles/hanoi-no-deal.html');
    assert.equal(await page.locator('.to-search').isVisible(), false);
    await page.locator('.quick input').fill('Pompeo');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#search-results li a');
    assert.match(page.url(), /search\.html\?q=Pompeo$/);
    assert.match(await page.locator('#search-results li a').first().textContent(), /Pompeo/);
  });
}

behaviour('without a script a link to the A–Z stands there', { script: false }, async ({ page, go }) => {
  await go('articles/hanoi-no-deal.html');
  assert.equal(await page.locator('.quick').isVisible(), false);
  assert.equal(await page.locator('.to-search a').isVisible(), true);
});
