/** No secret in anything that people read. */
import type { World } from '../world.ts';
import { CANARY } from './secrets.ts';

export function checkMessages(world: World): void {
  for (const { body } of world.discord.book.messages)
    if (JSON.stringify(body).includes(CANARY)) world.engine.report('no secret in a message', body.content);
}
