/** The team's site and API as visitors meet them, on good days and on bad ones. */

export const FRONTEND = 'https://app.example.com';
/** Must never be seen in a message. */
export const API = 'https://canary-api.example.com/prod';

/** `stale`: pages that browsers keep. `wrong type`: JSON where a page should be. */
export const SITE_STATES = ['up', 'up', 'up', 'up', 'down', 'wrong type', 'stale'] as const;
export type SiteState = (typeof SITE_STATES)[number];

export type SitePage = { status: number; headers: Record<string, string>; text: string };

const PAGE = '<!doctype html><script type="module" src="/assets/index-4f9a1c2b.js"></script>';

export function pageOf(url: string, state: SiteState): SitePage {
  const { pathname } = new URL(url);
  if (state === 'down') return { status: 503, headers: { 'content-type': 'text/plain' }, text: 'no' };
  if (pathname.startsWith('/assets/')) return asset();
  if (url.startsWith(FRONTEND)) return page(state);
  return { status: 200, headers: { 'content-type': 'application/json' }, text: '{"ok":true}' };
}

function asset(): SitePage {
  const headers = { 'content-type': 'text/javascript', 'cache-control': 'public, max-age=31536000, immutable' };
  return { status: 200, headers, text: 'export {};' };
}

function page(state: SiteState): SitePage {
  const type = state === 'wrong type' ? 'application/json' : 'text/html; charset=utf-8';
  const caching = state === 'stale' ? 'public, max-age=3600' : 'no-cache';
  return { status: 200, headers: { 'content-type': type, 'cache-control': caching }, text: PAGE };
}
