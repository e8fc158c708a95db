/** Sends webhook deliveries one after the other, as a receiver sees them, and records what became of each. */

import { createHmac, randomUUID } from 'node:crypto';
import { type Hook, isSubscribed } from '@valine/github-model';
import type { JsonFile } from '../../shared/json-file.ts';
import type { Pending } from '../../shared/pending.ts';
import { type Delivery, type GitHubState, takeId } from '../state/state.ts';

const TIMEOUT_MS = 10_000;
const KEPT_DELIVERIES = 100;
const NEVER = Number.POSITIVE_INFINITY;

export type WebhookEvent = { event: string; action: string | null; payload: unknown };

export type WebhookSender = {
  /** Nothing is sent where nobody is told of such events. */
  send(event: WebhookEvent): void;
  /** Holds deliveries back, as a receiver that is away would lose them; `resume` sends what was held: first the newest, if told so. */
  pause(): void;
  resume(order?: 'newest first'): void;
  /** A second delivery with the same GUID and body. */
  redeliver(delivery: Delivery): Delivery;
  /** The next `count` deliveries are recorded as failed and never leave. */
  drop(count: number): void;
  /** Every delivery is recorded as failed and never leaves, until told otherwise. */
  loseAll(lose: boolean): void;
  /** Of so many deliveries one is lost, until told otherwise. */
  loseOneOf(count: number): void;
  /** The next `count` deliveries are sent twice. */
  duplicate(count: number): void;
  /** The next `count` deliveries wait for one another and leave in reverse order. */
  reverse(count: number): void;
};

type Disorder = { drop: number; loseEvery: number; sent: number; duplicate: number; hold: number; held: Delivery[] };

/** The App's webhook, where there is an App, else the repository's first. */
function hookOf({ setUp }: Pick<GitHubState, 'setUp'>): Hook | undefined {
  return setUp.app?.hook ?? setUp.hooks[0];
}

export function createWebhookSender(file: JsonFile<GitHubState>, pending: Pending): WebhookSender {
  const disorder: Disorder = { drop: 0, loseEvery: NEVER, sent: 0, duplicate: 0, hold: 0, held: [] };
  let tail: Promise<void> = Promise.resolve();
  // What a stop or a kill left behind leaves first.
  let held: Delivery[] | undefined = file.value.deliveries.filter((each) => each.status === 'pending');
  function enqueue(delivery: Delivery): void {
    if (held === undefined) tail = pending.track(tail.then(() => attempt(file, delivery)));
    else held.push(delivery);
  }
  function pause(): void {
    held ??= [];
  }
  function resume(order?: 'newest first'): void {
    const waiting = held ?? [];
    held = undefined;
    for (const delivery of order === undefined ? waiting : waiting.toReversed()) enqueue(delivery);
  }

  function send(event: WebhookEvent): void {
    const hook = hookOf(file.value);
    if (hook === undefined || !isSubscribed(hook, event.event)) return;
    const delivery = record(file, hook, randomUUID(), event, false);
    disorder.sent += 1;
    if (disorder.drop > 0 || disorder.sent % disorder.loseEvery === 0) {
      disorder.drop = Math.max(0, disorder.drop - 1);
      finish(file, delivery, 0, 'failed to connect to host');
    } else for (const next of inOrder(disorder, delivery)) enqueue(next);
  }
  return {
    send,
    pause,
    resume,
    redeliver: (delivery) => {
      const payload: unknown = JSON.parse(delivery.payload);
      const again = record(file, hookOf(file.value), delivery.guid, { ...delivery, payload }, true);
      enqueue(again);
      return again;
    },
    drop(count) {
      disorder.drop += count;
    },
    loseAll(lose) {
      disorder.loseEvery = lose ? 1 : NEVER;
    },
    loseOneOf(count) {
      disorder.loseEvery = count;
    },
    duplicate(count) {
      disorder.duplicate += count;
    },
    reverse(count) {
      disorder.hold = count;
    },
  };
}

/** Which deliveries leave now that this one is there. */
function inOrder(disorder: Disorder, delivery: Delivery): Delivery[] {
  if (disorder.hold > 0) {
    disorder.held.unshift(delivery);
    disorder.hold -= 1;
    return disorder.hold === 0 ? disorder.held.splice(0) : [];
  }
  if (disorder.duplicate === 0) return [delivery];
  disorder.duplicate -= 1;
  return [delivery, delivery];
}

function record(
  file: JsonFile<GitHubState>,
  hook: Hook | undefined,
  guid: string,
  event: WebhookEvent,
  redelivery: boolean,
): Delivery {
  const payload = JSON.stringify(event.payload);
  const delivery: Delivery = {
    id: takeId(file.value),
    guid,
    event: event.event,
    action: event.action,
    redelivery,
    status: 'pending',
    statusCode: 0,
    payload,
    at: Date.now(),
    requestHeaders: headersOf(file.value, hook, guid, event.event, payload),
  };
  const all = [...file.value.deliveries, delivery];
  file.value.deliveries = all.filter((each, at) => each.status === 'pending' || at >= all.length - KEPT_DELIVERIES);
  file.save();
  return delivery;
}

function headersOf(
  state: GitHubState,
  hook: Hook | undefined,
  guid: string,
  event: string,
  payload: string,
): Record<string, string> {
  return {
    Accept: '*/*',
    'Content-Type': 'application/json',
    'User-Agent': 'GitHub-Hookshot/8a3b2f1',
    'X-GitHub-Delivery': guid,
    'X-GitHub-Event': event,
    'X-GitHub-Hook-ID': String(hook?.id ?? state.hookId),
    'X-GitHub-Hook-Installation-Target-ID': String(state.repositoryId),
    'X-GitHub-Hook-Installation-Target-Type': 'repository',
    'X-Hub-Signature-256': signDelivery(hook?.secret ?? '', payload),
  };
}

async function attempt(file: JsonFile<GitHubState>, delivery: Delivery): Promise<void> {
  const hook = hookOf(file.value);
  if (hook === undefined) return finish(file, delivery, 0, 'failed to connect to host');
  try {
    const response = await fetch(hook.url, {
      method: 'POST',
      headers: delivery.requestHeaders,
      body: delivery.payload,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.text();
    finish(file, delivery, response.status, response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`);
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    finish(file, delivery, timedOut ? 504 : 502, timedOut ? 'timed out' : 'failed to connect to host');
  }
}

function finish(file: JsonFile<GitHubState>, delivery: Delivery, statusCode: number, status: string): void {
  Object.assign(delivery, { statusCode, status });
  file.save();
}

/** Value of `X-Hub-Signature-256`. */
function signDelivery(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
