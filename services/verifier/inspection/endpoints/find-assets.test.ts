import { describe, expect, it } from 'vitest';
import { findAssets } from './find-assets.ts';

const PAGE = 'https://app.example.com/';

async function find(html: string, page = PAGE) {
  const { assets } = await findAssets(html, page);
  return assets.map(({ href }) => href);
}

describe('the assets of a page', () => {
  it.each([
    ['<script type="module" crossorigin src="/assets/index-DiwrgTda.js"></script>', 'assets/index-DiwrgTda.js'],
    ["<SCRIPT SRC='/main.js'></SCRIPT>", 'main.js'],
    ['<script src=assets/app.mjs defer></script>', 'assets/app.mjs'],
    ['<script type="text/javascript" src="a.js"/>', 'a.js'],
    ['<link rel="stylesheet" href="./a/style.css">', 'a/style.css'],
    ['<link rel=modulepreload href="https://app.example.com/x.js">', 'x.js'],
    ['<link rel="preload" as="script" href="x.js">', 'x.js'],
    ['<script\n  src = "/index.js?v=2&amp;w=3#top"\n></script>', 'index.js?v=2&w=3'],
    ['<script src="&#x2F;in&#100;ex.js"></script>', 'index.js'],
    ['<p>1 < 2 <script src=" /index.js\n"></script>', 'index.js'],
    ['<title><!-- </title><script src="/index.js"></script>', 'index.js'],
  ])('in %s', async (html, path) => {
    expect(await find(html)).toEqual([`${PAGE}${path}`]);
  });

  it.each([
    ['another scheme', '<script src="data:text/javascript,index.js">'],
    ['an image', '<img src="/logo.png">'],
    ['a comment', '<!-- <script src="/index.js"></script> -->'],
    ['a comment that ends late', '<!-- > <script src="/index.js"></script> -->'],
    ['a script', '<script>document.write("<script src=/index.js>")</script>'],
    ['a template', '<template><script src="/index.js"></script></template>'],
    ['a browser without scripts', '<noscript><link rel="stylesheet" href="/a.css"></noscript>'],
    ['a title', '<title><script src="/index.js"></script></title>'],
    ['an attribute', '<div title="<script src=/index.js>"></div>'],
    ['data', '<script type="application/json" src="/index.js"></script>'],
    ['a browser of long ago', '<script nomodule src="/index.js"></script>'],
    ['data attributes', '<script data-src="/index.js"></script>'],
    ['a picture', '<svg><script src="/index.js"></script></svg>'],
    ['a tag that is no script', '<scripture src="/index.js">'],
    ['links that load nothing', '<link rel="icon" href="/a.ico"><link rel="canonical" href="/"><link href="/a.css">'],
    ['a style that may be chosen', '<link rel="alternate stylesheet" href="/a.css">'],
    ['no reference', '<script src=""></script><script src=" "></script>'],
    ['no URL', '<script src="http://[index.js"></script>'],
    ['nothing', ''],
  ])('are not those of %s', async (_, html) => {
    expect(await find(html)).toEqual([]);
  });

  it('are told once each, in their order, wherever they stand', async () => {
    const html =
      '<link href="a.css" rel="stylesheet"><script src="b.js"></script><body><script src="/shop/b.js"></script>';
    expect(await find(html, `${PAGE}shop/index.html`)).toEqual([`${PAGE}shop/a.css`, `${PAGE}shop/b.js`]);
  });

  it.each([
    ['/app/', `${PAGE}app/main.js`],
    ['https://cdn.example.com/v1/', 'https://cdn.example.com/v1/main.js'],
    ['//cdn.example.com', 'https://cdn.example.com/main.js'],
    ['data:text/plain,', `${PAGE}main.js`],
    ['http://[', `${PAGE}main.js`],
    ['', `${PAGE}main.js`],
  ])('are found from the base %j', async (base, url) => {
    expect(await find(`<base target="_top"><base href="${base}"><base href="/no/"><script src="main.js">`)).toEqual([
      url,
    ]);
  });

  it.each([
    ['stands behind', '<script src="main.js"></script><base href="/app/">'],
    ['is part of a template', '<template><base href="/app/"></template><script src="main.js"></script>'],
    ['is a comment', '<!-- <base href="/app/"> --><script src="main.js"></script>'],
  ])('know no base that %s', async (_, html) => {
    expect(await find(html)).toEqual([`${PAGE}main.js`]);
  });

  it.each([
    ['<meta http-equiv="Refresh" content="0; URL=/app/">', true],
    ['<meta http-equiv="refresh" content="30">', false],
    ['<meta name="refresh" content="0; url=/app/">', false],
  ])('may be those of the page that it leads on to: %s', async (html, leadsOn) => {
    expect(await findAssets(html, PAGE)).toEqual({ assets: [], leadsOn });
  });

  it.each([
    ['tags that never end', '<script '.repeat(125_000)],
    ['one endless tag', `<script ${'src='.repeat(250_000)}`],
    ['comments that never end', '<!--'.repeat(250_000)],
    ['tags within tags', '<div><b>'.repeat(60_000)],
    ['tables within tables', '<table>'.repeat(60_000)],
  ])('are not searched for long in %s', async (_, html) => {
    expect(await find(html)).toEqual([]);
  });
});
