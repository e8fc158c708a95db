import { describe, expect, it } from 'vitest';
import { testLocalSystem } from '../system/test-local-system.ts';
import { parseLine } from './parse-line.ts';
import { runAction } from './run-action.ts';

const TASK = { title: 'Gift cards', body: 'Closes #7', head: 'gift-cards', base: 'main', draft: true };

const FROM_READY_TO_MERGED = [
  '!protect approvals:1 check:"unit tests" up-to-date',
  '!ready 7',
  '!review 7 changes',
  '!review 15 comment',
  '!push 7 "Work on it"',
  '!review 7 approve',
  '!checks 7 start',
  '!checks 7 fail lint',
  '!checks 7 pass',
  '!merge 7',
];

/** #15 is a pull request that closes #7. */
async function prompt() {
  const system = await testLocalSystem();
  system.github.openPull(TASK);
  const type = async (line: string) => (await runAction(system, { name: undefined }, parseLine(line))).text;
  return { ...system, type };
}

describe('at the prompt', () => {
  it('people work on a pull request, by its number or its issue’s, until it is merged', async () => {
    const { type } = await prompt();
    const said = [];
    for (const line of FROM_READY_TO_MERGED) said.push(await type(line));
    expect(said.join('\n').replace(/[0-9a-f]{7}\./, '1234567.')).toMatchInlineSnapshot(`
      "A merge into main needs 1 approval, the check unit tests, a branch that is up to date.
      Pull request #15 is ready for review.
      Pull request #15 needs changes, says its review.
      Pull request #15 has a remark.
      Its branch is at 1234567.
      Pull request #15 is approved.
      unit tests: under way.
      lint: failed.
      unit tests, lint: passed.
      Pull request #15 is merged."
    `);
    const issues = await type('!issues');
    expect(issues).toContain('#15 Gift cards (pull request, merged)');
    expect(issues).toMatch(/#7 Gift cards.* \(closed, completed\)/);
  });

  it('issues wait for others, and the repository is archived', async () => {
    const { github, type } = await prompt();
    expect(await type('!block 8 3')).toBe('#8 waits for #3.');
    expect(github.issues().find(({ number }) => number === 8)?.blockedBy).toEqual([3]);
    await expect(type('!block 8 3')).rejects.toThrow('Validation Failed');
    expect(await type('!unblock 8 3')).toBe('#8 does not wait for #3 any more.');
    expect(await type('!archive on')).toBe('The repository can only be read, until !archive off.');
    expect(await type('!archive off')).toBe('It can be changed again.');
  });

  it('what is in the merge queue is taken out, or merged', async () => {
    const { type, github } = await prompt();
    await type('!ready 7');
    await expect(type('!dequeue 7')).rejects.toThrow('Pull request #15 is in no merge queue.');
    expect(await type('!protect queue')).toBe(
      'A merge into main needs the merge queue. What /ship puts into the queue, !merge has merged, and !dequeue taken out.',
    );
    github.enqueuePull(15);
    expect(await type('!dequeue 7 conflict')).toBe('Pull request #15 is out of the merge queue.');
    github.enqueuePull(15);
    expect(await type('!merge 7')).toBe('Pull request #15 is merged.');
  });

  it('GitHub says why it does not merge', async () => {
    const { type } = await prompt();
    await expect(type('!merge 7')).rejects.toThrow('Pull Request is still a draft');
    expect(await type('!issues')).toContain('#15 Gift cards (pull request, draft)');
    await type('!ready 7');
    expect(await type('!conflict 7')).toBe('Pull request #15 conflicts with its base, until !push 15.');
    await expect(type('!merge 7')).rejects.toThrow('Pull Request has merge conflicts');
    await type('!push 7');
    await type('!protect check:lint');
    await expect(type('!merge 7')).rejects.toThrow('Required status check "lint" is expected.');
    expect(await type('!protect off')).toBe('main asks for nothing any more.');
    expect(await type('!merge 7 rebase')).toBe('Pull request #15 is merged.');
    await expect(type('!draft 7')).rejects.toThrow('Pull request #15 is merged.');
    await expect(type('!ready 3')).rejects.toThrow('There is no pull request #3, and none that closes an issue #3.');
  });
});
