/** `!next-run failure step:"S3 sync" seconds:40`: how the next workflow run is to go. */
import type { Wish } from '@valine/sandboxes';
import { CHECK_NAMES } from '@valine/sandboxes';

const OUTCOMES = ['success', 'failure', 'cancelled'] as const;
const ARTIFACTS = ['missing', 'broken', 'expired', 'bomb', 'none'] as const;

/** Undefined when a word means nothing. Without any word the next run goes as usual. */
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
