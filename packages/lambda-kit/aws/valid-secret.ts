/** A secret as it stands now: a slip of whoever changes it leaves the one before in force. */
import { parseSettings, SettingsError } from '@valine/settings';
import type { Logger } from '../ports.ts';

type Options = {
  name: 'ADMISSION_KEY' | 'GITHUB_APP_PRIVATE_KEY';
  /** As it was parsed at cold start. */
  first: string;
  /** Reads it, as people have written it. `isDoubted`: even if that was a minute ago. */
  fresh(name: string, isDoubted: boolean): Promise<string>;
  logger: Pick<Logger, 'error'>;
};

export function validSecret({ name, first, fresh, logger }: Options): (isDoubted?: boolean) => Promise<string> {
  let valid = first;
  let seen: string | undefined;
  return async (isDoubted = false) => {
    const next = await fresh(name, isDoubted);
    if (next === seen) return valid;
    seen = next;
    try {
      valid = parseSettings({ [name]: next }, [name])[name];
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      logger.error(`the new ${name} is not valid: the one before stays in force`, { problem: error.message });
    }
    return valid;
  };
}
