// A reader without a mouse reaches a person's page from the text of an article, and the sentence back from there.

import assert from 'node:assert/strict';
import { behaviour } from './harness.mjs';

async function tabTo(page, selector, limit) {
  for (let n = 0; n < limit; n += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return n + 1;
  }
  return null;
}

behaviour('the skip link comes first and leads past the navigation', {}, async ({ page, go }) => {
  await go('articles/hanoi-no-deal.html');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main');
  await page.keyboard.press('Enter');
  assert.ok(await tabTo(page, 'main a', 1), 'the next stop is in the content');
});

behaviour('a person is reached from a name in an article, and seen to be in focus', {}, async ({ page, go }) => {
  await go('articles/hanoi-no-deal.html');
  assert.ok(await tabTo(page, '.body a.d-p[href*="people/"]', 40), 'a name is among the first stops');
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outline, 'none');
  await page.keyboard.press('Enter');
  await page.waitForURL(/people\//);
  assert.equal(await page.locator('h1').count(), 1);
});
