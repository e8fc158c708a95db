import { expect, it } from 'vitest';
import { hasHash } from './has-hash.ts';

it.each([
  '/assets/index-DiwrgTda.js',
  '/static/js/main.8e1a2b3c.chunk.js',
  '/a/style-B7xK_9-q.css',
  '/_nuxt/9cdea4daa3ce167d5d79.js',
  '/_nuxt/BxS3Xw0k.js',
  '/_nuxt/B7xK_9-q.js',
  '/_next/static/chunks/8b2d16ab0fa4d9c1.js',
  '/5NDGIDJZ.js',
  '/main-5NDGIDJZ.js',
  '/chunk-ABCDEFGH.js',
  '/js/app.7fe5aac.js',
  '/js/main_8e1a2b3c4d5e.js',
  '/js/8e1a2b3c4d5e_main.js',
  '/assets/application-0f3a1e2b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7.js',
])('%s has a hash in its name', (path) => {
  expect(hasHash(path)).toBe(true);
});

it.each([
  '/main.js',
  '/vendor-polyfill.js',
  '/app.js',
  '/static/8e1a2b3c4d5e/main.js',
  '/runtime.bundle.min.js',
  '/jquery-3.7.1.min.js',
  '/bootstrap5.js',
  '/user_settings.js',
  '/mainPage.js',
  '/polyfillsEs5.js',
  '/defaced.js',
  '/1234567.js',
  '/app.defaced.js',
  '/',
  '/8e1a2b3c4d5e/',
])('%s has none', (path) => {
  expect(hasHash(path)).toBe(false);
});
