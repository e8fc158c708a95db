import { describe, expect, it } from 'vitest';
import { checkPureModules } from './pure-modules.ts';
import { sampleProject } from './sample-project.ts';

function check(modules: Record<string, string>): string[] {
  return checkPureModules(sampleProject(modules)).map(({ says }) => says);
}

describe('decisions and messages', () => {
  it.each([
    'services/dispatcher/plans/plan/decide.ts',
    'services/dispatcher/plans/plan/messages.ts',
    'packages/records/decide/ship.ts',
  ])('refuses a file system in %s', (path) => {
    expect(check({ [path]: "import { readFileSync } from 'node:fs';" })).toHaveLength(1);
  });

  it('refuses a client that another module brings along, and shows the way to it', () => {
    const modules = {
      'services/dispatcher/decide-plan.ts': "import { issues } from './issues.ts';",
      'services/dispatcher/issues.ts': "import { Octokit } from '@octokit/rest';",
    };
    expect(check(modules)).toEqual([
      'imports ./issues.ts (through services/dispatcher/issues.ts → @octokit/rest): decisions and messages import types and pure code only',
    ]);
  });

  it('refuses an adapter', () => {
    const modules = { 'services/ingress/messages.ts': "import './aws/queue.ts';", 'services/ingress/aws/queue.ts': '' };
    expect(check(modules)).toHaveLength(1);
  });

  it('accepts types from anywhere, schemas and hashes', () => {
    const text =
      "import type { Octokit } from '@octokit/rest';\nimport { z } from 'zod/mini';\nimport { createHash } from 'node:crypto';";
    expect(check({ 'services/dispatcher/decide.ts': text })).toEqual([]);
  });
});
