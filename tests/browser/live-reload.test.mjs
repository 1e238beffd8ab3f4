// `dateline serve`: a page that is open follows what is saved.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { behaviour } from './harness.mjs';

// A page that reloads while it still loads breaks off what it was loading.
behaviour('an open page follows a saved article, style sheet and setting', { from: 'serve', noisy: true }, async ({ page, go, site, said }) => {
  const article = path.join(site, 'content/articles/hanoi-dinner.md');
  const text = fs.readFileSync(article, 'utf8');
  await go('articles/hanoi-dinner.html');
  fs.writeFileSync(article, `${text}\n\nA sentence that was saved.\n`);
  await page.getByText('A sentence that was saved.').waitFor();
  // As editors save that write beside and put in place.
  fs.writeFileSync(`${article}~`, `${text}\n\nAnother sentence.\n`);
  fs.renameSync(`${article}~`, article);
  await page.getByText('Another sentence.').waitFor();
  assert.equal(await page.getByText('A sentence that was saved.').count(), 0);

  fs.writeFileSync(path.join(site, 'site.yaml'), 'title: "Renamed"\n');
  await page.waitForFunction(() => document.title.endsWith('Renamed'));
  fs.mkdirSync(path.join(site, 'static/css'), { recursive: true });
  fs.writeFileSync(path.join(site, 'static/css/dateline.css'), 'body { color: rgb(1, 2, 3) }');
  await page.waitForFunction(() => getComputedStyle(document.body).color === 'rgb(1, 2, 3)');

  // An article that is taken away, and put back: its page goes and comes.
  fs.rmSync(article);
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  fs.writeFileSync(article, text);
  await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'There is no such page' }).waitFor();
  assert.deepEqual(said.filter((line) => line.startsWith('foreign') || /Content.Security/.test(line)), []);
});
