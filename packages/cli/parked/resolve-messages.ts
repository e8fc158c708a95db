/** What `valine resolve` says. */
import type { Resolution } from '@valine/records';

/** `of`: the id of the plan, task or tracking it belongs to, or `a message`. */
export type Resolved = { effectId: string; of: string; how: Resolution['is'] | 'sent again' };

/** What is no effect of a record. */
export const A_MESSAGE = 'a message';

export function chooseOneMessage(): string {
  return 'Say what became of it: --done <id> if it has happened, or --retry to try it again.';
}

export function resolvedMessage({ effectId, of, how }: Resolved): string {
  switch (how) {
    case 'done':
      return `${effectId} (${of}) is recorded as done.`;
    case 'retry':
      return `${effectId} (${of}) is tried again. valine resolve lists it if it is parked once more.`;
    case 'sent again':
      return `${effectId} (${of}) was decided before; what had not been sent then is on its way now.`;
  }
}

export function notParkedMessage(effectId: string, of: string): string {
  return `${effectId} (${of}) is not parked: it is done, or still being tried. valine resolve lists what is parked.`;
}

/** `kind`: of the effect. */
export function noNumberMessage(kind: string, id: string): string {
  const what = kind === 'create-pull-request' ? 'pull request' : 'workflow run';
  return `${JSON.stringify(id)} is no number: give the one of the ${what}, as in its address on GitHub.`;
}

export function unknownEffectMessage(effectId: string, where: string): string {
  return `There is nothing called ${effectId} (${where}). valine resolve lists what is parked; for an effect of an old record, name that with --run.`;
}
