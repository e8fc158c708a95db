/** What checks find out about a commit, and telling the webhook of it. */
import * as model from '@valine/github-model';
import { now, takeId, timestamp } from '../state/state.ts';
import { checkRunView, checkSuiteView } from '../views/check-view.ts';
import type { Announcer } from '../webhooks/announcer.ts';

/** The app that checks. */
const CI = 'acme-ci';

type Finding = Pick<model.CheckRun, 'sha' | 'name' | 'status' | 'conclusion' | 'url'>;

export function reportCheck(announce: Announcer, finding: Finding): void {
  const { state, view } = announce;
  const run = model.reportCheck(state, { id: takeId(state), suiteId: takeId(state), at: now(), ...finding });
  const suite = model.checkSuitesOf(state, run.sha).find(({ id }) => id === run.suiteId);
  const action = run.status === 'completed' ? 'completed' : 'created';
  const check_suite = suite && checkSuiteView(view, suite);
  const { check_runs_url: _, latest_check_runs_count: __, ...inRun } = check_suite ?? {};
  announce.tell('check_run', action, CI, { check_run: { ...checkRunView(view, run), check_suite: inRun } });
  if (suite?.status === 'completed') announce.tell('check_suite', 'completed', CI, { check_suite });
}

type Status = Pick<model.CommitStatus, 'sha' | 'context' | 'state'>;

export function reportStatus(announce: Announcer, given: Status): void {
  const { state } = announce;
  const about = { id: takeId(state), description: null, url: null, at: now() };
  const { id, sha, context, state: found, at } = model.reportStatus(state, { ...about, ...given });
  const branches = model.pullRequestsAt(state, sha).map(({ pullRequest }) => ({ name: pullRequest.head }));
  const times = { created_at: timestamp(at), updated_at: timestamp(at) };
  const told = { id, sha, name: state.repository, context, state: found, description: null, target_url: null };
  announce.tell('status', null, CI, { ...told, branches, ...times });
}
