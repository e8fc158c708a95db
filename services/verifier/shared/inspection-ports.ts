/** What an inspection of a workflow run is given. */
import type { GitHubActions } from '@valine/github';
import type { Clock, Logger } from '@valine/lambda-kit';
import type { RecordStore } from '@valine/records';
import type { Probe } from '@valine/safe-http';
import type { CustomCheck, StepPatterns } from '@valine/settings';

export type ActionsReader = Pick<
  GitHubActions,
  | 'findWorkflowRun'
  | 'listWorkflowRuns'
  | 'compareCommits'
  | 'listJobs'
  | 'listArtifacts'
  | 'downloadArtifact'
  | 'readLogTail'
  | 'listAnnotations'
>;

export type InspectionSettings = {
  /** FRONTEND_BASE_URL. */
  frontendBaseUrl?: string;
  /** VITE_API_BASE: requests go there, and no text shows it. */
  apiBase?: string;
  stepPatterns: StepPatterns;
  customChecks: readonly CustomCheck[];
  /** Our own secrets: they are masked in what a log says. */
  secretValues: readonly string[];
};

export type InspectionPorts = {
  actions: ActionsReader;
  probe: Probe;
  store: Pick<RecordStore, 'listTrackings'>;
  clock: Clock;
  logger: Logger;
  settings: InspectionSettings;
};

/** Milliseconds that the function may still take for this, counted anew at every call; undefined where nothing ends it. */
export type TimeLeft = () => number | undefined;

/** What one inspection may take. `mayComeBack`: whether another may follow for what GitHub does not give now. */
export type Allowance = { left: TimeLeft; mayComeBack: boolean };
