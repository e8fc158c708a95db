/** What two thousand worlds of a family have to see, whichever they are: else they prove little. Rare calls are not among it. */
import type { CoverageCounts } from '../coverage.ts';
import type { Family } from '../people/families.ts';

type Sights = { seen: readonly string[]; calls: readonly string[]; faults: readonly string[] };

const EXPECTED: Partial<Record<Family, Sights>> = {
  effects: {
    seen: ['an effect was parked'],
    calls: ['github.createComment'],
    faults: ['late', 'lost-answer', 'refused-after', 'crash-after', 'freeze-after', 'rate-limited'],
  },
  admin: {
    seen: ['a value is set', 'a value was replaced', 'an effect was parked'],
    calls: ['github.setSecret', 'github.secretKey'],
    faults: ['refused', 'no-answer', 'crash-after', 'freeze-after', 'rate-limited'],
  },
  'set-up': {
    seen: ['the set-up has turned bad', 'the set-up has turned good'],
    calls: ['store.replace'],
    faults: ['crash-before', 'crash-after', 'freeze-after', 'lost-answer'],
  },
  rules: {
    seen: ['a rule has held something', 'a rule was muted', 'a task that is muted moved'],
    calls: ['store.replace'],
    faults: ['crash-before', 'crash-after', 'freeze-after', 'lost-answer'],
  },
  outage: {
    seen: ['a missed delivery was had again', 'the team was told of missed deliveries', 'a delivery was given up'],
    calls: ['github.redeliver'],
    faults: ['lost-answer', 'crash-after', 'rate-limited'],
  },
  ops: { seen: ['everything was paused', 'a pause was ended'], calls: ['store.replace'], faults: ['crash-after'] },
  identity: {
    seen: [
      'somebody was linked',
      'what somebody else has approved was merged',
      'somebody was told that it is their turn',
      'somebody was told directly',
      'a turn was told in the thread after all',
      'somebody was reminded',
    ],
    calls: ['github.ask', 'github.findUserById'],
    faults: ['refused', 'no-answer', 'crash-after', 'rate-limited'],
  },
  deploy: {
    seen: ['succeeded', 'failed', 'cancelled', 'abandoned'].map((state) => `a tracking ${state}`),
    calls: ['github.dispatchWorkflow'],
    faults: ['lost-answer', 'refused-after', 'rate-limited'],
  },
  diagnose: {
    seen: ['ok', 'bad', 'unknown'].map((verdict) => `a diagnose was ${verdict}`),
    calls: ['github.dispatchWorkflow', 'github.downloadArtifact', 'github.listArtifacts', 'github.listJobs'],
    faults: ['refused', 'no-answer', 'crash-after', 'freeze-after', 'rate-limited'],
  },
  verify: {
    seen: ['a verify was ok', 'a verify was bad'],
    calls: ['probe.get'],
    faults: ['refused', 'no-answer', 'crash-after', 'freeze-after', 'down', 'wrong type', 'stale'],
  },
};

/** The sights, and the faults of calls as `<call> × <fault>`, that did not come about. */
export function unseenBy(family: Family, { seen, cells }: CoverageCounts): string[] {
  const expected = EXPECTED[family] ?? { seen: [], calls: [], faults: [] };
  const met = expected.calls.flatMap((call) => expected.faults.map((fault) => `${call} × ${fault}`));
  return [...expected.seen.filter((what) => !seen[what]), ...met.filter((cell) => !cells[cell])];
}
