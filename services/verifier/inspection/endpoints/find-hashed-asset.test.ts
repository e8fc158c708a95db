import { describe, expect, it } from 'vitest';
import { findHashedAsset } from './find-hashed-asset.ts';

const PAGE = 'https://app.example.com/';
const find = (html: string, page = PAGE) => findHashedAsset(html, page)?.href;

describe('the hashed asset of a page', () => {
  it.each([
    ['<script type="module" crossorigin src="/assets/index-DiwrgTda.js"></script>', 'assets/index-DiwrgTda.js'],
    ["<SCRIPT SRC='/static/js/main.8e1a2b3c.chunk.js'></SCRIPT>", 'static/js/main.8e1a2b3c.chunk.js'],
    ['<script src=assets/app-a1b2c3d4.mjs defer></script>', 'assets/app-a1b2c3d4.mjs'],
    ['<link rel="stylesheet" href="./a/style-B7xK_9-q.css">', 'a/style-B7xK_9-q.css'],
    ['<link rel=modulepreload href="https://app.example.com/x-C9aB12Cd.js">', 'x-C9aB12Cd.js'],
    ['<script\n  src = "/index-DiwrgTda.js?v=2"\n></script>', 'index-DiwrgTda.js?v=2'],
  ])('in %s', (html, path) => {
    expect(find(html)).toBe(`${PAGE}${path}`);
  });

  it.each([
    ['a name without a hash', '<script src="/main.js"></script><script src="/vendor-polyfill.js"></script>'],
    ['another origin', '<script src="https://cdn.example.net/index-DiwrgTda.js"></script>'],
    ['another scheme', '<script src="data:text/javascript,index-DiwrgTda.js"></script>'],
    ['an image', '<img src="/logo-DiwrgTda.png">'],
    ['a comment', '<!-- <script src="/index-DiwrgTda.js"></script> -->'],
    ['data attributes', '<script data-src="/index-DiwrgTda.js"></script>'],
    ['a tag that is no script', '<scripture src="/index-DiwrgTda.js">'],
    ['no URL', '<script src="http://[index-DiwrgTda.js"></script>'],
    ['nothing', ''],
  ])('is not found in %s', (_, html) => {
    expect(find(html)).toBeUndefined();
  });

  it('is a script before a style, and read from where the page was served', () => {
    const html = '<link href="a-B7xK29zq.css" rel="stylesheet"><!-- x --><script src="b-DiwrgTda.js"></script>';
    expect(find(html, 'https://app.example.com/shop/')).toBe('https://app.example.com/shop/b-DiwrgTda.js');
  });

  it.each([
    ['tags that never end', '<script '.repeat(125_000)],
    ['one endless tag', `<script ${'src='.repeat(250_000)}`],
    ['an endless name', `<script src="/${'a-'.repeat(500_000)}.js">`],
    ['comments that never end', '<!--'.repeat(250_000)],
    ['spaces', `<script${' '.repeat(1_000_000)}src="/index-DiwrgTda.js">`],
  ])('is not searched for long in %s', (_, html) => {
    expect(find(html)).toBeUndefined();
  });
});
