/** Takes what the verify queue brings to the handler it belongs to. */
import type { VerifyMessage } from '@valine/contracts';
import { routes } from './routes.ts';
import type { CheckContext, Ports } from './shared/ports.ts';

export type Verifier = (message: VerifyMessage, context: CheckContext) => Promise<void>;

export function createVerifier(ports: Ports): Verifier {
  return (message, context) => route(ports, message.type, message, context);
}

/** The type of a message picks the handler that takes such messages; the type parameter lets TypeScript see it. */
function route<T extends VerifyMessage['type']>(
  ports: Ports,
  type: T,
  message: Extract<VerifyMessage, { type: T }>,
  context: CheckContext,
): Promise<void> {
  return routes[type](ports, message, context);
}
