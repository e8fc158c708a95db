/** Whether a call to AWS that failed has certainly left nothing behind. */

/** Given up before anything was sent. */
const NEVER_SENT = ['CredentialsProviderError', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/**
 * A time-out, a broken connection and a 5xx may have come after the work was done. So may the failure of a second
 * attempt: the SDK keeps to itself what the first one met.
 */
export function wasRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { attempts = 1, httpStatusCode = 0 } = metadataOf(error);
  if (attempts > 1) return false;
  return isNamed(error, NEVER_SENT) || (httpStatusCode >= 400 && httpStatusCode < 500);
}

function metadataOf(error: Error): { attempts?: number; httpStatusCode?: number } {
  return '$metadata' in error && typeof error.$metadata === 'object' ? { ...error.$metadata } : {};
}

function isNamed(error: Error, names: readonly string[]): boolean {
  return names.includes(error.name) || ('code' in error && names.includes(String(error.code)));
}
