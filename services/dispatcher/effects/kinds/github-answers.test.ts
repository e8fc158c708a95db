/** The answers of GitHub that mean that an effect is there already, or that it cannot be. */
import { describe, expect, it } from 'vitest';
import { locked, openEffectBench } from '../test-effects.ts';
import { changeLabels, createBranch, createPullRequest, mergePullRequest, setVariable } from './index.ts';

const PULL = { title: 'Header', head: 'valine/issue-1', base: 'main', body: 'Closes #1', draft: false };

describe('a branch that exists already', () => {
  const intent = createBranch.intend('branch', { name: 'b', sha: 'a1' });

  it('at the same commit is the one', async () => {
    const { step, repository, effect } = await openEffectBench();
    repository.model.branches.b = 'a1';
    await step('i1', intent);
    expect(await effect()).toMatchObject({ outcome: { id: 'b' } });
    expect(repository.calls).toEqual(['createBranch', 'findBranch']);
  });

  it('at another commit is parked', async () => {
    const { step, repository, effect } = await openEffectBench();
    repository.model.branches.b = 'f00';
    await step('i1', intent);
    expect((await effect()).parked?.reason).toMatchInlineSnapshot(
      `"There is a branch b already, at f00, which is not where it was to be. Delete it, or say that it is the one."`,
    );
  });

  it('but does not show yet is asked for again, and left to an operator if it never shows', async () => {
    const { step, settle, repository, effect } = await openEffectBench();
    for (let times = 0; times < 30; times += 1)
      repository.fail('createBranch', { status: 422, detail: 'Reference already exists' });
    await step('i1', intent);
    await settle();
    expect((await effect()).parked?.reason).toContain('Reference already exists');
    expect(repository.model.branches).toEqual({});
  });
});

describe('a pull request that exists already', () => {
  it('and is open is the one', async () => {
    const { step, repository, effect } = await openEffectBench();
    const { url } = await repository.writer.createPullRequest(PULL);
    await step('i1', createPullRequest.intend('pull', PULL));
    expect(await effect()).toMatchObject({ outcome: { id: '101', url, isOthers: true } });
    expect(repository.pulls).toHaveLength(1);
  });

  it('and was closed since its answer was lost is found by its marker', async () => {
    const { step, settle, repository, effect } = await openEffectBench();
    repository.fail('createPullRequest', { status: 502, lands: true });
    await step('i1', createPullRequest.intend('pull', PULL));
    Object.assign(repository.model.issues.at(-1) ?? {}, { state: 'closed' });
    await settle();
    expect((await effect()).outcome).toEqual({ id: '101', url: expect.any(String) });
    expect(repository.pulls).toHaveLength(1);
  });
});

describe('a merge', () => {
  const merge = (headSha: string) => mergePullRequest.intend('merge', { number: 101, headSha, method: 'squash' });

  async function withPull() {
    const bench = await openEffectBench();
    bench.repository.model.branches[PULL.head] = 'a1';
    await bench.repository.writer.createPullRequest(PULL);
    return bench;
  }

  it('of what is merged already at that head is done (405)', async () => {
    const { step, repository, effect } = await withPull();
    await repository.writer.mergePullRequest(101, 'a1', 'squash');
    await step('i1', merge('a1'));
    expect(await effect()).toMatchObject({ outcome: { id: repository.pulls[0]?.mergeSha } });
  });

  it('of a head that has moved is refused (409), and merges nothing', async () => {
    const { step, repository, effect } = await withPull();
    await step('i1', merge('b2'));
    const detail = 'Head branch was modified. Review and try the merge again.';
    expect((await effect()).outcome).toEqual({ refused: { status: 409, detail } });
    expect(repository.pulls).toMatchObject([{ merged: false }]);
  });

  it('while its base moves is tried again', async () => {
    const { step, settle, repository } = await withPull();
    repository.fail('mergePullRequest', { status: 405, detail: 'Base branch was modified. Review and try again.' });
    await step('i1', merge('a1'));
    await settle();
    expect(repository.pulls).toMatchObject([{ merged: true }]);
  });
});

it('a label that is not there any more is taken off', async () => {
  const { step, effect } = await openEffectBench();
  await step('i1', changeLabels.intend('label', { number: 1, remove: 'ready' }));
  expect(await effect()).toMatchObject({ outcome: {} });
});

it('a label of an issue that is not there is parked', async () => {
  const { step, effect, repository } = await openEffectBench();
  repository.fail('removeLabel', { status: 404, detail: 'Not Found' });
  await step('i1', changeLabels.intend('label', { number: 1, remove: 'ready' }));
  expect((await effect()).parked?.reason).toContain('Not Found');
});

it('a variable that is not there is created', async () => {
  const { step, repository } = await openEffectBench();
  await step('i1', setVariable.intend('variable', locked('A', '1')));
  expect(repository.calls).toEqual(['updateVariable', 'createVariable']);
  expect(repository.model.variables).toEqual({ A: '1' });
});
