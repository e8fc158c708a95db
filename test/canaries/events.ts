/** What functions are asked to do; `text` is what a person or a platform has written, and may hold anything. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { signAdmission } from '@valine/admission';
import type { CommandRequested, Notification, WorkflowRunChanged } from '@valine/contracts';
import type { ServiceName } from '@valine/settings';
import { buildSqsEvent } from '@valine/testing';
import { CONFIGURED } from './secrets.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
export const PUBLIC_KEY = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');

const DISCORD_EPOCH_MS = 1_420_070_400_000;
const FIFTEEN_MINUTES_MS = 900_000;

let count = 0;

/** A new interaction, asked for now. */
function interaction() {
  count += 1;
  const now = Date.now();
  return { id: String((BigInt(now - DISCORD_EPOCH_MS) << 22n) | BigInt(count)), now, by: String(1000 + count) };
}

function replyTo({ id, now }: { id: string; now: number }) {
  const until = { token: 'a-token', tokenExpiresAt: now + FIFTEEN_MINUTES_MS };
  return { interactionId: id, applicationId: '77', ...until, channelId: '500', guildId: '10', private: false };
}

/** By GitHub: a batch of one message for each. */
export const EVENTS: Readonly<Record<ServiceName, (text: string) => unknown>> = {
  ingress: signedCommand,
  dispatcher: admittedCommand,
  verifier: runOfNobody,
  notifier: answerWith,
};

function signedCommand(text: string) {
  const { id, now, by } = interaction();
  const user = { id: by, username: 'ada', global_name: 'Ada' };
  const body = JSON.stringify({
    ...{ version: 1, id, application_id: '77', token: 'a-token', guild_id: '10', channel_id: '500', type: 2 },
    member: { user, roles: [] },
    data: { id: '1', name: 'plan', type: 1, options: [{ name: 'label', type: 3, value: text }] },
  });
  const timestamp = String(Math.floor(now / 1000));
  const signature = sign(null, Buffer.from(`${timestamp}${body}`), privateKey).toString('hex');
  const headers = { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp };
  return { rawPath: '/discord', headers, requestContext: { http: { method: 'POST' } }, body, isBase64Encoded: false };
}

/** `/plan`: what it asks for is told to who asked. */
function admittedCommand(text: string) {
  return admitted('plan', { label: text });
}

/** `/diagnose`: what GitHub says to its dispatch is told to who asked, and kept. */
export function admittedDispatch() {
  return admitted('diagnose', {});
}

function admitted(command: string, options: CommandRequested['options']) {
  const about = interaction();
  const message: CommandRequested = {
    ...{ type: 'command.requested', id: about.id, command, options },
    ...{ person: { id: about.by, name: 'Ada', roles: [] }, reply: replyTo(about), requestedAt: about.now },
  };
  const place = { guildId: '10', channelIds: ['500'] };
  return buildSqsEvent({ body: signAdmission(CONFIGURED.ADMISSION_KEY, message, place) });
}

/** It is put back, for it may become somebody's. */
function runOfNobody(text: string) {
  const { id, now } = interaction();
  const run = { id: count, attempt: 1, workflowName: 'Deploy', event: 'workflow_dispatch', displayTitle: text };
  const body: WorkflowRunChanged = {
    ...{
      type: 'workflow_run.changed',
      id,
      repository: 'acme/web',
      sender: 'ada',
      receivedAt: now,
      action: 'completed',
    },
    workflowRun: {
      ...run,
      workflowFile: 'client-deploy.yml',
      status: 'completed',
      conclusion: 'success',
      url: 'https://x',
    },
  };
  return buildSqsEvent({ body });
}

function answerWith(text: string) {
  const about = interaction();
  const place = { in: 'reply', reply: replyTo(about) } as const;
  const body: Notification = {
    ...{
      type: 'message.shown',
      id: `o${about.id}`,
      conversation: `c${about.id}`,
      key: `reply:${about.id}`,
      revision: 10,
    },
    ...{ place, message: { content: text, buttons: [] } },
  };
  return buildSqsEvent({ body, group: `c${about.id}` });
}
