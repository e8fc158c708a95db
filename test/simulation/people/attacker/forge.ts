/** Requests that nobody signed, or that somebody changed: ingress must not be touched by any of them. */
import type { HttpRequest } from '@valine/ingress';
import type { World } from '../../world.ts';
import { commandBody, PEOPLE, snowflake } from '../interaction-body.ts';
import type { Forgery } from '../step.ts';
import { FORGED } from './poison.ts';

export function forge(world: World, how: Forgery): void {
  const { engine, door } = world;
  const about = `${FORGED}-${how}`;
  door.knock({
    request: forged(world, how),
    about,
    patienceMs: 3000,
    answered(response) {
      if (response !== undefined && response.status !== 401)
        engine.report('a bad signature is refused', `${about} was answered ${response.status}`);
    },
  });
}

function forged({ signatures, engine }: World, how: Forgery): HttpRequest {
  const now = engine.timeline.now();
  const body = forgedBody(snowflake(now, 999));
  const right = signatures.byDiscord(body, now);
  switch (how) {
    case 'missing':
      return { ...right, headers: {} };
    case 'other key':
      return withSignature(right, '0'.repeat(128));
    case 'changed body':
      return { ...right, body: forgedBody('another') };
    case 'old':
      return signatures.byDiscord(body, now - 301_000);
    case 'short':
      return withSignature(right, 'ab');
    case 'webhook without':
      return {
        ...signatures.byGitHub('issues', FORGED, body),
        headers: { 'x-github-event': 'issues', 'x-github-delivery': FORGED },
      };
    case 'webhook changed':
      return { ...signatures.byGitHub('issues', FORGED, body), body: forgedBody('another') };
  }
}

function forgedBody(id: string): Uint8Array {
  return Buffer.from(JSON.stringify(commandBody({ id, token: FORGED, by: PEOPLE[0] }, 'plan', {})));
}

function withSignature(request: HttpRequest, signature: string): HttpRequest {
  return { ...request, headers: { ...request.headers, 'x-signature-ed25519': signature } };
}
