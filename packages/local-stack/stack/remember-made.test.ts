import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testDir } from '@valine/sandboxes/test-support';
import { expect, it } from 'vitest';
import { rememberMade } from './remember-made.ts';

it('tells of what an earlier start had and the engines have no more', () => {
  const dataDir = testDir();
  const tell = (before: string[], now: string[]) => rememberMade(dataDir, before, now)?.replaceAll(dataDir, '.valine');
  expect(tell([], ['runs-dev', 'dispatch-dev'])).toBeUndefined();
  expect(tell(['runs-dev', 'dispatch-dev'], ['runs-dev', 'dispatch-dev', 'runs-prod'])).toBeUndefined();
  expect(tell(['dispatch-dev'], ['runs-dev', 'dispatch-dev'])).toMatchInlineSnapshot(
    `"Deleted since the last start, so made anew and empty: runs-dev. What stood there is lost; bring .valine back from a copy if you have one, or delete it to begin anew."`,
  );
});

it('goes on where its file cannot be read', () => {
  const dataDir = testDir();
  writeFileSync(join(dataDir, 'made.json'), '{');
  expect(rememberMade(dataDir, [], ['runs-dev'])).toBeUndefined();
});
