/** Runs a command line in a test, against records and dead letters in memory. */
import { createSecretKey } from 'node:crypto';
import { known } from '@valine/doctor';
import type { OnUnreadable } from '@valine/records';
import { createMemoryStore } from '@valine/records/memory';
import { recordingQueues } from '@valine/testing';
import { memoryDeadLetters } from './dead-letters/test-dead-letters.ts';
import { runProgram } from './run-program.ts';
import type { SetupTools } from './setup/setup.ts';
import type { Connection, DeadLetterQueues, Inspection, People, TargetChoice, WebhookLog } from './terminal/ports.ts';

export const AUDIT_KEY = createSecretKey(new Uint8Array(32).fill(7));
export const NOW = Date.UTC(2026, 2, 2, 11);

const NOT_LOOKED: Inspection = {
  look: () => Promise.reject(new Error('no test looks here')),
  fix: async () => {},
};

const NO_SETUP: SetupTools = { environment: {}, open: () => Promise.reject(new Error('No set-up here.')) };

const NOBODY: People = { linked: async () => known([]), standings: async () => [] };

const NO_WEBHOOK: WebhookLog = { page: async () => ({ attempts: [] }), redeliver: async () => {} };

type Given = { deadLetters?: DeadLetterQueues; inspection?: Inspection; people?: People; webhookLog?: WebhookLog };

export function testTerminal({
  deadLetters = memoryDeadLetters(),
  inspection = NOT_LOOKED,
  people = NOBODY,
  webhookLog = NO_WEBHOOK,
}: Given = {}) {
  const clock = { now: () => NOW };
  let runs = 0;
  const records = new Map<string, unknown>();
  let onUnreadable: OnUnreadable = () => undefined;
  const store = createMemoryStore(clock, structuredClone, { records, onUnreadable: (error) => onUnreadable(error) });
  const queues = recordingQueues();
  const registered: Parameters<Connection['registerCommands']>[] = [];
  const connection: Connection = {
    stage: 'dev',
    where: 'stage dev on the local stack',
    store,
    queues,
    deadLetters,
    inspection,
    people,
    openWebhookLog: async () => webhookLog,
    async registerCommands(...call) {
      registered.push(call);
      return '77';
    },
    auditKeys: async () => [AUDIT_KEY],
    close() {},
  };

  /** `command` is split at spaces. */
  async function run(command: string, setup: SetupTools = NO_SETUP) {
    const [stdout, stderr]: [string[], string[]] = [[], []];
    const terminal = { print: (t: string) => stdout.push(t), error: (t: string) => stderr.push(t), progress() {} };
    const connect = (_choice: TargetChoice, report: OnUnreadable) => {
      onUnreadable = report;
      return connection;
    };
    const tools = {
      connect,
      terminal,
      setup,
      clock,
      operator: 'grace',
      newId: () => String(++runs),
      pause: async () => {},
    };
    const code = await runProgram(command.split(' '), tools);
    return { code, stdout: stdout.join('\n'), stderr: stderr.join('\n') };
  }

  return { run, store, records, queues, registered };
}
