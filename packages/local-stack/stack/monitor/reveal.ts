/** Inputs without Pulumi's wrapping of secrets, at any depth. */
import { runtime } from '@pulumi/pulumi';

export function reveal(value: unknown): unknown {
  const bare = runtime.isRpcSecret(value) ? runtime.unwrapRpcSecret(value) : value;
  if (Array.isArray(bare)) return bare.map(reveal);
  if (!isPlain(bare)) return bare;
  return Object.fromEntries(Object.entries(bare).map(([key, inner]) => [key, reveal(inner)]));
}

/** Archives and promises stay what they are. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
