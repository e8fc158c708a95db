/** Looks at the world once: the store, Discord, GitHub, and what is deployed. It changes nothing. */
import { createHash } from 'node:crypto';
import { kindOf } from '../decide/decide-github.ts';
import type { Found } from '../decide/found.ts';
import type { Ports, Values, Wanted } from '../decide/ports.ts';
import { lookAtDiscord } from './look-at-discord.ts';
import { lookAtGitHub } from './look-at-github.ts';

/** `takenOver`: ids of steps that may replace what is in use elsewhere. */
export async function look(ports: Ports, wanted: Wanted, takenOver: readonly string[]): Promise<Found> {
  const stored = await ports.store.read();
  const notes = ports.notes.read();
  const given = givenTo(stored ?? {}, wanted);
  const values = { ...given, ...stored };
  const facts = { wanted: { ...wanted, given }, notes, stored, values, takenOver };
  const [discord, github, addresses] = await Promise.all([
    values['DISCORD_BOT_TOKEN'] === undefined ? undefined : lookAtDiscord(ports, values),
    lookAtGitHub(ports, { kind: kindOf(facts), values, ownToken: wanted.ownToken }),
    ports.store.addresses(),
  ]);
  const { interactions } = addresses;
  const answer = interactions !== undefined && (await ports.answers(interactions));
  const secret = values['GITHUB_WEBHOOK_SECRET'];
  return {
    ...facts,
    ...(discord && { discord }),
    github,
    addresses: { ...addresses, answer },
    ...(secret !== undefined && { secretFingerprint: fingerprintOf(secret) }),
  };
}

/** A shell with an App in it makes no App's stage of one that has a token, unless it is asked for. */
function givenTo(stored: Values, { given, github }: Wanted): Values {
  if (stored['GITHUB_TOKEN'] === undefined || github === 'app') return given;
  return Object.fromEntries(Object.entries(given).filter(([name]) => !/^GITHUB_(APP|INSTALLATION)_/.test(name)));
}

/** Tells two secrets apart, and nothing of either. */
export function fingerprintOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 16);
}
