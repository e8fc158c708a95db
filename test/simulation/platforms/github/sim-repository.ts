/** The repository as effects change it: the one in memory, behind GitHub's bad days. */
import {
  type GitHubActions,
  GitHubError,
  type GitHubErrorDetails,
  type GitHubLooks,
  type GitHubWriter,
} from '@valine/github';
import { type FakeRepository, fakeRepository } from '@valine/testing';
import type { Engine } from '../../engine/engine.ts';
import { type Invocation, type PortFaultEffect, TIMEOUT_MS } from '../../engine/invocations.ts';
import type { CallFault } from '../../faults.ts';
import { createGitHubLimits, type GitHubLimits } from '../../invariants/github-limits.ts';

export type SimRepository = {
  /** The port, as one invocation has it. */
  portsOf(invocation: Invocation): { writer: GitHubWriter; looks: GitHubLooks; actions: GitHubActions };
  /** What there is, without faults. */
  repository: FakeRepository;
};

/** Told of a Retry-After. */
type Limited = (seconds: number) => void;
type Faults = Partial<Record<CallFault, PortFaultEffect>>;

export function createSimRepository(engine: Engine): SimRepository {
  const repository = fakeRepository(engine.timeline);
  const limits = createGitHubLimits(engine.report, engine.timeline.now);
  return {
    repository,
    portsOf: (by) => ({
      writer: throughPort({ engine, by, limits }, repository.writer, writingFaults, (made) => made),
      looks: throughPort({ engine, by, limits }, repository.looks, readingFaults, (found) => listed(engine, found)),
      actions: throughPort({ engine, by, limits }, repository.actions, readingFaults, (found) => listed(engine, found)),
    }),
  };
}

/** Every method of `port`, as a call that may meet a fault. */
function throughPort<Port extends object>(
  { engine, by, limits }: { engine: Engine; by: Invocation; limits: GitHubLimits },
  port: Port,
  faultsOf: (engine: Engine, operation: string, limited: Limited) => Faults,
  seen: (answer: unknown) => unknown,
): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      const operation = String(name);
      return (...given: unknown[]) => {
        const call = `${operation} ${JSON.stringify(given)}`;
        if (by.alive) limits.called(call);
        return engine.invocations.call<unknown>(by, {
          operation: `github.${operation}`,
          detail: () => call.slice(operation.length + 1, 200),
          act: async () => seen(await method(...given)),
          latencyMs: [60, 900],
          faults: faultsOf(engine, operation, (seconds) => limits.limited(call, by, seconds)),
          frozen: () => new GitHubError({ operation, reason: 'unavailable' }),
        });
      };
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

function readingFaults({ random }: Engine, operation: string, limited: Limited): Faults {
  return {
    refused: fails(operation, { reason: 'unavailable', status: 500 }),
    'no-answer': fails(operation, { reason: 'unavailable' }, TIMEOUT_MS),
    'not-found': fails(operation, { reason: 'not_found', status: 404 }),
    unauthorized: fails(operation, { reason: 'unauthorized', status: 401 }),
    'rate-limited': {
      acts: 'not',
      error() {
        const retryAfterSeconds = random.int(1, 90);
        limited(retryAfterSeconds);
        return new GitHubError({ operation, reason: 'rate_limited', status: 429, retryAfterSeconds });
      },
    },
  };
}

function writingFaults(engine: Engine, operation: string, limited: Limited): Faults {
  const outage = fails(operation, { reason: 'unavailable', status: 502 });
  const silence = fails(operation, { reason: 'unavailable' }, TIMEOUT_MS);
  return {
    ...readingFaults(engine, operation, limited),
    'refused-after': { ...outage, acts: 'now' },
    'lost-answer': { ...silence, acts: 'now' },
    late: { ...silence, acts: 'late' },
  };
}
