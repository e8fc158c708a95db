import { describe, expect, it } from 'vitest';
import { checkImportCycles } from './import-cycles.ts';
import { sampleProject } from './sample-project.ts';
import { violationMessage } from './violation.ts';

describe('import cycles', () => {
  it('shows the way round, also through another package and through types', () => {
    const project = sampleProject({
      'packages/records/index.ts': "export * from './run.ts';",
      'packages/records/plan.ts': "import type { X } from '@valine/records';",
    });
    expect(checkImportCycles(project).map(violationMessage)).toEqual([
      'packages/records/plan.ts:1 closes an import cycle: packages/records/index.ts → packages/records/plan.ts → packages/records/index.ts',
    ]);
  });

  it('accepts that two modules need a third', () => {
    const project = sampleProject({
      'packages/records/index.ts': "export * from './a.ts';\nexport * from './b.ts';",
      'packages/records/a.ts': "import './b.ts';",
      'packages/records/b.ts': 'export {};',
    });
    expect(checkImportCycles(project)).toEqual([]);
  });
});
