/** A stored payload of GitHub: the body of a webhook, or a delivery as GitHub's API and pages show it. */
import { readFileSync } from 'node:fs';
import { CliError, UsageError } from '../terminal/errors.ts';

export type Stored = { event: string; payload: Record<string, unknown> };

/** By the first of these fields that a payload has: that of a deployment names its run as well. */
const EVENT_OF = {
  deployment_status: 'deployment_status',
  workflow_run: 'workflow_run',
  check_suite: 'check_suite',
  review: 'pull_request_review',
  pull_request: 'pull_request',
  issue: 'issues',
  release: 'release',
  commits: 'push',
} as const;

/** `event`: where it is not to be read off the payload. @throws CliError, UsageError */
export function readStored(path: string, event: string | undefined): Stored {
  const sent = readJson(path);
  const { request } = sent;
  const isDelivery = isRecord(request) && isRecord(request.payload);
  const payload = isDelivery && isRecord(request.payload) ? request.payload : sent;
  const told = isDelivery && typeof sent.event === 'string' ? sent.event : eventOf(payload);
  const name = event ?? told;
  if (name === undefined) throw new UsageError(`What event is it? Give it as GitHub names it: --event push`);
  return { event: name, payload };
}

function eventOf(payload: Record<string, unknown>): string | undefined {
  return Object.entries(EVENT_OF).find(([field]) => field in payload)?.[1];
}

/** @throws CliError */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new CliError(`${path} cannot be read: give the path of a file that is there.`);
  }
}

/** @throws CliError */
function readJson(path: string): Record<string, unknown> {
  const read = parse(readText(path));
  if (!isRecord(read)) throw new CliError(`${path} holds no JSON object: store the body of the webhook in it.`);
  return read;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
