/** In a world that has come to its end: what was untied stays so, and whose turn it was has heard of it once. */
import { commentId, isInForce } from '@valine/records';
import type { World } from '../../world.ts';

/** An account that has untied itself on GitHub is nobody's, unless it has consented again since. */
export function checkUntied({ engine, store, links }: World): void {
  for (const { login, commentId: said, at } of links.untied) {
    // Whom nobody has heard is not answered either.
    if (store.get('comment', commentId(said)) === undefined) continue;
    const found = store.all().find((each) => each.kind === 'identity' && each.link?.account.login === login);
    if (found?.kind !== 'identity' || found.link === undefined) continue;
    const account = store.get('account', String(found.link.account.id));
    if (isInForce(found, account) && (account?.link?.at ?? 0) < at)
      engine.report('what was untied stays so', `${login}, untied at ${at}`);
  }
}

/** Lines of threads that notify somebody, by what was asked to be shown: each is made once, as another invariant has it. */
export function checkPings({ engine, chronicle, turns }: World): void {
  const pinged = new Map<string, number>();
  for (const { place, message } of chronicle.newest.values())
    for (const id of place.in === 'thread' ? (message.pings?.users ?? []) : []) {
      pinged.set(id, (pinged.get(id) ?? 0) + 1);
      if (!message.content?.includes(`<@${id}>`))
        engine.report('who is notified is named', `${id}: ${message.content}`);
    }
  for (const [id, count] of pinged) {
    engine.coverage.sometimes('somebody was told that it is their turn');
    if (count > (turns.get(id) ?? 0)) engine.report('a turn is told once', `${id} ${count} times`);
  }
}
