/** No secret in a log line or in anything that people read. */
import { createRedactor } from '@valine/lambda-kit/aws';
import { WEBHOOK_SECRET } from '../people/signatures.ts';
import type { World } from '../world.ts';
import type { Report } from './report.ts';

/** Every secret of a world begins so: webhook secret and interaction tokens. */
const CANARY = 'canary-';

const redact = createRedactor([WEBHOOK_SECRET]);

/** `line` as the logger on AWS would write it. */
export function checkLogLine(report: Report, message: string, fields: unknown): void {
  if (redact({ message, fields }).includes(CANARY)) report('no secret in a log', message);
}

export function checkMessages(world: World): void {
  for (const { body } of world.discord.book.messages)
    if (JSON.stringify(body).includes(CANARY)) world.engine.report('no secret in a message', body.content);
}
