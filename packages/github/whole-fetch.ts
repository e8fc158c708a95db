/** A fetch that gives an answer whole or throws, within a time. */

/**
 * Octokit takes a body that breaks off for an empty one, and paging takes an empty page for the last: a lost
 * connection would read as "no issues". So the body is read, and JSON checked, before Octokit sees the answer.
 * Redirects are followed, as a renamed repository needs.
 */
export function createWholeFetch(fetch: typeof globalThis.fetch, timeoutMs: number): typeof globalThis.fetch {
  return async (input, init) => {
    const answer = await fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    const body = await answer.arrayBuffer();
    const { status, statusText, headers } = answer;
    if (status < 300 && status !== 204) assertJson(headers, body);
    return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
  };
}

function assertJson(headers: Headers, body: ArrayBuffer): void {
  if (!headers.get('content-type')?.includes('json')) throw new TypeError('the answer is not JSON');
  try {
    JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw new TypeError('the answer is not whole');
  }
}
