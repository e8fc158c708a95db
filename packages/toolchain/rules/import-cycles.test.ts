import { describe, expect, it } from 'vitest';
import { checkImportCycles } from './import-cycles.ts';
import { sampleProject } from './sample-project.ts';
import { violationMessage } from './violation.ts';

describe('import cycles', () => {
  it('shows the way round, also through another package and through types', () => {
    const project = sampleProject({
      'packages/runs/index.ts': "export * from './run.ts';",
      'packages/runs/run.ts': "import type { X } from '@valine/runs';",
    });
    expect(checkImportCycles(project).map(violationMessage)).toEqual([
      'packages/runs/run.ts:1 closes an import cycle: packages/runs/index.ts → packages/runs/run.ts → packages/runs/index.ts',
    ]);
  });

  it('accepts that two modules need a third', () => {
    const project = sampleProject({
      'packages/runs/index.ts': "export * from './a.ts';\nexport * from './b.ts';",
      'packages/runs/a.ts': "import './b.ts';",
      'packages/runs/b.ts': 'export {};',
    });
    expect(checkImportCycles(project)).toEqual([]);
  });
});
