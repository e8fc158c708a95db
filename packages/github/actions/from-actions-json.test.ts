/** Whatever stands in GitHub's answers, what we make of them is whole. */
import { describe, expect, it } from 'vitest';
import {
  fromAnnotationJson,
  fromArtifactsJson,
  fromJobJson,
  fromWorkflowRunJson,
  toLogText,
} from './from-actions-json.ts';
import { jobJson, runJson } from './sample-json.ts';

const at = (hour: number, minute: number, second = 0) => Date.UTC(2026, 2, 2, hour, minute, second);
const query = { repository: 'acme/web' };

describe('a run of a workflow', () => {
  it('is told with its file, its title and its times', () => {
    expect(fromWorkflowRunJson(runJson(), query)).toEqual({
      ...{ id: 5, attempt: 2, url: 'https://github.com/acme/web/actions/runs/5', event: 'workflow_dispatch' },
      ...{ workflowFile: 'client-deploy.yml', name: 'Client Deploy', displayTitle: 'Client Deploy — op-1 by ada' },
      ...{ status: 'completed', conclusion: 'success', head: { branch: 'main' } },
      ...{ createdAt: at(9, 0), startedAt: at(9, 10), updatedAt: at(9, 11, 22) },
    });
  });

  it('of which GitHub tells nothing is in no known state', () => {
    expect(fromWorkflowRunJson({}, { ...query, id: 5 })).toEqual({
      ...{ id: 5, attempt: 1, url: 'https://github.com/acme/web/actions/runs/5', event: 'unknown' },
      ...{ workflowFile: '', name: '', displayTitle: '', status: 'unknown', conclusion: null },
      ...{ createdAt: 0, startedAt: 0, updatedAt: 0 },
    });
  });

  it.each([null, 'text', 7, [], {}, { id: '5' }, { id: -1 }, { id: 1.5 }])('is none without an id: %j', (json) => {
    expect(fromWorkflowRunJson(json, query)).toBeUndefined();
  });

  it.each([
    ['.github/workflows/deploy.yml@refs/heads/main', 'deploy.yml'],
    ['dynamic/pages/pages-build-deployment', 'pages-build-deployment'],
    [7, ''],
  ])('of the path %s is of the file %s', (path, workflowFile) => {
    expect(fromWorkflowRunJson(runJson({ path }), query)).toMatchObject({ workflowFile });
  });

  it('has started no earlier than it was created, and changed no earlier than it started', () => {
    const run = runJson({ run_started_at: null, updated_at: 'yesterday' });
    expect(fromWorkflowRunJson(run, query)).toMatchObject({ startedAt: at(9, 0), updatedAt: at(9, 0) });
  });
});

describe('a job', () => {
  it('is told with its steps; times are absent while it has not come to them', () => {
    const built = { startedAt: at(9, 10, 5), completedAt: at(9, 10, 50) };
    expect(fromJobJson(jobJson())).toEqual({
      id: 6,
      name: 'deploy',
      status: 'in_progress',
      conclusion: null,
      url: 'https://github.com/acme/web/actions/runs/5/job/6',
      startedAt: at(9, 10, 3),
      steps: [
        { name: 'Build', number: 2, status: 'completed', conclusion: 'success', ...built },
        { name: 'S3 sync', number: 3, status: 'queued', conclusion: null },
      ],
    });
  });

  it('of which GitHub tells nothing is in no known state', () => {
    expect(fromJobJson({ id: 6, steps: [null, {}] })).toEqual({
      ...{ id: 6, name: 'Job 6', status: 'unknown', conclusion: null, url: '' },
      steps: [
        { name: 'Step 1', number: 1, status: 'unknown', conclusion: null },
        { name: 'Step 2', number: 2, status: 'unknown', conclusion: null },
      ],
    });
    expect(fromJobJson({ id: 6, steps: 'none' })).toMatchObject({ steps: [] });
    expect(fromJobJson({ name: 'deploy' })).toBeUndefined();
  });
});

describe('artifacts', () => {
  const old = { id: 9, name: 'diagnose-summary', size_in_bytes: 812, created_at: '2026-03-02T09:00:00Z' };
  const fresh = { ...old, id: 8, expired: true, created_at: '2026-03-02T10:00:00Z' };

  it('of the name are given, the newest first', () => {
    const [first, second] = fromArtifactsJson([old, { ...old, name: 'other' }, fresh, {}, null], 'diagnose-summary');
    const name = 'diagnose-summary';
    const [at, later] = [Date.UTC(2026, 2, 2, 9), Date.UTC(2026, 2, 2, 10)];
    expect(first).toEqual({ id: 8, name, sizeBytes: 812, expired: true, createdAt: later });
    expect(second).toEqual({ id: 9, name, sizeBytes: 812, expired: false, createdAt: at });
  });

  it('of no known time go by their ids', () => {
    const undated = [1, 3, 2].map((id) => ({ id, name: 'a' }));
    expect(fromArtifactsJson(undated, 'a').map(({ id }) => id)).toEqual([3, 2, 1]);
  });
});

describe('an annotation', () => {
  it('is told with its place', () => {
    const said = { path: '.github', title: 'Build', message: 'exit code 1' };
    const annotation = fromAnnotationJson({ ...said, annotation_level: 'failure', start_line: 23 });
    expect(annotation).toEqual({ ...said, level: 'failure', line: 23 });
  });

  it('of which GitHub tells little is a notice, and none without words', () => {
    expect(fromAnnotationJson({ message: 'x' })).toEqual({ level: 'notice', path: '', message: 'x' });
    expect(fromAnnotationJson({ annotation_level: 'failure', message: '' })).toBeUndefined();
  });
});

const text = (log: string, cut = false) => toLogText(Buffer.from(log), cut);

describe('the text of a log', () => {
  it('has neither timestamps nor colours nor the ends of lines of Windows', () => {
    const log = [
      '\uFEFF2026-03-02T09:00:00.1234567Z ##[group]Run npm run build',
      '2026-03-02T09:00:01.0000000Z \u001B[36;1mnpm run build\u001B[0m',
      '2026-03-02T09:00:02Z   built at 2026-03-02T09:00:02Z ',
      '2026-03-02T09:00:03.1Z',
      'no time',
      '',
    ].join('\r\n');
    expect(text(log)).toBe('##[group]Run npm run build\nnpm run build\n  built at 2026-03-02T09:00:02Z \n\nno time');
  });

  it('begins with a whole line where it was cut', () => {
    expect(text('lf of a line\n2026-03-02T09:00:01Z whole', true)).toBe('whole');
    expect(text('one line without end', true)).toBe('one line without end');
  });

  it('is none of none', () => {
    expect(text('')).toBe('');
  });
});
