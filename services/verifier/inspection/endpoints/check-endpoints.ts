/** Asks what the deployed client and its API answer, all at once, and says what is right and wrong with it. */
import type { CheckResult } from '@valine/contracts';
import type { Clock } from '@valine/lambda-kit';
import type { Probe } from '@valine/safe-http';
import type { CustomCheck } from '@valine/settings';
import { API_BYTES, PAGE_BYTES } from '@valine/workflows/judge-answer';
import { wordsOfBase } from '../run/api-of.ts';
import { hideValues } from '../run/mask-secrets.ts';
import { decideApi } from './decide-api.ts';
import { ASSET, type AssetResult, decideAsset } from './decide-asset.ts';
import { decideCustom } from './decide-custom.ts';
import { decidePage, isReadablePage, notConfigured } from './decide-page.ts';
import type { EndpointResult } from './endpoint-answer.ts';
import { findAssets } from './find-assets.ts';
import { differ, type FoundPage, pickAssets } from './pick-assets.ts';
import { readBody } from './read-body.ts';

/** Two addresses of one page. */
const [ROOT, INDEX] = ['/', '/index.html'];
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
    return 'problem' in answer ? answer : { ...answer, ...readBody(answer) };
  };
}

async function checkFrontend(ask: Ask, base: string | undefined): Promise<CheckResult[]> {
  if (base === undefined)
    return [`GET ${ROOT}`, `GET ${INDEX}`, ASSET].map((name) => notConfigured(name, 'FRONTEND_BASE_URL'));
  const askPage = (path: string) => ask(under(base, path), PAGE_BYTES, FIRST_SHARE);
  const [root, index] = await Promise.all([askPage(ROOT), askPage(INDEX)]);
  const [inRoot, inIndex] = await Promise.all([root, index].map(readPage));
  const origin = URL.parse(base)?.origin ?? base;
  return [
    decidePage(`GET ${ROOT}`, root, origin, differ(inRoot, inIndex) ? INDEX : undefined),
    decidePage(`GET ${INDEX}`, index, origin),
    decideAsset(
      await seeAssets(
        ask,
        [inRoot, inIndex].filter((page) => page !== undefined),
      ),
    ),
  ];
}

async function readPage(page: EndpointResult): Promise<FoundPage | undefined> {
  if (!isReadablePage(page)) return undefined;
  const { text, finalUrl: url, truncated } = page;
  return { url, truncated, ...(await findAssets(text, url)) };
}

async function seeAssets(ask: Ask, pages: readonly FoundPage[]): Promise<AssetResult> {
  const assets = pickAssets(pages);
  if (assets.length > 0)
    return Promise.all(assets.map(async (asset) => ({ ...asset, seen: await ask(asset.url.href, FEW_BYTES) })));
  if (pages.length === 0) return 'no_page';
  if (pages.some(({ truncated }) => truncated)) return 'beyond';
  return pages.some(({ leadsOn }) => leadsOn) ? 'leads_on' : 'none';
}

async function checkRoute(ask: Ask, path: string, base: string | undefined, setting?: string): Promise<CheckResult> {
  return decideApi(path, base === undefined ? undefined : await ask(under(base, path), API_BYTES), setting);
}

/** A query or a fragment would take in the path; settings and options that have one are refused. */
function under(base: string, path: string): string {
  return `${base.replace(/[?#].*$/s, '').replace(/\/+$/, '')}${path}`;
}

function withoutWords(check: CheckResult, words: readonly string[]): CheckResult {
  const { details, fix } = check;
  return {
    ...check,
    ...(details === undefined ? {} : { details: hideValues(details, words) }),
    ...(fix === undefined ? {} : { fix: hideValues(fix, words) }),
  };
}
