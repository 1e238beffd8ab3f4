// `dateline serve`: what is wrong stands over the last good page, in the words of the terminal, until it is mended.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { behaviour, program } from './harness.mjs';

behaviour('an error stands over the last good page until it is mended', { from: 'serve', noisy: true }, async ({ page, go, site, said }) => {
  const article = path.join(site, 'content/articles/hanoi-dinner.md');
  const text = fs.readFileSync(article, 'utf8');
  await go('articles/hanoi-dinner.html');
  const headline = await page.getByRole('heading', { level: 1 }).textContent();
  const overlay = page.locator('dateline-overlay');

  fs.writeFileSync(article, text.replace(/^date: .*$/m, 'date: 2019-02-30'));
  const words = await overlay.locator('pre').textContent();
  const terminal = spawnSync(program(), ['check', '--root', site], { encoding: 'utf8' }).stderr;
  assert.ok(terminal.includes(words), `the terminal says what the overlay says:\n${words}\n${terminal}`);
  assert.match(words, /E0205/);
  assert.equal(await page.getByRole('heading', { level: 1 }).first().textContent(), headline);
  await overlay.locator('section').waitFor({ state: 'visible' });

  // It can be put aside, and does not come back by itself.
  await page.keyboard.press('Escape');
  await overlay.waitFor({ state: 'detached' });

  // Another error is another matter.
  fs.writeFileSync(article, text.replace(/^title: .*$/m, ''));
  await overlay.getByText('E0202').waitFor();
  fs.writeFileSync(article, text);
  await overlay.waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), headline);
  assert.deepEqual(said.filter((line) => line.startsWith('foreign') || /Content.Security/.test(line)), []);
});
