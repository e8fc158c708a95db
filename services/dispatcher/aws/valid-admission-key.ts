/** The key as it stands now: a slip of whoever changes it leaves the one before in force. */
import type { Logger } from '@valine/lambda-kit';
import { parseSettings, SettingsError } from '@valine/settings';

/** `first`: was valid at cold start. `fresh` reads it; `isDoubted`: even if that was a minute ago. */
export function validAdmissionKey(
  first: string,
  fresh: (isDoubted: boolean) => Promise<string>,
  logger: Pick<Logger, 'error'>,
): (isDoubted?: boolean) => Promise<string> {
  let valid = first;
  let refused: string | undefined;
  return async (isDoubted = false) => {
    const next = await fresh(isDoubted);
    if (next === valid || next === refused) return valid;
    try {
      valid = parseSettings({ ADMISSION_KEY: next }, ['ADMISSION_KEY']).ADMISSION_KEY;
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      refused = next;
      logger.error('the new ADMISSION_KEY is not valid: the one before stays in force', { problem: error.message });
    }
    return valid;
  };
}
