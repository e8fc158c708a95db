/** The header `X-Hub-Signature-256` as GitHub writes it. */

/** Its 64 hex digits, or undefined: then no secret can make it valid, and none need be fetched. */
export function readSignature(header: string | undefined): string | undefined {
  return /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1];
}
