import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { WORKFLOWS } from './workflows.ts';

const SHIPPED = new URL('../../../workflows/.github/workflows/', import.meta.url);

it.each(WORKFLOWS)('$name is the workflow that ships', ({ file, name, job, inputs, steps, listensTo, queue }) => {
  const shipped = parse(readFileSync(new URL(file, SHIPPED), 'utf8'));
  const jobs = Object.values<{ name: string; steps: { name: string }[] }>(shipped.jobs);
  expect([shipped.name, jobs.at(-1)?.name]).toEqual([name, job]);
  expect(jobs.flatMap((each) => each.steps.map((step) => step.name))).toEqual(
    steps.filter(({ runner }) => !runner).map((step) => step.name),
  );
  expect(Object.keys(shipped.on.workflow_dispatch.inputs).toSorted()).toEqual(inputs.map((i) => i.name).toSorted());
  expect(shipped.on.repository_dispatch?.types ?? []).toEqual(listensTo);
  expect(shipped.concurrency.queue).toBe(queue);
});
