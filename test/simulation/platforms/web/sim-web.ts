/** The web beyond the platforms: names that resolve, and endpoints that answer, hang, fail or say something else. */
import type { Probe, ProbeAnswer, ProbeProblem, Resolver } from '@valine/safe-http';
import type { Engine } from '../../engine/engine.ts';
import type { Invocation } from '../../engine/invocations.ts';
import { createRandom } from '../../engine/random.ts';
import type { Outside } from '../outside.ts';
import { pageOf, SITE_STATES, type SiteState } from './site.ts';

export type SimWeb = {
  /** The ports, as one invocation has them. */
  portsOf(invocation: Invocation): { probe: Probe; resolver: Resolver };
  /** When a page was given out as it should be. Epoch milliseconds. */
  wellAt: readonly number[];
};

const ADDRESSES = new Map([
  ['app.example.com', '93.184.216.34'],
  ['api.example.com', '93.184.216.35'],
  ['canary-given.example.com', '93.184.216.36'],
  ['inside.example.com', '10.0.0.9'],
]);
/** A state of the site lasts so long. */
const SPELL_MS = 10 * 60_000;

/** `outside`: whether the site has bad days at all. */
export function createSimWeb(engine: Engine, outside: Outside): SimWeb {
  const stateNow = (): SiteState => {
    if (outside !== 'drawn') return 'up';
    return createRandom(engine.seed, `site ${Math.floor(engine.timeline.now() / SPELL_MS)}`).pick(SITE_STATES);
  };
  const wellAt: number[] = [];
  const seen = (url: string, maxBytes: number) => {
    const state = stateNow();
    if (state === 'up') wellAt.push(engine.timeline.now());
    else engine.coverage.met('probe.get', state);
    const { status, headers, text } = pageOf(url, state);
    return answerOf(url, status, headers, text.slice(0, maxBytes));
  };
  return {
    wellAt,
    portsOf: (by) => ({ probe: probeOf(engine, seen, by), resolver: resolverOf(engine, by) }),
  };
}

type Seen = ProbeAnswer | ProbeProblem;

/** A probe never throws: what a fault throws becomes its answer. */
class Unanswered extends Error {
  readonly seen: Seen;
  constructor(seen: Seen) {
    super('no page');
    this.seen = seen;
  }
}

function probeOf(engine: Engine, seen: (url: string, maxBytes: number) => ProbeAnswer, by: Invocation): Probe {
  return {
    async get(url, { withinMs, maxBytes }) {
      const silence = () => new Unanswered({ problem: 'timeout', detail: 'It did not answer in time.', ms: withinMs });
      const failing = () => new Unanswered(answerOf(url, 500, {}, 'oops'));
      try {
        return await engine.invocations.call<Seen>(by, {
          operation: 'probe.get',
          detail: () => url,
          act: () => seen(url, maxBytes),
          latencyMs: [20, 700],
          faults: {
            refused: { acts: 'not', error: failing },
            'no-answer': { acts: 'not', error: silence, afterMs: withinMs },
          },
          frozen: silence,
        });
      } catch (error) {
        if (error instanceof Unanswered) return error.seen;
        throw error;
      }
    },
  };
}

function answerOf(finalUrl: string, status: number, headers: Record<string, string>, text: string): ProbeAnswer {
  return { status, headers, body: Buffer.from(text), truncated: false, ms: 40, finalUrl };
}

/** What is not among the documentation's example names has no address. */
function resolverOf(engine: Engine, by: Invocation): Resolver {
  const unknown = () => new Error('getaddrinfo ENOTFOUND');
  return {
    resolve: (hostname) =>
      engine.invocations.call(by, {
        operation: 'resolver.resolve',
        detail: () => hostname,
        latencyMs: [5, 60],
        frozen: unknown,
        faults: {
          refused: { acts: 'not', error: unknown },
          'no-answer': { acts: 'not', error: unknown, afterMs: 5000 },
        },
        act() {
          const address = ADDRESSES.get(hostname);
          if (address === undefined) throw unknown();
          return [address];
        },
      }),
  };
}
