/** Brings everything up in the order in which nothing is lost, and takes it down again in the reverse one. */
import type { Logger } from '@valine/lambda-kit';
import { registerCommands, startSandboxes } from '@valine/sandboxes';
import { claimDataDir } from '../../stack/claim-data-dir.ts';
import { startStack } from '../../stack/start-stack.ts';
import type { Environment } from '../environment/read-environment.ts';
import { type Watch, watchMessages } from '../exec/watch-messages.ts';
import { findFreePort } from './free-port.ts';
import type { LocalSystem } from './local-system.ts';

export type RunningSystem = LocalSystem & {
  /** What the stack says in Discord from its first moment on. */
  sinceStart: Watch | undefined;
  close(): Promise<void>;
};

/** `port` 0 takes a free one. @throws what keeps it from starting; nothing runs then */
export async function openLocalSystem(environment: Environment, port: number, log: Logger): Promise<RunningSystem> {
  const { dataDir, stage, hasStageFile, tokenLifeMs } = environment;
  // The sandboxes would write over what another stack's sandboxes are at work on.
  claimDataDir(dataDir).release();
  const actualPort = port === 0 ? await findFreePort() : port;
  const sandboxes = await startSandboxes(dataDir, `http://127.0.0.1:${actualPort}`, environment.settings, {
    ...(tokenLifeMs === undefined ? {} : { tokenLifeMs }),
  });
  const { github, discord, site, settings } = sandboxes;
  if (!hasStageFile) log.warn(noStageFileMessage(stage));
  for (const warning of sandboxes.warnings) log.warn(warning);
  const sinceStart = discord && watchMessages(discord);
  try {
    const stack = await startStack({ stage, dataDir, port: actualPort, settings, log });
    if (discord !== undefined) await registerCommands(discord);
    github?.resumeWebhooks();
    return {
      stack,
      discord,
      github,
      site,
      sinceStart,
      async close() {
        // Webhooks that come up from now on leave at the next start.
        github?.pauseWebhooks();
        await stack.stop();
        await sandboxes.close();
      },
    };
  } catch (error) {
    await sandboxes.close();
    throw error;
  }
}

function noStageFileMessage(stage: string): string {
  return `There is no Pulumi.${stage}.yaml: stage ${stage} starts with the default of every setting that is not in the environment.`;
}
