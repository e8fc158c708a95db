/** A diagnose of which no webhook tells, on a stack whose interaction tokens die before it is looked at. */
import { expect, it, onTestFinished } from 'vitest';
import { AT_ONCE } from '../stories/support/work-on-github.ts';
import { startFollowed } from './support/start-followed.ts';

/** The first answer comes long before, the first look at a run that we have started only after 15 s. */
const TOKEN_LIFE_MS = 10_000;

it('polling alone brings it to its end, and the bot edits the message whose token is dead', async () => {
  const { github, ask, answer, seenByAll, close } = await startFollowed({}, { tokenLifeMs: TOKEN_LIFE_MS });
  onTestFinished(close);
  github.loseAllWebhooks(true);
  github.nextRun(AT_ONCE);
  const asked = Date.now();
  expect(await answer(await ask('/diagnose'), /OK/)).toContain('🟢 `oidc`');
  expect(Date.now() - asked).toBeGreaterThan(TOKEN_LIFE_MS);
  expect(seenByAll()).toHaveLength(1);
}, 120_000);
