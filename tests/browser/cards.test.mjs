// The card of a name or a time in an article: opens on focus and on hover, stays while the pointer rests on it, goes on
// Escape without moving the focus (WCAG 2.2, 1.4.13). The word stays a link.

import assert from 'node:assert/strict';
import { behaviour } from './harness.mjs';

const ARTICLE = 'articles/hanoi-no-deal.html';
const CARD = '#d-card';

behaviour('a card opens on keyboard focus and closes on Escape', {}, async ({ page, go }) => {
  await go(ARTICLE);
  const card = page.locator(CARD);
  assert.equal(await card.isVisible(), false);
  for (let n = 0; n < 40 && !(await card.isVisible()); n += 1) await page.keyboard.press('Tab');
  assert.ok(await card.isVisible(), 'a name in focus shows its card');
  const [word, described] = await page.evaluate(() => [document.activeElement.className, document.activeElement.getAttribute('aria-describedby')]);
  assert.match(word, /^d-[pt]$/);
  assert.equal(described, 'd-card');
  await page.keyboard.press('Escape');
  assert.equal(await card.isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.className), word, 'the focus has not moved');
});

behaviour('a card opens on hover, may be hovered, and goes when the pointer leaves', {}, async ({ page, go }) => {
  await go(ARTICLE);
  const card = page.locator(CARD);
  await page.locator('.body .d-t[href*="days/"]').nth(2).hover();
  await card.waitFor({ state: 'visible' });
  assert.match(await card.innerText(), /UTC/);
  await card.hover();
  await page.waitForTimeout(500);
  assert.ok(await card.isVisible(), 'it stays under the pointer');
  await page.mouse.move(5, 5);
  await card.waitFor({ state: 'hidden' });
});

behaviour('a word with a card is still a link', {}, async ({ page, go }) => {
  await go(ARTICLE);
  await page.locator('.body .d-p').first().click();
  await page.waitForURL(/people\//);
});

behaviour('a card stays inside a narrow window', { width: 320 }, async ({ page, go }) => {
  await go(ARTICLE);
  for (const word of (await page.locator('.body .d-t, .body .d-p').all()).slice(0, 12)) {
    await word.focus();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0);
  }
});
