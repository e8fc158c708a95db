/** Starts the whole system, and stops it in the reverse order, so that nothing is lost. */

import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Logger } from '@valine/lambda-kit';
import { registerCommands, startSandboxes } from '@valine/sandboxes';
import { claimDataDir } from '../../stack/claim-data-dir.ts';
import { startStack } from '../../stack/start-stack.ts';
import type { Environment } from '../environment/read-environment.ts';
import type { LocalSystem } from './local-system.ts';
import { type Watch, watchMessages } from './watch-messages.ts';

export type RunningSystem = LocalSystem & {
  /** The messages the stack has sent to Discord since it started. */
  sinceStart: Watch | undefined;
  close(): Promise<void>;
};

/** `port` 0 takes a free one. @throws when it cannot start; nothing keeps running then */
export async function openLocalSystem(environment: Environment, port: number, log: Logger): Promise<RunningSystem> {
  const { dataDir, stage, hasStageFile, tokenLifeMs, seed } = environment;
  // If another stack runs, this throws before the sandboxes overwrite its data.
  claimDataDir(dataDir).release();
  const actualPort = port === 0 ? await findFreePort() : port;
  const sandboxes = await startSandboxes(dataDir, `http://127.0.0.1:${actualPort}`, environment.settings, {
    ...(tokenLifeMs === undefined ? {} : { tokenLifeMs }),
    ...(seed && { seed }),
  });
  const { github, discord, site, model, settings } = sandboxes;
  if (!hasStageFile) log.warn(noStageFileMessage(stage));
  for (const warning of sandboxes.warnings) log.warn(warning);
  const sinceStart = discord && watchMessages(discord);
  try {
    const stack = await startStack({
      ...{ stage, dataDir, port: actualPort, settings, log },
      // A GitHub of one's own need not be spared, and somebody waits.
      ...(github && { environment: { SPACE_WRITES: 'false' } }),
    });
    if (discord !== undefined) await registerCommands(discord);
    github?.resumeWebhooks();
    return {
      stack,
      discord,
      github,
      site,
      model,
      sinceStart,
      async close() {
        // GitHub sends later webhooks at the next start.
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

/** A port on which nobody listens now. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
