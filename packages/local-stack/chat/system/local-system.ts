/** The whole system on this machine: the stack, and the sandboxes that were started around it. */
import { setTimeout } from 'node:timers/promises';
import type { DiscordSandbox, GitHubSandbox, ModelSandbox, Site } from '@valine/sandboxes';
import type { IdleOptions, Stack } from '../../stack/stack.ts';

export type LocalSystem = {
  stack: Stack;
  /** Absent when a real one is used. */
  discord: DiscordSandbox | undefined;
  github: GitHubSandbox | undefined;
  site: Site | undefined;
  model: ModelSandbox | undefined;
};

/** Waits until all work has ended, workflow runs included. @throws after the time-out */
export async function whenQuiet(
  { stack, github }: Pick<LocalSystem, 'stack' | 'github'>,
  options?: IdleOptions,
): Promise<void> {
  do {
    if (github !== undefined) await whenGitHubQuiet(github, options?.timeoutSeconds);
    await stack.whenIdle({ ...options, ignoreLinks: github?.isCodeEntered() === false });
    // The stack's work may have made GitHub send webhooks or start a workflow.
  } while (github !== undefined && github.pending() > 0);
}

/** Workflow runs end by themselves, so without a time-out this waits as long as they take. */
async function whenGitHubQuiet(github: GitHubSandbox, timeoutSeconds: number | undefined): Promise<void> {
  if (timeoutSeconds === undefined) return github.whenIdle();
  const idle = github.whenIdle().then(() => true);
  const late = new AbortController();
  const timeout = setTimeout(timeoutSeconds * 1000, false, { signal: late.signal }).catch(() => false);
  const inTime = await Promise.race([idle, timeout]);
  late.abort();
  if (!inTime) throw new Error(gitHubBusyMessage(timeoutSeconds, github.running()));
}

function gitHubBusyMessage(seconds: number, running: readonly string[]): string {
  const what = running.length === 0 ? 'webhooks that are not answered' : running.join(', ');
  return `After ${seconds} s GitHub is still busy: ${what}. !state shows the queues.`;
}
