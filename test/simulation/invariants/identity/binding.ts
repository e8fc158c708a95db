/** While a world goes on: nobody is bound without both. */
import { isInForce, type StoredRecord } from '@valine/records';
import type { Engine } from '../../engine/engine.ts';
import type { LinkBook } from '../../people/identity/link-deeds.ts';
import { PEOPLE } from '../../people/interaction-body.ts';
import type { SimStore } from '../../platforms/sim-store.ts';

type Around = { engine: Engine; store: SimStore; links: LinkBook; hasApp: boolean };

/** At each write of either record: what is in force then rests on what both have done before. */
export function checkBinding(world: Around, written: StoredRecord): void {
  if (written.kind !== 'identity' && written.kind !== 'account') return;
  for (const identity of world.store.all()) {
    if (identity.kind !== 'identity' || identity.link === undefined) continue;
    const account = world.store.get('account', String(identity.link.account.id));
    if (isInForce(identity, account)) checkConsents(world, identity.id, identity.link);
  }
}

function checkConsents(
  { engine, links, hasApp }: Around,
  personId: string,
  { attempt, account: { login } }: { attempt: string; account: { login: string } },
): void {
  const wrong = (says: string) =>
    engine.report('nobody is bound without both', `${personId} and ${login} by ${attempt}: ${says}`);
  const name = PEOPLE.find(({ id }) => id === personId)?.name.toLowerCase();
  const isIts = (each: { attempt: string }) => each.attempt === attempt;
  if (links.attempts.find(({ id }) => id === attempt)?.personId !== personId) wrong('another has begun it');
  if (!links.said.some((each) => isIts(each) && each.login === login && each.name === name))
    wrong('the account has not said so');
  if (!links.confirmed.some((each) => isIts(each) && each.personId === personId)) wrong('they have not confirmed it');
  if (hasApp && !links.entered.some((each) => isIts(each) && each.login === login)) wrong('it has entered no code');
  engine.coverage.sometimes('somebody was linked');
}
