import { GitHubError } from '@valine/github';
import { manualClock, recordingLogger } from '@valine/testing';
import { expect, it } from 'vitest';
import { evidenceReader } from './read-evidence.ts';

it('waits six seconds for what hangs, and twelve in one look for all of it; what comes then has a moment', async () => {
  const clock = manualClock();
  const read = evidenceReader({ clock, logger: recordingLogger() }, () => undefined, false);
  const given: number[] = [];
  for (let call = 0; call < 3; call += 1) {
    const hanging = read(async (withinMs) => {
      given.push(withinMs);
      clock.advance(withinMs);
      throw new GitHubError({ operation: 'read a log', reason: 'unavailable' });
    });
    expect(await hanging).toBeUndefined();
  }
  expect(given).toEqual([6000, 6000, 1500]);
});
