/** Collects the messages that are created or changed from now on. */
import type { DiscordSandbox, StoredMessage } from '@valine/sandboxes';

export type Watch = {
  /** The messages as they are now, the oldest first, with those of threads and without deleted ones. */
  changed(): StoredMessage[];
  stop(): void;
};

export function watchMessages(discord: DiscordSandbox): Watch {
  const seen = new Map<string, StoredMessage>();
  const stop = discord.onChange(({ kind, stored }) => {
    if (kind === 'deleted') seen.delete(stored.message.id);
    else seen.set(stored.message.id, stored);
  });
  return {
    changed: () => [...seen.values()].toSorted((a, b) => (BigInt(a.message.id) < BigInt(b.message.id) ? -1 : 1)),
    stop,
  };
}
