/** Asks a door what it answers to a request that nobody signed. */
import type { DoorFact } from '@valine/doctor';

const TIMEOUT_MS = 10_000;

export async function knock(url: string): Promise<DoorFact> {
  try {
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'ping',
      'x-github-delivery': 'valine-doctor',
    };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { method: 'POST', headers, body: '{}', redirect: 'manual', signal });
    await response.body?.cancel();
    return { url, status: response.status, detail: '' };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { url, status: 0, detail: cause instanceof Error ? cause.message || cause.name : String(cause) };
  }
}
