/** The repository as effects change it: the one in memory, behind GitHub's bad days. */
import { GitHubError, type GitHubErrorDetails, type GitHubLooks, type GitHubWriter } from '@valine/github';
import { type FakeRepository, fakeRepository } from '@valine/testing';
import type { Engine } from '../../engine/engine.ts';
import { type Invocation, type PortFaultEffect, TIMEOUT_MS } from '../../engine/invocations.ts';
import type { CallFault } from '../../faults.ts';

export type SimRepository = {
  /** The port, as one invocation has it. */
  portsOf(invocation: Invocation): { writer: GitHubWriter; looks: GitHubLooks };
  /** What there is, without faults. */
  repository: FakeRepository;
};

type Faults = Partial<Record<CallFault, PortFaultEffect>>;

export function createSimRepository(engine: Engine): SimRepository {
  const repository = fakeRepository(engine.timeline);
  return {
    repository,
    portsOf: (by) => ({
      writer: throughPort(engine, by, repository.writer, writingFaults, (made) => made),
      looks: throughPort(engine, by, repository.looks, readingFaults, (found) => listed(engine, found)),
    }),
  };
}

/** Every method of `port`, as a call that may meet a fault. */
function throughPort<Port extends object>(
  engine: Engine,
  by: Invocation,
  port: Port,
  faultsOf: (engine: Engine, operation: string) => Faults,
  seen: (answer: unknown) => unknown,
): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      const operation = String(name);
      return (...given: unknown[]) =>
        engine.invocations.call<unknown>(by, {
          operation: `github.${operation}`,
          detail: () => JSON.stringify(given).slice(0, 200),
          act: async () => seen(await method(...given)),
          latencyMs: [60, 900],
          faults: faultsOf(engine, operation),
          frozen: () => new GitHubError({ operation, reason: 'unavailable' }),
        });
    },
  });
}

/** Lists lag by up to 10 s; what is looked up by its name does not. */
function listed({ faults, timeline, random }: Engine, found: unknown): unknown {
  if (!Array.isArray(found)) return found;
  const shownUntil = timeline.now() - (faults.happens('list-lag', 'github.looks') ? random.int(0, 10_000) : 0);
  return found.filter(({ createdAt = 0 }: { createdAt?: number }) => createdAt <= shownUntil);
}

function fails(operation: string, details: Omit<GitHubErrorDetails, 'operation'>, afterMs?: number): PortFaultEffect {
  const error = () => new GitHubError({ operation, ...details });
  return { acts: 'not', error, ...(afterMs === undefined ? {} : { afterMs }) };
}

function readingFaults({ random }: Engine, operation: string): Faults {
  return {
    refused: fails(operation, { reason: 'unavailable', status: 500 }),
    'no-answer': fails(operation, { reason: 'unavailable' }, TIMEOUT_MS),
    'not-found': fails(operation, { reason: 'not_found', status: 404 }),
    unauthorized: fails(operation, { reason: 'unauthorized', status: 401 }),
    'rate-limited': {
      acts: 'not',
      error: () =>
        new GitHubError({ operation, reason: 'rate_limited', status: 429, retryAfterSeconds: random.int(1, 90) }),
    },
  };
}

function writingFaults(engine: Engine, operation: string): Faults {
  const outage = fails(operation, { reason: 'unavailable', status: 502 });
  const silence = fails(operation, { reason: 'unavailable' }, TIMEOUT_MS);
  return {
    ...readingFaults(engine, operation),
    'refused-after': { ...outage, acts: 'now' },
    'lost-answer': { ...silence, acts: 'now' },
    late: { ...silence, acts: 'late' },
  };
}
