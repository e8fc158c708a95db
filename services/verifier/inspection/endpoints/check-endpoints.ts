/** Asks what the deployed client and its API answer, all at once, and says what is right and wrong with it. */
import type { CheckResult } from '@valine/contracts';
import { type Clock, maskSecrets } from '@valine/lambda-kit';
import type { Probe } from '@valine/safe-http';
import type { CustomCheck } from '@valine/settings';
import { wordsOfBase } from '../run/api-of.ts';
import { bodyText } from './body-text.ts';
import { API_BYTES, decideApi } from './decide-api.ts';
import { ASSET, type AssetResult, decideAsset } from './decide-asset.ts';
import { decideCustom } from './decide-custom.ts';
import { decidePage, isReadablePage, notConfigured, PAGE_BYTES } from './decide-page.ts';
import type { EndpointResult } from './endpoint-answer.ts';
import { findHashedAsset } from './find-hashed-asset.ts';

const PAGES = [
  { name: 'GET /', path: '/' },
  { name: 'GET /index.html', path: '/index.html' },
];
const ROUTES = ['/health', '/hello'];
/** Of these only the status and the headers matter. */
const FEW_BYTES = 4096;
/** The rest is for the asset, which is known only once the page is read. */
const FIRST_SHARE = 2 / 3;

type Ports = { probe: Probe; clock: Clock };
type Endpoints = {
  frontendBaseUrl?: string | undefined;
  apiBase?: string | undefined;
  /** What people can correct where it is the wrong API: VITE_API_BASE unless given. */
  apiSetting?: string;
  customChecks: readonly CustomCheck[];
  /** Further words that no text may show; the words of `apiBase` are hidden anyway. */
  hidden?: readonly string[];
};
/** Asks a URL, within the time that is left. */
type Ask = (url: string, maxBytes: number, share?: number) => Promise<EndpointResult>;

/** `withinMs` bounds the whole. Never throws, and no text names the API. */
export async function checkEndpoints(ports: Ports, endpoints: Endpoints, withinMs: number): Promise<CheckResult[]> {
  const ask = createAsk(ports, withinMs);
  const { frontendBaseUrl, apiBase, customChecks, hidden = [] } = endpoints;
  const checks = await Promise.all([
    checkFrontend(ask, frontendBaseUrl),
    Promise.all(ROUTES.map((path) => checkRoute(ask, path, apiBase, endpoints.apiSetting))),
    Promise.all(customChecks.map(async (check) => decideCustom(check, await ask(check.url, FEW_BYTES)))),
  ]);
  const words = [...wordsOfBase(apiBase), ...hidden];
  return checks.flat().map((check) => withoutWords(check, words));
}

function createAsk({ probe, clock }: Ports, withinMs: number): Ask {
  const deadline = clock.now() + withinMs;
  return async (url, maxBytes, share = 1) => {
    const left = Math.max(1, Math.floor((deadline - clock.now()) * share));
    const answer = await probe.get(url, { withinMs: left, maxBytes });
    return 'problem' in answer ? answer : { ...answer, text: bodyText(answer) };
  };
}

async function checkFrontend(ask: Ask, base: string | undefined): Promise<CheckResult[]> {
  if (base === undefined)
    return [...PAGES.map(({ name }) => name), ASSET].map((name) => notConfigured(name, 'FRONTEND_BASE_URL'));
  const seen = await Promise.all(PAGES.map(({ path }) => ask(under(base, path), PAGE_BYTES, FIRST_SHARE)));
  const origin = URL.parse(base)?.origin ?? base;
  const pages = seen.map((page, index) => decidePage(PAGES[index]?.name ?? '', page, origin));
  return [...pages, decideAsset(await seeAsset(ask, seen))];
}

async function seeAsset(ask: Ask, pages: readonly EndpointResult[]): Promise<AssetResult> {
  const page = pages.find(isReadablePage);
  if (page === undefined) return { asset: 'no_page' };
  const asset = findHashedAsset(page.text, page.finalUrl);
  if (asset !== undefined) return { asset, seen: await ask(asset.href, FEW_BYTES) };
  return { asset: page.truncated ? 'beyond' : 'none' };
}

async function checkRoute(ask: Ask, path: string, base: string | undefined, setting?: string): Promise<CheckResult> {
  return decideApi(path, base === undefined ? undefined : await ask(under(base, path), API_BYTES), setting);
}

function under(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}${path}`;
}

function withoutWords(check: CheckResult, words: readonly string[]): CheckResult {
  const { details, fix } = check;
  return {
    ...check,
    ...(details === undefined ? {} : { details: maskSecrets(details, words) }),
    ...(fix === undefined ? {} : { fix: maskSecrets(fix, words) }),
  };
}
