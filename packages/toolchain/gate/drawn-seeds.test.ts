import { execFileSync } from 'node:child_process';
import { beforeEach, describe, expect, it } from 'vitest';
import { testFolder } from '../test-folder.ts';
import { drawnSeedsMessage, drawSeeds } from './drawn-seeds.ts';

let folder: string;
beforeEach(() => {
  folder = testFolder();
});

function commit(text: string): void {
  const person = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...person, 'commit', '-q', '--allow-empty', '-m', text], { cwd: folder });
}

describe('the seeds of a run', () => {
  it('are the same for one commit, and others for another', () => {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    commit('one');
    const first = drawSeeds(folder, undefined);
    expect(drawSeeds(folder, undefined)).toEqual(first);
    commit('two');
    expect(drawSeeds(folder, undefined).from).not.toBe(first.from);
  });

  it('are fixed where there is no commit', () => {
    expect(drawSeeds(folder, undefined).from).toBe(301);
  });

  it('are those asked for, and are told so that they can be had again', () => {
    const drawn = drawSeeds(folder, '77');
    expect(drawnSeedsMessage('pnpm proof', drawn)).toBe(
      'Worlds are drawn from seed 77 on (as asked for). The same again: pnpm proof --from 77',
    );
  });

  it.each(['0', '-1', '1.5', 'x', ''])('cannot begin with %j', (asked) => {
    expect(() => drawSeeds(folder, asked)).toThrow('name a seed');
  });
});
