/** A key for each use out of the one secret `ADMISSION_KEY`, so that what is made for one use is worth nothing for another. */
import { hkdfSync } from 'node:crypto';

type Use = 'seal the audit' | 'sign messages' | 'sign news' | 'make tickets' | 'lock values' | 'choose nonces';

/** 32 bytes. The `1` is the version of what is done with them. */
export function deriveKey(secret: string, use: Use): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, 'valine-orchestrator', `admission 1: ${use}`, 32));
}
