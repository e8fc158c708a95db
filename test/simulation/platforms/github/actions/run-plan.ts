/** What an attempt of a workflow run is going to do, and how long it takes over it: drawn from a seed, and plain data. */
import type { Random } from '../../../engine/random.ts';
import type { Outside } from '../../outside.ts';

export const SUMMARIES = [
  'ok',
  'failing check',
  'missing',
  'broken',
  'not JSON',
  'of another run',
  'contradiction',
] as const;
export type SummaryPlan = (typeof SUMMARIES)[number];

export type RunPlan = {
  /** Infinity: no runner ever takes it. */
  queuedMs: number;
  /** The last of them is the one that fails, if any does. Infinity: it hangs. */
  steps: readonly { name: string; ms: number }[];
  conclusion: 'success' | 'failure' | 'timed_out' | 'cancelled';
  summary: SummaryPlan;
  /** After its end an artifact shows as late as that. */
  uploadLateMs: number;
  /** How long it takes to stop once it is told to; Infinity: it goes on all the same. */
  stopMs: number;
};

const STEPS: Readonly<Record<string, readonly string[]>> = {
  'client-deploy.yml': ['Set up job', 'Build', 'S3 sync', 'CloudFront invalidation'],
  'diagnose-dispatch.yml': ['Set up job', 'One run for an id', 'Checks', 'Upload the summary'],
};
const MINUTE = 60_000;
const FAILED: Partial<RunPlan> = { conclusion: 'failure', summary: 'failing check' };

/** `attempt` matters where all fails once. */
export function planRun(random: Random, workflow: string, attempt: number, outside: Outside): RunPlan {
  const names = STEPS[workflow] ?? ['Set up job', 'Test'];
  if (outside === 'drawn') return drawn(random, names, attempt);
  const ms = outside === 'slow' ? 2 * MINUTE : 20_000;
  const steps = names.map((name) => ({ name, ms }));
  const well: RunPlan = { queuedMs: 5000, steps, conclusion: 'success', summary: 'ok', uploadLateMs: 0, stopMs: 5000 };
  return outside === 'failing once' && attempt === 1 ? { ...well, ...FAILED } : well;
}

function drawn(random: Random, names: readonly string[], attempt: number): RunPlan {
  const conclusion = random.pick([
    'success',
    'success',
    'success',
    'success',
    'failure',
    'failure',
    'timed_out',
    'cancelled',
  ] as const);
  const ran = conclusion === 'success' ? names : names.slice(0, random.int(1, names.length));
  const totalMs = totalOf(random);
  return {
    queuedMs: queuedOf(random),
    steps: ran.map((name) => ({ name, ms: Math.round(totalMs / ran.length) })),
    conclusion,
    summary: summaryOf(random, attempt),
    uploadLateMs: random.chance(0.7) ? 0 : random.int(1000, 8000),
    stopMs: random.chance(0.1) ? Number.POSITIVE_INFINITY : random.int(1000, 40_000),
  };
}

/** What was run again leaves nothing behind rather often: the artifact of the attempt before is there still. */
function summaryOf(random: Random, attempt: number): SummaryPlan {
  if (random.chance(0.6)) return 'ok';
  return attempt > 1 && random.chance(0.6) ? 'missing' : random.pick(SUMMARIES);
}

function queuedOf(random: Random): number {
  if (random.chance(0.02)) return Number.POSITIVE_INFINITY;
  return random.chance(0.1) ? random.int(3, 8) * MINUTE : random.int(1000, 30_000);
}

/** Mostly minutes; some longer than a token lives, a few for ever. */
function totalOf(random: Random): number {
  const luck = random.next();
  if (luck < 0.03) return Number.POSITIVE_INFINITY;
  if (luck < 0.09) return random.int(15, 40) * MINUTE;
  return luck < 0.2 ? random.int(4, 15) * MINUTE : random.int(20_000, 3 * MINUTE);
}
