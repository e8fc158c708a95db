/** Parses the actions about workflow runs, webhooks, polling and the site. */
import { CHECK_NAMES, SITE_FAULTS, SITE_PARTS, type SiteFault, type SitePart, type Wish } from '@valine/sandboxes';

/** Actions that break something around the application, or repair it. */
export type FaultAction =
  | { do: 'webhooks' | 'polling'; on: boolean }
  | { do: 'site'; part: SitePart; fault: SiteFault }
  | { do: 'site'; fault: 'none' };

export type WorkflowAction =
  | { do: 'next-run'; wish: Wish }
  | { do: 'lose-next-dispatch' }
  | Exclude<FaultAction, { do: 'site' }>;

export const OUTCOMES = ['success', 'failure', 'cancelled'] as const;
export const ARTIFACTS = ['missing', 'broken', 'expired', 'bomb', 'none'] as const;

/** The words of `!next-run failure step:"S3 sync" seconds:40`. Undefined when a word means nothing. No words: the next run goes as usual. */
export function parseNextRun(words: readonly string[]): Wish | undefined {
  const parts = words.map(partOf);
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  const failingChecks = known.flatMap((part) => part.failingChecks ?? []);
  return Object.assign({}, ...known, failingChecks.length === 0 ? {} : { failingChecks });
}

function partOf(word: string): Wish | undefined {
  const outcome = OUTCOMES.find((each) => each === word);
  if (outcome !== undefined) return { outcome };
  const [, name, value = ''] = /^([\w-]+):(.+)$/.exec(word) ?? [];
  switch (name) {
    case 'step':
      return { step: value };
    case 'seconds':
      return isSeconds(value) ? { seconds: Number(value) } : undefined;
    case 'queued-seconds':
      return isSeconds(value) ? { queuedSeconds: Number(value) } : undefined;
    case 'check':
      return failing(value);
    case 'artifact': {
      const artifact = ARTIFACTS.find((each) => each === value);
      return artifact === undefined ? undefined : { artifact };
    }
    default:
      return undefined;
  }
}

function failing(value: string): Wish | undefined {
  const check = CHECK_NAMES.find((each) => each === value);
  return check === undefined ? undefined : { failingChecks: [check] };
}

function isSeconds(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text);
}

/** Undefined when the words mean nothing. */
export function parseFault(name: 'webhooks' | 'polling' | 'site', words: readonly string[]): FaultAction | undefined {
  const [first, second] = words;
  if (name !== 'site') return first === 'on' || first === 'off' ? { do: name, on: first === 'on' } : undefined;
  if (first === 'up') return { do: 'site', fault: 'none' };
  const fault = SITE_FAULTS.find((each) => each === first);
  const part = SITE_PARTS.find((each) => each === second);
  return fault === undefined || part === undefined ? undefined : { do: 'site', part, fault };
}
