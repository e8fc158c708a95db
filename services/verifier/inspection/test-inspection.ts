/** For tests: a deployed site, a repository with a completed run, and an inspection of it. */
import type { Report, WorkflowRunState } from '@valine/contracts';
import type { Tracking } from '@valine/records';
import { createMemoryStore } from '@valine/records/memory';
import type { ProbeAnswer, ProbeLimits, ProbeProblem } from '@valine/safe-http';
import {
  buildStage,
  buildTracking,
  buildWorkflowJob,
  fakeRepository,
  manualClock,
  recordingLogger,
} from '@valine/testing';
import { strToU8, zipSync } from 'fflate';
import type { InspectionSettings } from '../shared/inspection-ports.ts';
import { inspectRun } from './inspect-run.ts';

export const FRONTEND = 'https://app.example.com';
export const API = 'https://api.internal-name.example.com/prod';
export const CORRELATION_ID = '0b6f7c1e-1111-4222-8333-944455556666';

type Sketch = { status?: number; headers?: Record<string, string>; body?: string; ms?: number; finalUrl?: string };
export type Site = Record<string, Sketch | ProbeProblem>;

const INDEX =
  '<!doctype html><html><head><script type="module" src="/assets/index-DiwrgTda.js"></script></head></html>';
const PAGE = { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }, body: INDEX };
const JSON_ANSWER = { headers: { 'content-type': 'application/json' }, body: '{"ok":true}' };

/** By URL; everything is well unless told otherwise. */
export function buildSite(changes: Site = {}): Site {
  const headers = { 'content-type': 'text/javascript', 'cache-control': 'public, max-age=31536000, immutable' };
  return {
    [`${FRONTEND}/`]: PAGE,
    [`${FRONTEND}/index.html`]: PAGE,
    [`${FRONTEND}/assets/index-DiwrgTda.js`]: { headers, body: 'console.log(1)' },
    [`${API}/health`]: JSON_ANSWER,
    [`${API}/hello`]: JSON_ANSWER,
    ...changes,
  };
}

export function fakeProbe(site: Site) {
  const requests: ({ url: string } & ProbeLimits)[] = [];
  return {
    requests,
    async get(url: string, limits: ProbeLimits): Promise<ProbeAnswer | ProbeProblem> {
      requests.push({ url, ...limits });
      const sketch = site[url] ?? { status: 404 };
      if ('problem' in sketch) return sketch;
      const { status = 200, headers = {}, body = '', ms = 40, finalUrl = url } = sketch;
      const bytes = strToU8(body);
      const truncated = bytes.byteLength > limits.maxBytes;
      return { status, headers, ms, finalUrl, truncated, body: bytes.subarray(0, limits.maxBytes) };
    },
  };
}

export function problem(name: ProbeProblem['problem'], detail = 'What it was: what to do.'): ProbeProblem {
  return { problem: name, detail, ms: 5000 };
}

export const SETTINGS: InspectionSettings = {
  frontendBaseUrl: FRONTEND,
  apiBase: API,
  stepPatterns: { Build: ['build'], 'S3 sync': ['s3 sync', 'sync to s3'], 'CF invalidation': ['invalidat'] },
  customChecks: [],
  secretValues: ['hunter-2-hunter'],
};

const DEPLOY_STEPS = [
  { name: 'Set up job', seconds: 2 },
  { name: 'Build', seconds: 45 },
  { name: 'S3 sync', seconds: 12 },
  { name: 'CloudFront invalidation', seconds: 8 },
];

export type World = ReturnType<typeof startWorld>;
type Changes = {
  site?: Site;
  settings?: Partial<InspectionSettings>;
  stage?: Parameters<typeof buildStage>[0];
  tracking?: Partial<Tracking>;
};

/** A verification of a deploy that went well, unless told otherwise. */
export function startWorld({ site = {}, settings = {}, stage = {}, tracking = {} }: Changes = {}) {
  const clock = manualClock();
  const logger = recordingLogger();
  const repository = fakeRepository(clock);
  const probe = fakeProbe(buildSite(site));
  const store = createMemoryStore(clock);
  const built = buildTracking({ state: 'running', stages: [buildStage(stage)], ...tracking });
  const workflowRun = repository.addWorkflowRun(built.stages[0]?.workflow ?? '', { createdAt: clock.now() });
  workflowRun.start();
  const ports = { actions: repository.actions, probe, store, clock, logger, settings: { ...SETTINGS, ...settings } };
  async function inspect(conclusion = 'success', left = (): number | undefined => 30_000, mayComeBack = false) {
    if (workflowRun.info().status !== 'completed') workflowRun.complete(conclusion);
    return inspectRun(ports, built, stateOf(workflowRun.info()), left, mayComeBack);
  }
  return {
    ...{ clock, logger, repository, probe, store, workflowRun, ports, tracking: built },
    /** The run ends, and is inspected. */
    inspect,
    /** It is inspected for the first time: there is time to come back. */
    inspectEarly: (conclusion?: string) => inspect(conclusion, undefined, true),
  };
}

function stateOf({ id, attempt, url, status, conclusion, head }: WorkflowRunState): WorkflowRunState {
  return { id, attempt, url, status, conclusion, ...(head && { head }) };
}

/** A deploy whose run has ended but for the saying so. */
export function startDeployWorld(changes: Changes = {}) {
  const world = startWorld(changes);
  world.workflowRun.setJobs(buildWorkflowJob({ steps: DEPLOY_STEPS }));
  return world;
}

export type SummarySketch = Record<string, unknown>;

export const CHECKS = {
  oidc: { ok: true, details: 'role valine-diagnose' },
  s3_read: { ok: true, details: '12 objects' },
  cloudfront: { ok: true, details: 'Deployed' },
  api_health: { ok: true, status: 200, ms: 81 },
  api_hello: { ok: true, status: 200, ms: 64.4 },
};

export function buildSummary(changes: SummarySketch = {}): string {
  const urls = { frontend_url: FRONTEND, api_base: '(repository secret)' };
  const durations = { total_s: 21.44, steps: { oidc: 1.2, s3_read: 0.8 } };
  return JSON.stringify({
    correlation_id: CORRELATION_ID,
    requester: 'Ada',
    ...urls,
    checks: CHECKS,
    durations,
    conclusion: 'success',
    ...changes,
  });
}

export function summaryZip(text = buildSummary()): Uint8Array {
  return zipSync({ 'diagnose-summary.json': strToU8(text) });
}

/** A diagnose that left nothing yet; the artifact and the log come from the test. It ended a minute ago. */
export function startDiagnoseWorld(changes: Changes = {}) {
  const stage = { kind: 'diagnose' as const, workflow: 'diagnose-dispatch.yml', correlationId: CORRELATION_ID };
  const world = startWorld({ ...changes, stage: { ...stage, ...changes.stage } });
  world.workflowRun.setJobs(buildWorkflowJob({ name: 'diagnose', steps: [{ name: 'Check OIDC role', seconds: 25 }] }));
  world.clock.advance(85_000);
  return world;
}

/** As the store keeps it: a verification of the same workflow that ended before this one. */
export function endedTracking(id: string, report: Partial<Report>, endedAt: number): Tracking {
  const empty = { seconds: null, steps: [], checks: [], trend: [] };
  const stage = buildStage({ report: { verdict: 'ok', conclusion: 'success', ...empty, ...report } });
  return buildTracking({ id, state: 'succeeded', stages: [stage], endedAt, updatedAt: endedAt });
}
