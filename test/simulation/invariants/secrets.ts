/** No secret in a log line, on a queue, in a record, or in what people read. */

import { createRedactor } from '@valine/lambda-kit/aws';
import type { StoredRecord } from '@valine/records';
import type { Chronicle } from '../chronicle.ts';
import type { Engine } from '../engine/engine.ts';
import { VALUE } from '../people/admins/values.ts';
import { ADMISSION_KEY } from '../people/admission-key.ts';
import { WEBHOOK_SECRET } from '../people/signatures.ts';
import type { SimDiscord } from '../platforms/discord/sim-discord.ts';
import type { SimGitHub } from '../platforms/github/sim-github.ts';
import type { SimStore } from '../platforms/sim-store.ts';
import { API } from '../platforms/web/site.ts';
import type { Report } from './report.ts';

/** Every secret of a world begins so: webhook secret, interaction tokens, where the API is. */
export const CANARY = 'canary-';

type Parts = { engine: Pick<Engine, 'report'> };

const redact = createRedactor([WEBHOOK_SECRET, API]);

/** What admins set is on its way under a lock. */
export function checkRecordHoldsNoValue(report: Report, record: StoredRecord): void {
  if (JSON.stringify(record).includes(VALUE))
    report('no value stands in the clear', `${record.kind} ${record.id} has one`);
}

/** Of what programs read: tokens of interactions are there to be answered with, and what people gave is carried out. */
const NEVER_STORED = [WEBHOOK_SECRET, ADMISSION_KEY, API, VALUE];

/** At the end of a world: everything ever sent, and every record. */
export function checkStored({ chronicle, store, engine }: Parts & { chronicle: Chronicle; store: SimStore }): void {
  const check = (text: string, where: () => string) => {
    for (const secret of NEVER_STORED)
      if (text.includes(secret)) engine.report('no secret is stored', `${where()} has ${secret}`);
  };
  for (const [queue, texts] of Object.entries(chronicle.sent))
    for (const text of texts.keys()) check(text, () => queue);
  for (const record of store.all()) check(JSON.stringify(record), () => `${record.kind} ${record.id}`);
}

/** What people read on Discord and on GitHub, and what we commit. */
export function checkRead({ discord, github, engine }: Parts & { discord: SimDiscord; github: SimGitHub }): void {
  const { model, pulls } = github.repository;
  const { comments, commits } = model;
  for (const { body } of discord.book.messages)
    if (JSON.stringify(body).includes(CANARY)) engine.report('no secret in a message', body.content);
  for (const [what, said] of Object.entries({ comments, pulls, commits }))
    if (JSON.stringify(said).includes(CANARY)) engine.report('no secret on GitHub', what);
}

/** A line as the logger on AWS would write it; in most of them nothing is to be hidden. */
export function checkLogLine(report: Report, message: string, fields: unknown): void {
  if (!holdsCanary(message) && !holdsCanary(fields)) return;
  if (redact({ message, fields }).includes(CANARY)) report('no secret in a log', message);
}

/** True too for what is nested so deep that it may be in a circle. */
function holdsCanary(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.includes(CANARY);
  if (typeof value !== 'object' || value === null) return false;
  if (depth > 8) return true;
  if (
    value instanceof Error &&
    [value.name, value.message, value.stack, value.cause].some((part) => holdsCanary(part, depth + 1))
  )
    return true;
  for (const [name, part] of Object.entries(value))
    if (name.includes(CANARY) || holdsCanary(part, depth + 1)) return true;
  return false;
}
