/** Shortens what people do in a failing world, as long as it still fails in the same way. */
import { createRandom } from '../engine/random.ts';
import { type Scenario, scenarioOf } from '../people/families.ts';
import type { Step } from '../people/step.ts';
import { runWorld, type WorldSpec } from '../run-world.ts';

/** The shortest failing scenario that leaving out steps, one at a time, comes to. Its pauses stay as they were. */
export async function shrink(spec: WorldSpec): Promise<Scenario> {
  let scenario = spec.scenario ?? scenarioOf(spec.family, createRandom(spec.seed, spec.family));
  const broken = await brokenBy({ ...spec, scenario });
  for (let shorter = true; shorter; ) {
    shorter = false;
    for (const index of scenario.steps.keys()) {
      const candidate = { ...scenario, steps: without(scenario.steps, index) };
      if (!(await brokenBy({ ...spec, scenario: candidate })).some((invariant) => broken.includes(invariant))) continue;
      scenario = candidate;
      shorter = true;
      break;
    }
  }
  return scenario;
}

async function brokenBy(spec: WorldSpec): Promise<string[]> {
  return (await runWorld(spec)).violations.map(({ invariant }) => invariant);
}

/** What came after it happens when it would have. */
function without(steps: readonly Step[], index: number): Step[] {
  const left = steps[index]?.afterMs ?? 0;
  return steps.flatMap((step, at) => {
    if (at === index) return [];
    return [at === index + 1 ? { ...step, afterMs: step.afterMs + left } : step];
  });
}
