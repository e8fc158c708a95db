/** Which faults no world of a campaign has had meet an operation that deploys and checks rest on. */

import type { CoverageCounts } from '../coverage.ts';
import { CALL_FAULTS } from '../faults.ts';

const READING = [...CALL_FAULTS, 'refused', 'no-answer', 'not-found', 'unauthorized', 'rate-limited'];
const WRITING = [...READING, 'refused-after', 'lost-answer', 'late'];

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'github.dispatchWorkflow': WRITING,
  'github.requestDispatch': WRITING,
  'github.cancelWorkflowRun': WRITING,
  'github.rerunFailedJobs': WRITING,
  'github.dispatchedRunsSince': READING,
  'github.findWorkflowRun': READING,
  'github.listWorkflowRuns': READING,
  'github.listJobs': READING,
  'github.compareCommits': READING,
  'github.listArtifacts': READING,
  'github.downloadArtifact': READING,
  'github.readLogTail': READING,
  'github.listAnnotations': READING,
  'github.actions': ['list-lag'],
  'probe.get': [...CALL_FAULTS, 'refused', 'no-answer', 'down', 'wrong type', 'stale'],
  'resolver.resolve': [...CALL_FAULTS, 'refused', 'no-answer'],
  'store.listTrackings': [...CALL_FAULTS, 'refused', 'index-lag'],
};

/** As `<operation> × <fault>`. */
export function neverMet({ cells }: Pick<CoverageCounts, 'cells'>): string[] {
  const all = Object.entries(EXPECTED).flatMap(([operation, faults]) =>
    faults.map((fault) => `${operation} × ${fault}`),
  );
  return all.filter((cell) => cells[cell] === undefined);
}
