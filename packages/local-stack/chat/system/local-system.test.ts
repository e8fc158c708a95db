import { describe, expect, it } from 'vitest';
import { whenQuiet } from './local-system.ts';
import { testLocalSystem } from './test-local-system.ts';

describe('a system is quiet', () => {
  it('once its workflow runs have ended', async () => {
    const system = await testLocalSystem();
    system.github.nextRun({ seconds: 0.1, queuedSeconds: 0.1 });
    system.github.startWorkflow('client-deploy.yml');
    await whenQuiet(system);
    expect(system.github.running()).toEqual([]);
  });

  it('or says which are under way, when its time is up', async () => {
    const system = await testLocalSystem();
    system.github.nextRun({ queuedSeconds: 60 });
    const id = system.github.startWorkflow('client-deploy.yml');
    await expect(whenQuiet(system, { timeoutSeconds: 0 })).rejects.toThrow(
      `After 0 s GitHub is still busy: workflow run ${id} (Client Deploy, queued).`,
    );
    await system.github.finishRun(id);
  });
});
