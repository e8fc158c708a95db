/** Inspects a workflow run that has completed, as its stage wants it: by a verification or a diagnosis. */
import type { Report, WorkflowRunState } from '@valine/contracts';
import { currentStage, type Tracking } from '@valine/records';
import type { InspectionPorts, TimeLeft } from '../shared/inspection-ports.ts';
import { inspectDeployment } from './deployment/inspect-deployment.ts';
import { inspectDiagnosis } from './diagnosis/inspect-diagnosis.ts';

/**
 * Undefined: come back in about five seconds. What the run left is not there yet, or too little time is left to give
 * endpoints a fair chance. Unless `mayComeBack`, what GitHub does not give is said to be unread.
 * @throws GitHubError while it may come back; StoreUnavailable
 */
export function inspectRun(
  ports: InspectionPorts,
  tracking: Tracking,
  run: WorkflowRunState,
  millisecondsLeft: TimeLeft,
  mayComeBack = false,
): Promise<Report | undefined> {
  const { kind } = currentStage(tracking);
  switch (kind) {
    case 'deploy':
    case 'verify':
      return inspectDeployment(ports, tracking, run, { left: millisecondsLeft, mayComeBack });
    case 'diagnose':
      return inspectDiagnosis(ports, tracking, run, { left: millisecondsLeft, mayComeBack });
  }
}
