/** A poison message, and the operator who deals with it, on the local stack from outside. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { signAdmission } from '@valine/admission';
import type { CommandRequested } from '@valine/contracts';
import { startStack } from '@valine/local-stack/stack';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readMessage } from '../stories/support/read-message.ts';
import { openPlatforms, type Platforms } from './support/open-platforms.ts';

const VALINE = fileURLToPath(new URL('../../packages/cli/main.ts', import.meta.url));
const QUEUE = 'valine-orchestrator-dispatch-dev';
const ADMISSION_KEY = 'a key of a test, long enough for it';

async function openStackWithPoison() {
  const platforms = await openPlatforms();
  platforms.settings['ADMISSION_KEY'] = ADMISSION_KEY;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  // A message returns at once instead of after three minutes, so that its eight receives are soon spent.
  const stack = await startStack({ stage: 'dev', ...platforms, log, alter: hasty });
  onTestFinished(() => stack.stop());
  const credentials = { accessKeyId: 'local-admin', secretAccessKey: 'local' };
  const sqs = new SQSClient({ endpoint: stack.awsEndpoint, region: stack.region, credentials });
  const valine = async (...args: string[]) => {
    const env = { PATH: process.env.PATH, VALINE_DATA_DIR: platforms.dataDir };
    return (await promisify(execFile)(process.execPath, [VALINE, ...args], { env })).stdout;
  };
  const deadLetters = async () => (await stack.state()).queues.find(({ name }) => name === QUEUE)?.deadLetters;
  return { ...platforms, stack, sqs, valine, deadLetters };
}

type Alter = NonNullable<Parameters<typeof startStack>[0]['alter']>;
const hasty: Alter = ({ type, inputs }) =>
  type === 'aws:sqs/queue:Queue' ? { ...inputs, visibilityTimeoutSeconds: 1 } : inputs;

/** A `/status` whose interaction is long over, so that its answer is a message in the channel. */
function statusRequest({ applicationId, channelId, guildId }: Platforms['discord']): CommandRequested {
  const reply = { interactionId: '999', applicationId, token: 'over', tokenExpiresAt: 0, channelId, private: false };
  const person = { id: '1', name: 'ada', roles: [] };
  const asked = { command: 'status' as const, options: {}, person, reply, requestedAt: Date.now() };
  const request = { type: 'command.requested', id: '999', ...asked } as const;
  return signAdmission(ADMISSION_KEY, request, { guildId, channelIds: [channelId] });
}

describe('a poison message', () => {
  it('harms no neighbour in its batch, shows in valine dlq, comes back by redrive, and a second redrive adds nothing', async () => {
    const { discord, stack, sqs, valine, deadLetters } = await openStackWithPoison();
    await discord.command('/plan');
    await stack.whenIdle();
    const QueueUrl = `${stack.awsEndpoint}/000000000000/${QUEUE}`;
    const poison = { Id: 'poison', MessageBody: JSON.stringify({ type: 'no.such.thing', id: 'p1' }) };
    const neighbour = { Id: 'neighbour', MessageBody: JSON.stringify(statusRequest(discord)) };
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [poison, neighbour] }));
    await expect.poll(deadLetters, { timeout: 40_000, interval: 200 }).toBe(1);
    // The error itself is told too, and counted up.
    const told = () => discord.messages().map(({ message }) => readMessage(message));
    const others = () => told().filter((text) => !text.includes('message is not valid'));
    const answers = others();
    expect(answers.filter((text) => text.includes('📊 Status'))).toHaveLength(1);

    expect(await valine('dlq')).toMatch(/dispatch.*no\.such\.thing/s);
    expect(await valine('redrive', '--queue', 'dispatch', '--all')).toMatch(/1/);
    expect(await valine('redrive', '--queue', 'dispatch', '--all')).toMatch(/no dead letters|nothing/i);
    await expect.poll(deadLetters, { timeout: 40_000, interval: 200 }).toBe(1);
    expect(others()).toEqual(answers);
  }, 120_000);
});
