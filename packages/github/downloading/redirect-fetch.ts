/** A fetch that tells where a redirect leads instead of following it, and leaves a body to be read as it comes. */
import { notSent } from '../whole-fetch.ts';
import { readUpTo } from './read-stream.ts';

/** What a refusal may say. */
const MAX_REFUSAL_BYTES = 65_536;

export function createRedirectFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    if (init?.signal?.aborted) throw notSent();
    const answer = await fetch(input, { ...init, redirect: 'manual' });
    if (answer.status < 300) return answer;
    const { status, statusText, headers } = answer;
    const said = status < 400 ? undefined : await readUpTo(answer.body, MAX_REFUSAL_BYTES);
    if (status < 400) await answer.body?.cancel();
    return new Response(said === undefined ? null : Buffer.from(said), { status, statusText, headers });
  };
}
