import { describe, expect, it } from 'vitest';
import { differ, type FoundPage, pickAssets } from './pick-assets.ts';

const PAGE = 'https://app.example.com/';
const CDN = 'https://cdn.example.com/x-C9aB12Cd.js';

function page(paths: string[], changes: Partial<FoundPage> = {}): FoundPage {
  return { url: PAGE, assets: paths.map((path) => new URL(path, PAGE)), leadsOn: false, truncated: false, ...changes };
}

const pick = (...pages: FoundPage[]) =>
  pickAssets(pages).map(({ url, elsewhere }) => [url.href.replace(PAGE, ''), elsewhere]);

describe('the asset that is asked', () => {
  it.each([
    ['a script before a style', ['a-B7xK29zq.css', 'b-DiwrgTda.js'], 'b-DiwrgTda.js', false],
    ['a style where there is no script', ['main.js', 'a-B7xK29zq.css'], 'a-B7xK29zq.css', false],
    ['one of its own origin before others', [CDN, 'a-B7xK29zq.css'], 'a-B7xK29zq.css', false],
    ['one of another origin, known for that', [CDN, 'main.js'], CDN, true],
  ])('is %s', (_, paths, path, elsewhere) => {
    expect(pick(page(paths))).toEqual([[path, elsewhere]]);
  });

  it('is none without a hash', () => {
    expect(pick(page(['main.js', 'app.js?v=8e1a2b3c4d5e']))).toEqual([]);
  });

  it('is the same of two pages that are alike, and asked once', () => {
    expect(pick(page(['a-B7xK29zq.css', 'b-DiwrgTda.js']), page(['a-B7xK29zq.css', 'b-DiwrgTda.js']))).toEqual([
      ['b-DiwrgTda.js', false],
    ]);
  });

  it('is of each page what the other does not load', () => {
    expect(pick(page(['b-DiwrgTda.js', 'a-B7xK29zq.css']), page(['b-DiwrgTda.js', 'a-C9aB12Cd.css']))).toEqual([
      ['a-B7xK29zq.css', false],
      ['a-C9aB12Cd.css', false],
    ]);
  });
});

it('two addresses of a page differ where they name other files, and both were read to their ends', () => {
  const [old, fresh] = [page(['index-OLDaaa11.js']), page(['index-NEWbbb22.js'])];
  expect(differ(old, fresh)).toBe(true);
  expect(differ(old, page([]))).toBe(true);
  expect(differ(page(['a.js', 'b.js']), page(['b.js', 'a.js']))).toBe(false);
  const elsewhere = 'https://www.example.com/';
  const moved = { url: elsewhere, assets: [new URL('index-OLDaaa11.js', elsewhere)] };
  expect(differ(old, { ...old, ...moved })).toBe(false);
  expect(differ(old, undefined)).toBe(false);
  expect(differ(old, { ...fresh, truncated: true })).toBe(false);
});
