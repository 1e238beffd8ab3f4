// The dark scheme is dark, everywhere, and its words are read on it.

import assert from 'node:assert/strict';
import { behaviour, samples } from './harness.mjs';

const LUMINANCE = `(colour) => {
  const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}`;

behaviour('pages are dark, with light words', { scheme: 'dark' }, async ({ page, go, site }) => {
  for (const path of samples(site)) {
    await go(path);
    const [ground, ink] = await page.evaluate(`(() => {
      const luminance = ${LUMINANCE};
      const style = getComputedStyle(document.body);
      return [luminance(style.backgroundColor), luminance(style.color)];
    })()`);
    assert.ok(ground < 0.05, `${path} has a dark ground`);
    assert.ok((ink + 0.05) / (ground + 0.05) > 7, `${path} has words of high contrast`);
  }
});
