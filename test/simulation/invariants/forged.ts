/** What nobody signed leaves nothing behind. */
import { FORGED } from '../people/forged-mark.ts';
import type { World } from '../world.ts';

export function checkForgedTouchedNothing({ chronicle, engine }: World): void {
  for (const [queue, texts] of Object.entries(chronicle.sent))
    for (const text of texts.keys())
      if (text.includes(FORGED)) engine.report('a bad signature touches nothing', `${queue} got ${text.slice(0, 200)}`);
}
