/** Counts what AWS would bill for each thing that a team does in a day, on the local stack. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { functionName, SERVICES, type ServiceName, scheduleName } from '@valine/settings';
import { startTracked, type Tracked } from '../../stack/support/start-followed.ts';
import { planIn } from '../../stories/support/plan-in.ts';
import { AT_ONCE } from '../../stories/support/work-on-github.ts';
import type { Counted } from './bill.ts';

/** How often a day: 100 commands, 500 webhooks (those of runs and plans come besides), and what the clock does. */
export const A_DAY: Record<string, { times: number; isByClock?: boolean }> = {
  '/help': { times: 10 },
  '/status': { times: 20 },
  '/diagnose': { times: 30 },
  '/deploy-client': { times: 15 },
  '/verify-latest': { times: 15 },
  '/plan and /approve': { times: 5 },
  'two webhooks': { times: 250 },
  'a sweep': { times: 288, isByClock: true },
  'a look at the set-up': { times: 24, isByClock: true },
};

/** A look 15 s after a start belongs to what was started, and is counted with whatever is done then. */
const SOON = { timeoutSeconds: 120, ignoreDelaysOverSeconds: 6 };

const ACTS: Record<string, (stack: Tracked) => Promise<unknown>> = {
  '/help': async ({ ask, answer }) => answer(await ask('/help'), /\/plan/),
  '/status': async ({ ask, answer }) => answer(await ask('/status'), /Status/),
  '/diagnose': async (stack) => followed(stack, '/diagnose'),
  '/deploy-client': async (stack) => followed(stack, '/deploy-client wait:true'),
  '/verify-latest': async ({ ask, answer }) =>
    answer(await ask('/verify-latest'), /OK|verified|[Bb]ad|[Ff]ailed|found/),
  '/plan and /approve': plan,
  'two webhooks': async ({ github }) => github.openIssue('Nothing to do with us', ['other']),
  'a sweep': async ({ stack }) => stack.fire(scheduleName('sweep', 'dev')),
  'a look at the set-up': async ({ stack }) => stack.fire(scheduleName('set-up-check', 'dev')),
};

async function followed({ github, ask, answer }: Tracked, command: string): Promise<void> {
  github.nextRun(AT_ONCE);
  await answer(await ask(command), /OK|verified/);
}

async function plan({ github, stack, ask, answer, texts }: Tracked): Promise<void> {
  github.openIssue('Of this plan', ['counted']);
  await github.whenIdle();
  await stack.whenIdle(SOON);
  const id = await ask('/plan label:counted');
  await answer(id, /Of this plan/);
  const { run } = planIn(texts(id).join());
  await answer(await ask(`/approve run_id:${run}`), /is approved/);
}

export async function countDay(): Promise<Record<string, Counted>> {
  const tracked = await startTracked({ TASK_PULL_REQUESTS: 'true' });
  try {
    await warmUp(tracked);
    const counted: Record<string, Counted> = {};
    for (const [name, act] of Object.entries(ACTS)) counted[name] = await countOf(tracked, () => act(tracked));
    return counted;
  } finally {
    await tracked.close();
  }
}

/** What is done once by each function, such as reading its secrets, belongs to no command. */
async function warmUp(tracked: Tracked): Promise<void> {
  await ACTS['/help']?.(tracked);
  await tracked.stack.whenIdle(SOON);
}

async function countOf(tracked: Tracked, act: () => Promise<unknown>): Promise<Counted> {
  const before = now(tracked);
  await act();
  await tracked.github.whenIdle();
  await tracked.stack.whenIdle(SOON);
  return difference(before, now(tracked));
}

function now({ stack }: Tracked): Counted {
  const { calls, invocations, ...units } = stack.usage();
  const of = (service: ServiceName) => invocations[functionName(service, 'dev')] ?? 0;
  const queueCalls = Object.entries(calls).filter(([action]) => action.startsWith('sqs:'));
  return {
    ...units,
    requests: of('ingress'),
    invocations: Object.fromEntries(SERVICES.map((service) => [service, of(service)])) as Counted['invocations'],
    queueCalls: queueCalls.reduce((sum, [, count]) => sum + count, 0),
    logBytes: readdirSync(stack.logDir).reduce((sum, file) => sum + statSync(join(stack.logDir, file)).size, 0),
  };
}

function difference(before: Counted, after: Counted): Counted {
  const invocations = Object.fromEntries(
    SERVICES.map((service) => [service, after.invocations[service] - before.invocations[service]]),
  ) as Counted['invocations'];
  const less = (key: Exclude<keyof Counted, 'invocations'>) => after[key] - before[key];
  return {
    invocations,
    requests: less('requests'),
    queueCalls: less('queueCalls'),
    writeUnits: less('writeUnits'),
    readUnits: less('readUnits'),
    indexWrites: less('indexWrites'),
    logBytes: less('logBytes'),
  };
}
