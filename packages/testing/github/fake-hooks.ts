/** GitHub's log of the deliveries of our webhook, and who takes them. */
import { type DeliveryAttempt, GitHubError, type HookDeliveries } from '@valine/github';
import { deliveriesPage, Refusal, redeliverable } from '@valine/github-model';

type About = Pick<DeliveryAttempt, 'guid' | 'event' | 'isRedelivery'> & Missable;
type Missable = Partial<Pick<DeliveryAttempt, 'guid' | 'event' | 'repositoryId' | 'at'>>;

export type FakeHooks = {
  /** The oldest first. */
  log: DeliveryAttempt[];
  /** What is answered to the delivery from now on; 202 unless told otherwise. */
  answer(guid: string): number;
  /** Something happens, and is delivered: its GUID. */
  deliver(more?: Missable): string;
  /** A try begins now, whose outcome comes later. */
  begin(about: About): (statusCode: number) => void;
  /** What was asked, in order: `page`, `page v1_7`, `redeliver 3`. */
  calls: string[];
  /** The next call fails so; several one after the other. */
  fail(...errors: GitHubError[]): void;
  hooks: { webhookUrl: string; connect(): Promise<HookDeliveries> };
};

const WEBHOOK_URL = 'https://valine.example.com/github/webhook';
const HOOK_ID = 7;

/** `of`: whose webhook it is. `redeliver`: sends it again, which it does itself at once unless told how. */
export function fakeHooks(
  clock: { now(): number },
  of: HookDeliveries['of'] = 'repository',
  redeliver?: (attempt: DeliveryAttempt) => void,
): FakeHooks {
  const errors: GitHubError[] = [];
  const call = (what: string) => {
    fake.calls.push(what);
    const error = errors.shift();
    if (error !== undefined) throw error;
  };
  let lastId = 0;
  const begin: FakeHooks['begin'] = (about) => {
    lastId += 1;
    const begun = { at: clock.now(), ...about, id: lastId };
    return (statusCode) => {
      const status = statusCode < 300 ? 'OK' : `Invalid HTTP Response: ${statusCode}`;
      fake.log.push({ ...begun, statusCode, status });
      fake.log.sort((one, other) => one.id - other.id);
    };
  };
  const attempt = (about: About) => begin(about)(fake.answer(about.guid));
  const deliveries: HookDeliveries = {
    of,
    async findHook(url) {
      call('findHook');
      return url === WEBHOOK_URL ? HOOK_ID : undefined;
    },
    async page(_hookId, cursor) {
      call(cursor === undefined ? 'page' : `page ${cursor}`);
      const { page, next } = deliveriesPage(fake.log, { perPage: 100, cursor });
      return { attempts: page, ...(next !== undefined && { next }) };
    },
    async redeliver(id) {
      call(`redeliver ${id}`);
      const found = redeliverableOr404(fake.log, id, clock.now());
      if (redeliver !== undefined) redeliver(found);
      else attempt({ ...found, at: clock.now(), isRedelivery: true });
    },
  };
  const fake: FakeHooks = {
    log: [],
    begin,
    answer: () => 202,
    calls: [],
    fail: (...more) => {
      errors.push(...more);
    },
    deliver({ guid = `guid-${lastId + 1}`, event = 'issues', at = clock.now(), ...more } = {}) {
      attempt({ guid, event, at, ...more, isRedelivery: false });
      return guid;
    },
    hooks: { webhookUrl: WEBHOOK_URL, connect: async () => deliveries },
  };
  return fake;
}

function redeliverableOr404(log: readonly DeliveryAttempt[], id: number, now: number): DeliveryAttempt {
  try {
    return redeliverable(log, id, now);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new GitHubError({ operation: 'redeliver', reason: 'not_found', status: error.status });
  }
}
