/** For tests: ingress with fakes around it, and a Discord and a GitHub that sign what they send. */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createInteractionVerifier } from '@valine/discord';
import { createWebhookVerifier } from '@valine/github';
import {
  followedNumbers,
  isTrackingEnded,
  type Plan,
  plannedIssue,
  plannedSummary,
  planSummary,
  type Tracking,
  trackingSummary,
} from '@valine/records';
import { manualClock, recordingLogger, recordingQueues } from '@valine/testing';
import type { HttpRequest, HttpResponse } from '../http.ts';
import { createIngress } from '../ingress.ts';
import type { IngressPorts, IngressSettings } from '../ports.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
export const PUBLIC_KEY = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
export const WEBHOOK_SECRET = 'It is a secret to everybody';
export const ADMISSION_KEY = 'a key of a test, long enough for it';
export const SETTINGS: IngressSettings = {
  GITHUB_REPOSITORY: 'acme/web',
  STAGE: 'dev',
  COMMANDS_PER_MINUTE: 20,
  PRESSES_PER_MINUTE: 60,
  OPERATOR_ROLE_IDS: [],
  ALLOWED_GUILD_IDS: ['10'],
  ALLOWED_CHANNEL_IDS: [],
  ADMIN_USER_IDS: [],
  ADMIN_ROLE_IDS: [],
  ALLOW_SECRET_WRITES: false,
  COMMAND_ACCESS: {},
  UX_SECTIONS: {},
};

export function createWorld(overrides: Partial<IngressPorts> = {}) {
  const queues = recordingQueues();
  const logger = recordingLogger();
  const clock = manualClock();
  const stored: Plan[] = [];
  const trackings: Tracking[] = [];
  const reads: string[] = [];
  const ports: IngressPorts = {
    queues,
    logger,
    clock,
    runs: {
      async listPlans(which, limit) {
        reads.push(which);
        const isOpen = (plan: Plan) => plan.state === 'pending' || plan.state === 'in_progress';
        return stored
          .filter((plan) => isOpen(plan) === (which === 'open'))
          .slice(0, limit)
          .map(planSummary);
      },
      async listTrackings(which, limit) {
        reads.push(`${which} follows`);
        return trackings
          .filter((tracking) => isTrackingEnded(tracking) === (which === 'ended'))
          .slice(0, limit)
          .map(trackingSummary);
      },
      async listPlanned(issueNumber) {
        reads.push(`#${issueNumber}`);
        const having = stored.filter((plan) => followedNumbers(plan).includes(issueNumber));
        return having.map((plan) => plannedSummary(plannedIssue(plan, issueNumber)));
      },
    },
    verifyInteraction: createInteractionVerifier(PUBLIC_KEY),
    verifyWebhook: createWebhookVerifier(WEBHOOK_SECRET),
    admissionKey: () => ADMISSION_KEY,
    hide: (same) => same,
    settings: SETTINGS,
    ...overrides,
  };
  return { send: createIngress(ports), queues, logger, clock, stored, trackings, reads };
}

export type World = ReturnType<typeof createWorld>;

/** What went on to be done. The audit hears of the rest. */
export function letIn({ queues }: World): unknown[] {
  return queues.sent
    .map(({ body }) => body)
    .filter((body) => (body as { type: string }).type !== 'interaction.refused');
}

export function bytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** `at`: epoch milliseconds at which Discord signs. */
export function signedByDiscord(body: unknown, at: number): HttpRequest {
  const raw = bytes(body);
  const timestamp = String(Math.floor(at / 1000));
  const signature = sign(null, Buffer.concat([Buffer.from(timestamp), raw]), privateKey).toString('hex');
  const headers = { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp };
  return { method: 'POST', path: '/discord', headers, body: raw };
}

export function signedByGitHub(event: string, body: unknown, headers: HttpRequest['headers'] = {}): HttpRequest {
  const raw = bytes(body);
  const signature = `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(raw).digest('hex')}`;
  return {
    method: 'POST',
    path: '/github/webhook',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      'x-hub-signature-256': signature,
      ...headers,
    },
    body: raw,
  };
}

/** Sends a signed interaction, and answers its status and JSON. */
export async function interact(world: World, interaction: unknown) {
  return read(await world.send(signedByDiscord(interaction, world.clock.now())));
}

export function read(response: HttpResponse) {
  return { status: response.status, body: JSON.parse(response.body) };
}

/** As Discord writes it, with fields we do not use. Overrides replace whole fields. */
export function commandInteraction(name: string, options: unknown[] = [], overrides: object = {}) {
  return {
    version: 1,
    type: 2,
    id: '1477953240268800000',
    application_id: '77',
    token: 'interaction-token',
    guild_id: '10',
    channel_id: '500',
    channel: { id: '500', type: 0, name: 'ops', parent_id: '400' },
    member: {
      user: { id: '1', username: 'ada', global_name: 'Ada', avatar: null },
      nick: null,
      roles: ['20'],
      permissions: '8',
    },
    locale: 'en-GB',
    entitlements: [],
    data: { id: '1', name, type: 1, ...(options.length > 0 && { options }) },
    ...overrides,
  };
}

export function buttonInteraction(customId: string, overrides: object = {}) {
  return {
    ...commandInteraction('unused'),
    type: 3,
    data: { custom_id: customId, component_type: 2 },
    message: { id: '600', content: 'a proposal' },
    ...overrides,
  };
}

export function autocompleteInteraction(name: string, option: string, typed: string, overrides: object = {}) {
  const focused = { name: option, type: 3, value: typed, focused: true };
  return { ...commandInteraction(name, [focused]), type: 4, ...overrides };
}
