/** A stack in this process between GitHub and Discord, for the tests of one file; and what its people do and read. */
import { startStack } from '@valine/local-stack/stack';
import { expect } from 'vitest';
import { legible } from '../../stories/support/legible.ts';
import { readMessage } from '../../stories/support/read-message.ts';
import { type DiscordLimits, type Platforms, startPlatforms } from './open-platforms.ts';

const LOG = { debug() {}, info() {}, warn() {}, error() {} };
/** On two busy cores an answer takes its time; the worst is a look that comes 15 s after a dispatch. */
const PATIENCE = { timeout: 150_000, interval: 20 };

export type Tracked = Awaited<ReturnType<typeof startTracked>>;

/** `given`: settings besides those that lead to the platforms. */
export async function startTracked(given: Record<string, string>, limits: DiscordLimits = {}) {
  const platforms = await startPlatforms(limits);
  const settings = { ...platforms.settings, ...given };
  const stack = await startStack({ ...platforms, stage: 'dev', settings, log: LOG });
  return {
    ...platforms,
    ...readerOf(platforms),
    stack,
    async close() {
      await stack.stop();
      await platforms.close();
      expect(Object.values(stack.permissions()).flatMap(({ refused }) => refused)).toEqual([]);
    },
  };
}

export function readerOf({ discord }: Pick<Platforms, 'discord'>, patience = PATIENCE) {
  const texts = (interactionId: string) =>
    discord.messages().flatMap((each) => (each.interactionId === interactionId ? [readMessage(each.message)] : []));
  return {
    texts,
    /** Types a command. Its interaction's id. */
    ask: async (command: string) => (await discord.command(command)).interactionId,
    /** The answer, once it says that; ids and measured times have names in it. */
    async answer(interactionId: string, says: RegExp): Promise<string> {
      await expect.poll(() => texts(interactionId).join('\n—\n'), patience).toMatch(says);
      return legible(texts(interactionId).join('\n—\n')).replace(/• \d+s$/gm, '• <n>s');
    },
    /** Messages that everybody sees. */
    seenByAll: () => discord.messages().filter(({ seenBy }) => seenBy === undefined),
  };
}
