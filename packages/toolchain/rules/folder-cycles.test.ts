import { describe, expect, it } from 'vitest';
import { checkCrowdedFolders, checkFolderCycles } from './folder-cycles.ts';
import { sampleProject } from './sample-project.ts';
import { violationMessage } from './violation.ts';

const circles = (modules: Record<string, string>) => checkFolderCycles(sampleProject(modules)).map(violationMessage);

describe('folders', () => {
  it('that need each other are a circle, told with an import for each way; a subfolder is another folder', () => {
    const modules = {
      'services/dispatcher/plan/handle.ts': "import './card/show.ts';",
      'services/dispatcher/plan/card/show.ts': "\nimport type { Plan } from '../plan.ts';",
      'services/dispatcher/plan/plan.ts': 'export type Plan = 1;',
    };
    expect(circles(modules)).toEqual([
      'services/dispatcher/plan/handle.ts:1 closes a circle of folders: services/dispatcher/plan → services/dispatcher/plan/card (services/dispatcher/plan/handle.ts:1 ./card/show.ts), services/dispatcher/plan/card → services/dispatcher/plan (services/dispatcher/plan/card/show.ts:2 ../plan.ts)',
    ]);
  });

  it('are a circle through a third one too, told once, though no module needs itself', () => {
    const modules = {
      'packages/records/a/one.ts': "import '../b/one.ts';",
      'packages/records/b/one.ts': '',
      'packages/records/b/two.ts': "import '../c/one.ts';",
      'packages/records/c/one.ts': '',
      'packages/records/c/two.ts': "import '../a/two.ts';",
      'packages/records/a/two.ts': '',
    };
    expect(circles(modules)).toHaveLength(1);
    expect(circles({ ...modules, 'packages/records/c/two.ts': '' })).toEqual([]);
  });

  it('are no circle through tests, or through another package', () => {
    const modules = {
      'packages/records/a/one.ts': "import '../b/one.ts';\nimport '@valine/contracts';",
      'packages/records/b/one.ts': '',
      'packages/records/b/one.test.ts': "import '../a/one.ts';",
      'packages/records/b/test-helper.ts': "import '../a/one.ts';",
      'packages/contracts/index.ts': '',
    };
    expect(circles(modules)).toEqual([]);
  });

  it('are no circle through the folder of the package, which puts them together and holds their ports', () => {
    const modules = {
      'services/dispatcher/routes.ts': "import './plan/handle.ts';",
      'services/dispatcher/plan/handle.ts': "import type { Ports } from '../ports.ts';",
      'services/dispatcher/ports.ts': 'export type Ports = 1;',
    };
    expect(circles(modules)).toEqual([]);
  });

  it('are crowded with more than fifteen source files; tests do not count', () => {
    const files = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`packages/records/f${index}.ts`, '']));
    const tests = { 'packages/records/a.test.ts': '', 'packages/records/test-a.ts': '' };
    expect(checkCrowdedFolders(sampleProject({ ...files(15), ...tests }))).toEqual([]);
    expect(checkCrowdedFolders(sampleProject(files(16))).map(({ says }) => says.split(':')[0])).toEqual([
      'holds 16 source files, at most 15',
    ]);
  });
});
