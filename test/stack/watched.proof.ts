/** What the team hears of trouble by itself, on the whole local stack. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { alarmName } from '@valine/settings';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { legible } from '../stories/support/legible.ts';
import { readMessage } from '../stories/support/read-message.ts';
import { startTracked, type Tracked } from './support/start-followed.ts';

const MINUTE = { timeout: 60_000, interval: 50 };

let stack: Tracked;
beforeAll(async () => {
  stack = await startTracked({});
}, 120_000);
afterAll(() => stack.close());

/** Messages of the channel that say something, as they stand now. */
function saying(pattern: RegExp): string[] {
  const all = stack.discord.messages().map(({ message }) => legible(readMessage(message)));
  return all.filter((text) => pattern.test(text));
}

/** As whoever has access to the queue may put it there. */
async function putOnVerifyQueue(MessageBody: string): Promise<void> {
  const { awsEndpoint: endpoint, region } = stack.stack;
  const credentials = { accessKeyId: 'local-admin', secretAccessKey: 'local' };
  const sqs = new SQSClient({ endpoint, region, credentials });
  const QueueUrl = `${endpoint}/000000000000/valine-orchestrator-verify-dev`;
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
}

it('an error line is in the channel within a minute, with what it was about; the next one is counted', async () => {
  await putOnVerifyQueue('{"type":"no.such"}');
  await expect.poll(() => saying(/message is not valid/), MINUTE).toHaveLength(1);
  expect(saying(/message is not valid/)[0]).toMatchInlineSnapshot(`
    "🔴 verifier: message is not valid
    type: invalid\\_union
    trace \`<uuid>\`
    Once, <ago>.
    Counted here, and told anew after a quiet day. docs/operations.md, “An error in our own code”
    [ Show /ops ]"
  `);
  await putOnVerifyQueue('{"type":"no.such.either"}');
  await expect.poll(() => saying(/verifier: message is not valid/)[0], MINUTE).toMatch(/2 times since/);
  expect(saying(/message is not valid/)).toHaveLength(1);
}, 180_000);

it('an alarm is in the channel when it rings, and changed there when it is over', async () => {
  const name = alarmName('api-5xx', 'dev');
  const ring = async (state: string) => {
    const { url } = stack.stack;
    const answer = await fetch(`${url}/local/alarm?name=${name}&state=${state}`, { method: 'POST' });
    expect(answer.status).toBe(200);
  };
  const OURS = /Discord or GitHub got an error from us/;
  await ring('ALARM');
  await expect.poll(() => saying(OURS), MINUTE).toHaveLength(1);
  expect(saying(OURS)[0]).toMatch(/^🔴/);
  await ring('OK');
  await expect.poll(() => saying(OURS)[0], MINUTE).toMatch(/^🟢 Over/);
  expect(saying(OURS)).toHaveLength(1);
}, 180_000);

/** Lines of all functions, of one trace. */
function linesOf(trace: string): { service: string; record?: string }[] {
  const { logDir } = stack.stack;
  const texts = readdirSync(logDir).flatMap((name) => readFileSync(join(logDir, name), 'utf8').split('\n'));
  const lines = texts.filter((text) => text.startsWith('{')).map((text) => JSON.parse(text));
  return lines.filter((line) => line.trace === trace);
}

it('one command is followed through all four functions by its trace, and what it began by its record', async () => {
  const { ask, answer } = stack;
  const id = await ask('/verify-latest');
  await answer(id, /✅|🔴|❌|OK|Failed/);
  const services = () => [...new Set(linesOf(id).map(({ service }) => service))].toSorted();
  await expect.poll(services, MINUTE).toEqual(['dispatcher', 'ingress', 'notifier', 'verifier']);
  const records = linesOf(id).flatMap(({ service, record = '' }) => (record === '' ? [] : [`${service} ${record}`]));
  const [verification = ''] = records.flatMap((text) => /verify-\w+$/.exec(text)?.[0] ?? []);
  expect(records).toEqual(expect.arrayContaining([`dispatcher ${verification}`, `verifier ${verification}`]));
}, 180_000);
