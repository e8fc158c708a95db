/** Instances of a function. In one world in four they are warm: an invocation finds what an earlier one has left in memory. */
import type { Coverage } from '../coverage.ts';
import type { Invocation } from './invocations.ts';
import { createRandom } from './random.ts';

type World = { seed: number; timeline: { now(): number }; coverage: Pick<Coverage, 'sometimes'> };
type Instance<P, Code> = { code: Code; invocation: Invocation; lead(to: P): void };

/** Lambda says nothing about it; less than an hour is what people measure. */
const IDLE_MS = 45 * 60_000;
const WARM_CHANCE = 1 / 4;

export function isWarm(seed: number): boolean {
  return createRandom(seed, 'warm').chance(WARM_CHANCE);
}

/**
 * Gives each invocation the code of one instance, on ports that are the invocation's own. Where functions are cold, that
 * is new code each time. Where they are warm, code is used again whose invocation has ended with nothing left to do.
 * After a crash, a kill or a freeze it is not, and two invocations never have the same at once.
 */
export function createInstances<P extends object, Code>(
  { seed, timeline, coverage }: World,
  portsOf: (by: Invocation) => P,
  codeOn: (ports: P) => Code,
): (by: Invocation) => Code {
  if (!isWarm(seed)) return (by) => codeOn(portsOf(by));
  let instances: Instance<P, Code>[] = [];
  const isFree = ({ invocation: { endedAt } }: Instance<P, Code>) =>
    endedAt !== undefined && timeline.now() - endedAt <= IDLE_MS;
  return (invocation) => {
    const ports = portsOf(invocation);
    instances = instances.filter((instance) => instance.invocation.alive || isFree(instance));
    const free = instances.findLast(isFree);
    if (free === undefined) {
      const { leading, lead } = leadTo(ports);
      instances.push({ code: codeOn(leading), invocation, lead });
      return instances.at(-1)?.code as Code;
    }
    coverage.sometimes('an instance was used again');
    free.invocation = invocation;
    free.lead(ports);
    return free.code;
  };
}

/** Ports that lead to others of the same shape: functions, objects of functions, and settings that never change. */
function leadTo<P extends object>(first: P): { leading: P; lead(to: P): void } {
  let current = first;
  const leadingPart = (part: unknown, find: () => unknown): unknown => {
    if (typeof part === 'function') return (...given: unknown[]) => Reflect.apply(find() as never, undefined, given);
    if (!isPort(part)) return part;
    // Nothing is taken hold of before the code does: some ports report that.
    return new Proxy(part, {
      get(_, name) {
        const method = () => Reflect.get(find() as object, name);
        return leadingPart(method(), method);
      },
    });
  };
  const parts = Object.entries(first).map(([name, part]) => [
    name,
    leadingPart(part, () => Reflect.get(current, name)),
  ]);
  return {
    leading: Object.fromEntries(parts),
    lead: (to) => {
      current = to;
    },
  };
}

function isPort(part: unknown): part is object {
  if (typeof part !== 'object' || part === null) return false;
  return Object.keys(part).some((name) => typeof Object.getOwnPropertyDescriptor(part, name)?.value === 'function');
}
