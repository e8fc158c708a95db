/** `/verify-latest` and `/verify-run`: verifies a run of Client Deploy, and diagnoses afterwards where that is wanted. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested } from '@valine/contracts';
import { trackingId } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import type { StageRequest } from '../tracking/start-tracking.ts';
import { startTracking } from '../tracking/start-tracking.ts';
import { findUnderWay } from './find-under-way.ts';
import { joinedMessage, refusedRunMessage } from './messages.ts';
import { parseRunReference, type RunReference } from './parse-run-reference.ts';

export async function handleVerifyLatest(
  ports: Ports,
  request: CommandRequested,
  { run_url, diagnose = false }: OptionsOf<(typeof catalogue)['verify-latest']>,
): Promise<void> {
  await verify(ports, request, run_url, diagnose);
}

export async function handleVerifyRun(
  ports: Ports,
  request: CommandRequested,
  { run_id }: OptionsOf<(typeof catalogue)['verify-run']>,
): Promise<void> {
  await verify(ports, request, run_id, false);
}

/** A link may name the repository by another name that it has, or had. @throws GitHubError where only GitHub could tell */
async function runMeant({ names, settings }: Ports, given: string): Promise<RunReference> {
  const meant = parseRunReference(given, settings.repository, settings.webOrigins);
  if (meant.ok || meant.reason !== 'other_repository' || !(await names.isOurs(meant.named))) return meant;
  return parseRunReference(given, meant.named, settings.webOrigins);
}

/** `given`: the run that is meant; undefined for the latest. */
async function verify(
  ports: Ports,
  request: CommandRequested,
  given: string | undefined,
  diagnose: boolean,
): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const { repository, webOrigins, deployWorkflow, diagnoseWorkflow } = ports.settings;
  const meant = given === undefined ? undefined : await runMeant(ports, given);
  if (given !== undefined && meant?.ok === false) {
    const message = refusedRunMessage(meant.reason, given, { repository, origin: webOrigins.at(-1) });
    return answerOnce(ports, request, { outcome: meant.reason, message });
  }
  const runId = meant?.ok ? meant.runId : undefined;
  const underWay = await findUnderWay(ports, { runId, diagnose, trackingId: trackingId('verify', request.id) });
  if (underWay !== undefined) {
    return answerOnce(ports, request, { outcome: 'joined', message: joinedMessage(underWay) });
  }
  const wanted = runId === undefined ? {} : { wantedRunId: runId };
  const verifying: StageRequest = { kind: 'verify', workflow: deployWorkflow, ...wanted };
  const diagnosing: StageRequest = { kind: 'diagnose', workflow: diagnoseWorkflow };
  await startTracking(ports, {
    stages: diagnose ? [verifying, diagnosing] : [verifying],
    id: request.id,
    person: request.person,
    place: { in: 'reply', reply: request.reply },
    requestedAt: request.requestedAt,
  });
}
