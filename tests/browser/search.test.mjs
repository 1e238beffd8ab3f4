// Search works from a disk, folds what a reader types, finds exact words, and lands on the sentence.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { behaviour, program, temporary } from './harness.mjs';

async function ask(page, words) {
  await page.locator('#search-field').fill(words);
  await page.waitForFunction(() => document.querySelector('#search-count').textContent !== '');
  await page.waitForTimeout(400);
}

const texts = (page, selector) => page.$$eval(selector, (found) => found.map((e) => e.textContent));

behaviour('a search from a disk shows people first and lands on the sentence', { from: 'file' }, async ({ page, go }) => {
  await go('search.html?q=kim');
  await page.waitForSelector('#search-results .says');
  assert.equal(await page.locator('#search-field').inputValue(), 'kim');
  assert.match((await texts(page, '#search-results li a'))[0], /^Kim Jong/);
  assert.match(await page.locator('#search-count').textContent(), /^Results: \d+/);
  assert.equal(await page.locator('#search-az').isVisible(), false);
  await ask(page, 'motorcade embassy');
  const says = page.locator('#search-results li:has(.says)').first();
  const sentence = await says.locator('.says').textContent();
  await says.locator('a').click();
  await page.waitForSelector('.d-s:target');
  const plain = (text) => text.replace(/\s+/g, ' ').trim();
  assert.equal(plain(await page.locator('.d-s:target').first().textContent()), plain(sentence));
});

behaviour('words in quotation marks are found as they stand, whatever words are everywhere', { from: 'file' }, async ({ page, go }) => {
  await go('search.html');
  await ask(page, '“a working lunch and a signing ceremony”');
  const found = await texts(page, '#search-results .says');
  assert.ok(found.length > 0);
  for (const text of found) assert.match(text.toLowerCase(), /a working lunch and a signing ceremony/);
  await ask(page, '"ceremony signing lunch"');
  assert.equal(await page.locator('#search-count').textContent(), 'Nothing found');
});

behaviour('the keyboard goes from the field to the results and back', {}, async ({ page, go }) => {
  await go('search.html');
  await ask(page, 'hanoi');
  await page.locator('#search-field').focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.evaluate(() => document.activeElement.closest('#search-results') !== null), true);
  await page.keyboard.press('ArrowUp');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'search-field');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.waitForSelector('#search-az', { state: 'visible' });
});

behaviour('without scripts the page is an A–Z', { script: false }, async ({ page, go }) => {
  await go('search.html');
  assert.equal(await page.locator('#search').isVisible(), false);
  assert.ok((await page.locator('#search-az dd a[href^="people/"]').count()) > 20);
  assert.ok((await page.locator('#search-az dd a[href^="days/"]').count()) > 5);
});

function site(articles) {
  const folder = temporary();
  fs.mkdirSync(path.join(folder, 'content/articles'), { recursive: true });
  articles.forEach(([title, text], at) => {
    const head = `---\ntitle: "${title}"\ndate: 2024-05-1${at}\n---\n\n`;
    fs.writeFileSync(path.join(folder, `content/articles/a${at}.md`), `${head}${text}\n`);
  });
  execFileSync(program(), ['build'], { cwd: folder, stdio: 'pipe' });
  return path.join(folder, 'public');
}

const strange = program() && site([
  ['Talks at Höfði', 'The day began quietly. They met at Höfði House in Łódź street, said Ænghus Ødegård. Nothing was signed.'],
  ['会谈', '天气很好。两国首脑会谈今天上午举行。他们没有签字。'],
  ['Odd marks', 'One ½ of it. Then “quoted—words” and e\u0301te\u0301 came. 김정은이 왔다. The last sentence has a pangolin in it.'],
]);

behaviour('diacritics, other scripts and odd marks are found where they stand', { site: strange, from: 'file' }, async ({ page, go }) => {
  await go('search.html');
  const lands = async (words, on) => {
    await ask(page, words);
    assert.ok((await texts(page, '#search-results .says')).some((text) => text.includes(on)), `${words} finds ${on}`);
  };
  await lands('hofdi', 'Höfði House');
  await lands('HÖFÐI lodz', 'Łódź');
  await lands('aenghus odegard', 'Ødegård');
  await lands('首脑会谈', '两国首脑会谈');
  await lands('"脑会谈"', '两国首脑会谈');
  await lands('été', 'came');
  await lands('김정', '김정은');
  await lands('pangol', 'pangolin');
  await ask(page, '会首');
  assert.equal(await page.locator('#search-count').textContent(), 'Nothing found');
});
