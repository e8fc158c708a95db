/** A fetch that gives an answer whole or throws, within a time. */

/**
 * Octokit takes a body that breaks off for an empty one, and paging takes an empty page for the last: a lost
 * connection would read as "no issues". So the body is read, and JSON checked, before Octokit sees the answer.
 * Redirects are followed, as a renamed repository needs.
 */
export function createWholeFetch(fetch: typeof globalThis.fetch, timeoutMs: number): typeof globalThis.fetch {
  return async (input, init) => {
    const bounds = [AbortSignal.timeout(timeoutMs), ...(init?.signal ? [init.signal] : [])];
    if (init?.signal?.aborted) throw notSent();
    const answer = await fetch(input, { ...init, signal: AbortSignal.any(bounds) });
    const body = await answer.arrayBuffer();
    const { status, statusText, headers } = answer;
    const mayBeEmpty = status === 204 || ((status === 201 || status === 202) && body.byteLength === 0);
    if (status < 300 && !mayBeEmpty) assertJson(headers, body);
    return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
  };
}

/** The code of a request whose time was over before it was begun. */
export const NOT_SENT = 'VALINE_NOT_SENT';

export function notSent(): Error {
  return Object.assign(new TypeError('its time was over before it was sent'), { code: NOT_SENT });
}

function assertJson(headers: Headers, body: ArrayBuffer): void {
  if (!headers.get('content-type')?.includes('json')) throw new TypeError('the answer is not JSON');
  try {
    JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw new TypeError('the answer is not whole');
  }
}
