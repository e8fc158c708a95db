/** Starts a function against the outside of a test, and gives it events one after the other. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ServiceName } from '@valine/settings';
import type { Edit } from '../simulation/mutants/mutant.ts';
import type { Outside } from './outside.ts';
import { CONFIGURED, type ConfiguredName } from './secrets.ts';

const SECRETS_OF: Readonly<Record<ServiceName, readonly ConfiguredName[]>> = {
  ingress: ['GITHUB_WEBHOOK_SECRET', 'ADMISSION_KEY'],
  dispatcher: ['GITHUB_TOKEN', 'GITHUB_APP_PRIVATE_KEY', 'ADMISSION_KEY', 'OPENAI_API_KEY'],
  verifier: ['GITHUB_TOKEN', 'GITHUB_APP_PRIVATE_KEY', 'VITE_API_BASE'],
  notifier: ['DISCORD_BOT_TOKEN'],
};

/** Where Node keeps what it has compiled: every thread loads the same, but for an edit. */
const KEPT = { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '' };

/** Those of CONFIGURED that a function has. */
export function secretsOf(service: ServiceName): Record<string, string> {
  return Object.fromEntries(SECRETS_OF[service].map((name) => [name, CONFIGURED[name]]));
}

export async function runFunction(service: ServiceName, { url }: Outside, more: Record<string, string>, edit?: Edit) {
  const lines: string[] = [];
  const worker = new Worker(new URL('./function.ts', import.meta.url), {
    workerData: { service, ...(edit && { edit }) },
    stdout: true,
    stderr: true,
    env: { ...environmentOf(service, url), ...KEPT, ...more },
  });
  for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (text: Buffer) => lines.push(text.toString()));
  await once(worker, 'message');
  return {
    /** All that it has printed. */
    log: () => lines.join(''),
    async invoke(event: unknown): Promise<unknown> {
      const answered = once(worker, 'message');
      worker.postMessage(event);
      const [answer] = await answered;
      return answer;
    },
    close: () => worker.terminate(),
  };
}

function environmentOf(service: ServiceName, url: string): Record<string, string> {
  const queues = ['DISPATCH', 'VERIFY', 'POLL', 'NOTIFY'].map((name) => [`${name}_QUEUE_URL`, `${url}/0/${name}`]);
  return {
    STAGE: 'dev',
    SECRETS: SECRETS_OF[service].join(','),
    RUNS_TABLE: 'runs',
    WEBHOOK_URL: `${url}/github/webhook`,
    INTERACTIONS_URL: `${url}/discord`,
    ...Object.fromEntries(queues),
    GITHUB_REPOSITORY: 'acme/web',
    GITHUB_API_URL: `${url}/github`,
    DISCORD_API_URL: `${url}/discord`,
    SPACE_WRITES: 'false',
    DISCORD_APPLICATION_ID: '77',
    ALLOWED_GUILD_IDS: '10',
    COMMANDS_PER_MINUTE: '60',
    PRESSES_PER_MINUTE: '60',
    LOG_LEVEL: 'debug',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: url,
  };
}
