/** The signature GitHub puts on a webhook delivery. */
import { createHmac } from 'node:crypto';

/** Value of `X-Hub-Signature-256`. */
export function signDelivery(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
