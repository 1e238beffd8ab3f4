// Makes src/page/locator/outlines.tsv: `npm ci && node outlines.mjs` in this folder.
//
// A row a country: its ISO 3166-1 alpha-2 code and its rings in fifths of a degree, longitude and latitude from the north-west,
// `x,y` for the first point and steps for the others. Natural Earth's 110m outlines, by way of the package world-atlas.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';

const atlas = createRequire(import.meta.url)('world-atlas/countries-110m.json');
const UNIT = 5;

// Names as Natural Earth abbreviates them, where our table of countries has another.
const NAMES = {
  'W. Sahara': 'EH', 'United States of America': 'US', 'Dem. Rep. Congo': 'CD', 'Dominican Rep.': 'DO', 'Falkland Is.': 'FK',
  Greenland: 'GL', 'Fr. S. Antarctic Lands': 'TF', 'Puerto Rico': 'PR', "Côte d'Ivoire": 'CI', 'Central African Rep.': 'CF',
  Congo: 'CG', 'Eq. Guinea': 'GQ', eSwatini: 'SZ', 'New Caledonia': 'NC', 'Solomon Is.': 'SB', Czechia: 'CZ', 'N. Cyprus': 'CY',
  Somaliland: 'SO', 'Bosnia and Herz.': 'BA', Macedonia: 'MK', 'S. Sudan': 'SS', Palestine: 'PS', Kosovo: 'XK', 'Timor-Leste': 'TL',
  Antarctica: 'AQ', Laos: 'LA', Turkey: 'TR', Bahamas: 'BS', Gambia: 'GM', Myanmar: 'MM', 'United Kingdom': 'GB',
};
for (const row of fs.readFileSync('../../src/extract/places/countries.tsv', 'utf8').split('\n')) {
  const [code, name, others] = row.split('\t');
  if (row.startsWith('#') || !code || !name) continue;
  for (const known of [name, ...(others ?? '').split('|')]) if (known && !(known in NAMES)) NAMES[known] = code;
}

const byCode = new Map();
for (const country of feature(atlas, atlas.objects.countries).features) {
  const code = NAMES[country.properties.name];
  if (!code) throw new Error(`no code for ${country.properties.name}`);
  if (code === 'AQ') continue;
  const { type, coordinates } = country.geometry;
  for (const [ring] of type === 'Polygon' ? [coordinates] : coordinates) {
    const points = ring.map(([x, y]) => [Math.round((x + 180) * UNIT), Math.round((90 - y) * UNIT)]);
    const kept = points.filter(([x, y], at) => at === 0 || x !== points[at - 1][0] || y !== points[at - 1][1]);
    kept.pop();
    if (kept.length < 3) continue;
    const steps = kept.map(([x, y], at) => (at === 0 ? `${x},${y}` : `${x - kept[at - 1][0]},${y - kept[at - 1][1]}`));
    byCode.set(code, [...(byCode.get(code) ?? []), steps.join(' ')]);
  }
}
const rows = [...byCode].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, rings]) => `${code}\t${rings.join('\t')}`);
const head = '# Outlines of countries after Natural Earth (public domain), 1:110m; made by tools/outlines/outlines.mjs.\n';
fs.mkdirSync('../../src/page/locator', { recursive: true });
fs.writeFileSync('../../src/page/locator/outlines.tsv', `${head}${rows.join('\n')}\n`);
