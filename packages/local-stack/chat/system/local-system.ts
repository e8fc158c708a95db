/** The whole system on this machine: the stack, and the sandboxes that were started around it. */
import type { DiscordSandbox } from '../../sandboxes/discord/start-discord-sandbox.ts';
import type { GitHubSandbox } from '../../sandboxes/github/start-github-sandbox.ts';
import type { Site } from '../../sandboxes/site/start-site.ts';
import type { IdleOptions, Stack } from '../../stack/stack.ts';

export type LocalSystem = {
  stack: Stack;
  /** Absent when a real one is used. */
  discord: DiscordSandbox | undefined;
  github: GitHubSandbox | undefined;
  site: Site | undefined;
};

/** Waits until nothing moves any more. @throws when it still does after the stack's time-out */
export async function whenQuiet(
  { stack, github }: Pick<LocalSystem, 'stack' | 'github'>,
  options?: IdleOptions,
): Promise<void> {
  do {
    await github?.whenIdle();
    await stack.whenIdle(options);
    // What the stack did may have made GitHub send webhooks.
  } while (github !== undefined && github.pending() > 0);
}
