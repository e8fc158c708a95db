/** The probe: every URL guarded, every connection pinned to an address that was checked, all of it within limits. */
import { guardUrl } from '../guard-url.ts';
import * as messages from '../messages.ts';
import type { Probe, ProbeAnswer, ProbeLimits, ProbeProblem, Resolver } from '../ports.ts';
import type { UrlPolicy, UrlRefusal } from '../url-policy.ts';
import { beforeAbort } from './before-abort.ts';
import { ExchangeError, nextUrl, openAnswer, readAnswer } from './exchange.ts';

const MAX_REDIRECTS = 5;
/** The longest that a timer can be. */
const MAX_MS = 2 ** 31 - 1;

export type ProbeOptions = {
  policy: UrlPolicy;
  resolver: Resolver;
  /** Epoch milliseconds: measures what answers took; limits go by real time. */
  clock: { now(): number };
};

type Problem = Omit<ProbeProblem, 'ms'>;
type Outcome = Omit<ProbeAnswer, 'ms'> | Problem;

export function createProbe({ clock, ...guarding }: ProbeOptions): Probe {
  return {
    async get(url, limits) {
      const startedAt = clock.now();
      const outcome = await withinTime(limits, (signal) => followRedirects(url, guarding, limits.maxBytes, signal));
      return { ...outcome, ms: clock.now() - startedAt };
    },
  };
}

async function withinTime({ withinMs }: ProbeLimits, run: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome> {
  const signal = AbortSignal.timeout(Math.min(Math.max(0, Math.floor(withinMs) || 0), MAX_MS));
  try {
    return await run(signal);
  } catch (error) {
    if (signal.aborted) return { problem: 'timeout', detail: messages.timeoutText(withinMs) };
    const { problem, code } = error instanceof ExchangeError ? error : new ExchangeError('bad_answer', error);
    return { problem, detail: messages.failureText(problem, code) };
  }
}

async function followRedirects(
  text: string,
  guarding: Omit<ProbeOptions, 'clock'>,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Outcome> {
  const visited: URL[] = [];
  let redirect: URL | undefined;
  for (;;) {
    const guarded = await beforeAbort(guardUrl(redirect?.href ?? text, guarding), signal);
    if (!guarded.ok) return refusal(guarded.reason, redirect);
    const { url } = guarded;
    const problem = redirectProblem(url, visited);
    if (problem !== undefined) return problem;
    const answer = await openAnswer(guarded, signal);
    redirect = nextUrl(answer, url);
    if (redirect === undefined) return { ...(await readAnswer(answer, maxBytes)), finalUrl: url.href };
    answer.destroy();
    visited.push(url);
  }
}

function refusal(reason: UrlRefusal, redirect: URL | undefined): Problem {
  return {
    problem: reason === 'not_resolved' ? 'dns' : 'refused_url',
    detail: redirect === undefined ? messages.urlRefusalText(reason) : messages.refusedRedirectText(redirect, reason),
  };
}

function redirectProblem(url: URL, visited: readonly URL[]): Problem | undefined {
  if (visited.at(-1)?.protocol === 'https:' && url.protocol === 'http:')
    return { problem: 'refused_url', detail: messages.downgradeText(url) };
  if (visited.some(({ href }) => href === url.href))
    return { problem: 'redirect_loop', detail: messages.redirectLoopText() };
  return visited.length > MAX_REDIRECTS
    ? { problem: 'too_many_redirects', detail: messages.tooManyRedirectsText(MAX_REDIRECTS) }
    : undefined;
}
