/** What is to be shown under a key has one text for each revision: whoever sends another contradicts what was shown. */
import type { Notification } from '@valine/contracts';
import type { World } from '../world.ts';

export function checkOneText({ chronicle, engine }: World): void {
  const texts = new Map<string, string>();
  for (const sent of chronicle.sent.notify.keys()) {
    if (!sent.startsWith('{"type":"message.shown"')) continue;
    const { key, revision, message }: Notification = JSON.parse(sent);
    const name = `${key} ${revision}`;
    const text = JSON.stringify(message);
    const known = texts.get(name) ?? text;
    if (known !== text) engine.report('one text for a revision', `${name}: ${known} and ${text}`.slice(0, 400));
    texts.set(name, text);
  }
}
