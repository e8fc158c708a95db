/** Whether somebody may ask for something by a comment: whoever may write to the repository. */
import type { Ports } from '../ports.ts';
import { refusalOrLater } from '../repository/refusal-or-later.ts';

/** Half a minute each: who asks is told before they have forgotten it. */
const MOST_WAITS = 20;

/** One read. `waits`: how often the comment has waited. @throws RetryLater while GitHub is away, ten minutes at most */
export async function mayAsk(
  { lookups, logger }: Pick<Ports, 'lookups' | 'logger'>,
  login: string,
  waits: number,
): Promise<'yes' | 'no' | 'unknown'> {
  try {
    const permission = await lookups.permissionOf(login);
    return permission === 'admin' || permission === 'write' ? 'yes' : 'no';
  } catch (error) {
    if (waits < MOST_WAITS) refusalOrLater(error);
    logger.warn('what somebody may do could not be read', { login, error });
    return 'unknown';
  }
}
