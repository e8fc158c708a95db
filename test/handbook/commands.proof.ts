/** The commands of the handbook that need no account, typed as they stand there, against one local stack. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTracked, type Tracked } from '../stack/support/start-followed.ts';
import { planIn } from '../stories/support/plan-in.ts';
import { AT_ONCE } from '../stories/support/work-on-github.ts';
import { howRun, linesOf, PAGES, ROOT } from './handbook.ts';

const LINES = PAGES.flatMap((page) => linesOf(page)).filter(
  ({ command, needsAccount }) => !needsAccount && howRun(command)?.how === 'on the stack',
);

/** What stands in the pages as their JSON. */
const SCHEDULES = jsonOf('docs/schedules.md');
const NOTIFICATION_RULES = jsonOf('docs/notifications.md');

function jsonOf(page: string): string {
  return /```json\n(.*?)```/s.exec(readFileSync(join(ROOT, page), 'utf8'))?.[1] ?? '';
}

const folder = mkdtempSync(join(tmpdir(), 'valine-handbook-'));
let tracked: Tracked;
/** What the pages have examples of, as it is here. */
let here: { plan: string; deploy: string };

beforeAll(async () => {
  writePnpm();
  writeFileSync(join(folder, 'rules.json'), NOTIFICATION_RULES);
  writeFileSync(join(folder, 'payload.json'), JSON.stringify({ action: 'published', release: { id: 1 } }));
  tracked = await startTracked({ SCHEDULES });
}, 120_000);

afterAll(async () => {
  await tracked.close();
  rmSync(folder, { recursive: true, force: true });
});

it('finds something to look at', async () => {
  expect(LINES.length).toBeGreaterThan(25);
  const { github, ask, answer, texts } = tracked;
  github.openIssue('Something to plan', ['ready']);
  const planned = await ask('/plan');
  await answer(planned, /Something to plan/);
  github.nextRun(AT_ONCE);
  const deployed = await ask('/deploy-client wait:true');
  await answer(deployed, /verified/);
  const deploy = /deploy-[0-9a-z]{10}/.exec(texts(deployed).join())?.[0] ?? '';
  here = { plan: planIn(texts(planned).join()).run, deploy };
  await plantDeadLetter();
}, 120_000);

/** From any folder: `node packages/…` is a program of this repository. */
function inRoot(script = ''): string {
  return script.replace(/^node /, `node ${ROOT}`);
}

/** `pnpm` and `npx -y pnpm@…`, where neither is installed: scripts of package.json, in this repository. */
function writePnpm(): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const { valine, simulate }: Record<string, string> = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  ).scripts;
  const script = [
    '#!/bin/sh',
    `[ "$1" = -y ] && shift 2`,
    'script=$1; shift',
    'case $script in',
    `valine) exec ${inRoot(valine)} "$@" ;;`,
    `simulate) exec ${inRoot(simulate)} "$@" ;;`,
    '*) echo "no script $script" >&2; exit 3 ;;',
    'esac',
  ];
  for (const name of ['pnpm', 'npx']) {
    writeFileSync(join(bin, name), script.join('\n'));
    chmodSync(join(bin, name), 0o755);
  }
}

const QUEUE = 'valine-orchestrator-dispatch-dlq-dev';

async function plantDeadLetter(): Promise<string> {
  const { awsEndpoint: endpoint, region } = tracked.stack;
  const credentials = { accessKeyId: 'local-admin', secretAccessKey: 'local' };
  const sqs = new SQSClient({ endpoint, region, credentials });
  const QueueUrl = `${endpoint}/000000000000/${QUEUE}`;
  const { MessageId = '' } = await sqs.send(
    new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ type: 'set-up.due', id: 'redriven' }) }),
  );
  sqs.destroy();
  return MessageId;
}

/** Ids, the port and the folder of the example are those of this stack; twenty thousand worlds are twenty. */
async function asHere(command: string): Promise<string> {
  const message = /--(?:message|discard) <id>/.test(command) ? await plantDeadLetter() : '';
  return command
    .replace(/\[(--\w+)\]/, '$1')
    .replace(/plan-\w{10}/, here.plan)
    .replace(/deploy-\w{10}/, here.deploy)
    .replace(/(--(?:message|discard)) <id>/, `$1 ${message}`)
    .replace('127.0.0.1:3000', `127.0.0.1:${tracked.port}`)
    .replace(/^npm start/, `cd '${ROOT}' && VALINE_DATA_DIR='${join(folder, 'started')}' npm start`)
    .replace('<valine-orchestrator>', ROOT)
    .replace('--seeds 20000', '--seeds 20');
}

/** The project's own Node goes first. A shell that knows no account: no variable of this process. */
async function typed(command: string): Promise<{ code: number; said: string }> {
  const path = [join(folder, 'bin'), join(process.execPath, '..'), process.env.PATH].join(delimiter);
  const env = { PATH: path, HOME: folder, PORT: '0', VALINE_DATA_DIR: tracked.dataDir, NOTIFICATION_RULES };
  try {
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', command], { cwd: folder, env });
    return { code: 0, said: stdout + stderr };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'number')) throw error;
    return { code: error.code, said: `${error} ${'stdout' in error ? error.stdout : ''}` };
  }
}

describe('the handbook', () => {
  it.each(LINES)('$page: $command', async ({ command }) => {
    const { code, said } = await typed(await asHere(command));
    // A doctor that has something to tell ends with 1 or 2.
    if (/valine doctor/.test(command)) expect(said).toMatch(/\d well\.|All is well with|"exitCode"/);
    else expect([code, said]).toEqual([0, expect.any(String)]);
  });
});
