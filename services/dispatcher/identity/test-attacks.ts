/**
 * Worlds in which people forward, swap, replay and race their links, and functions die between any two calls: the decisions and the
 * writes of the real code on a store that keeps its conditions. Each word that somebody truly said is noted beside it.
 */
import type { DeviceAnswer } from '@valine/github/device-flow';
import { askDevice, beginDevice, emptyModel, enterCode, loginOfToken } from '@valine/github-model';
import {
  assertLegal,
  bind,
  type Change,
  changeRecord,
  isInForce,
  type LinkAttempt,
  openAttempt,
  type RecordStore,
  type StoredRecord,
  untieAccount,
  untiePerson,
} from '@valine/records';
import { type Decided, decideAnswer, decideBound, decideConfirm, decideConsent, decideDue } from './attempt/decide.ts';

const PEOPLE = ['1', '2', '3'];
const ACCOUNTS = [101, 102, 103];
const LIFE_MS = 780_000;
const nameOf = (person: string) => `name-${person}`;

class Died extends Error {}

export type Attack =
  | 'forwarded'
  | 'replayed'
  | 'somebody else confirms'
  | 'another account says it'
  | 'died'
  | 'at once'
  | 'older';
export type Outcome = { wrong: string[]; links: number; attacks: Map<Attack, number> };

/** One world of a seed. */
export async function attackWorld(seed: number): Promise<Outcome> {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const world = createWorld(random);
  const deeds: (() => Promise<void>)[] = [];
  const told = world.attacks;
  const draw = (): (() => Promise<void>) => {
    const attempt = world.attempts.at(-1 - Math.floor(random() * Math.min(3, world.attempts.length)));
    const person = pick(PEOPLE);
    const account = pick(ACCOUNTS);
    const kind = Math.floor(random() * 11);
    if (attempt === undefined || kind === 0) return world.begin(person, `t${world.attempts.length}`);
    if (attempt !== world.attempts.at(-1)) count(told, 'older');
    if (kind === 1) return world.untie(person, `u${deeds.length}`);
    if (kind === 2) return world.untieOnGitHub(account, `c${deeds.length}`);
    if (kind <= 4) {
      if (random() < 0.5) count(told, 'forwarded');
      return world.enter(attempt, account);
    }
    if (kind <= 6) {
      const by = random() < 0.8 ? attempt.person : person;
      if (by !== attempt.person) count(told, 'somebody else confirms');
      return world.confirm(attempt, by, random() < 0.2 ? account : undefined);
    }
    if (kind <= 8) {
      const name = random() < 0.8 ? attempt.person : person;
      if (random() < 0.3) count(told, 'another account says it');
      return world.consent(attempt, random() < 0.7 ? undefined : account, name, 1000 + deeds.length);
    }
    if (kind === 9 && deeds.length > 0) {
      count(told, 'replayed');
      return pick(deeds);
    }
    return world.due(attempt.id);
  };
  for (let step = 0; step < 40; step += 1) {
    const together = Array.from({ length: random() < 0.3 ? 3 : 1 }, draw);
    if (together.length > 1) count(told, 'at once');
    deeds.push(...together);
    await world.run(together);
    world.pass(random() < 0.03 ? LIFE_MS : 6000);
    for (const { id } of world.attempts.slice(-2)) await world.run([world.due(id)]);
    world.check();
  }
  return { wrong: world.wrong, links: world.links(), attacks: told };
}

function count(attacks: Map<Attack, number>, attack: Attack): void {
  attacks.set(attack, (attacks.get(attack) ?? 0) + 1);
}

type Known = { id: string; person: string; at: number };

function partsOf(random: () => number) {
  const records = new Map<string, StoredRecord>();
  const attacks = new Map<Attack, number>();
  const waiting: (() => void)[] = [];
  const said = new Set<string>();
  const untied = { people: new Map<string, number>(), accounts: new Map<number, number>() };
  const attempts: Known[] = [];
  const wrong: string[] = [];
  const linked = new Set<string>();
  const github = emptyModel('acme/web');
  const time = { now: 1_000_000 };
  const store = racingStore(records, waiting, random, () => count(attacks, 'died'));
  const change = <V>(id: string, decide: (attempt: LinkAttempt) => Decided<V>) =>
    changeRecord(store, 'link-attempt', id, (attempt): Change<'link-attempt', V | undefined> => {
      if (attempt === undefined) return { verdict: undefined };
      return decide(attempt);
    });
  const newest = async (person: string) => (await store.find('identity', person))?.attempt?.id;
  return {
    records,
    attacks,
    waiting,
    said,
    untied,
    attempts,
    wrong,
    linked,
    github,
    time,
    store,
    change,
    newest,
    random,
  };
}

type Parts = ReturnType<typeof partsOf>;

function createWorld(random: () => number) {
  const parts = partsOf(random);
  const { attacks, attempts, wrong, linked, time } = parts;
  return {
    ...{ attacks, attempts, wrong },
    links: () => linked.size,
    pass: (ms: number) => {
      time.now += ms;
    },
    ...startingOf(parts),
    ...sayingOf(parts),
    ...untyingOf(parts),
    ...dispatcherOf(parts),
    ...judgeOf(parts),
  };
}

function startingOf({ attempts, github, time, store }: Parts) {
  return {
    begin(person: string, id: string) {
      const at = time.now;
      attempts.push({ id, person, at });
      const code = beginDevice(github, { id: `${id}aaaaaaaa`, at });
      return async () => {
        if ((await store.find('link-attempt', id)) !== undefined) return;
        if ((await openAttempt(store, { attempt: id, personId: person, at })) !== 'open') return;
        await store.create(attemptOf({ id, person, at }, code.deviceCode));
      };
    },
    enter:
      ({ id }: Known, account: number) =>
      async () => {
        const device = github.devices?.find(({ deviceCode }) => deviceCode === `device-${id}aaaaaaaa`);
        if (device?.is === 'pending' && time.now < device.expiresAt)
          enterCode(github, device.userCode, String(account), time.now);
      },
  };
}

function sayingOf({ said, time, store, change, newest }: Parts) {
  return {
    confirm(known: Known, by: string, account: number | undefined) {
      const at = time.now;
      return async () => {
        const shown = account ?? (await store.find('link-attempt', known.id))?.account?.id ?? 0;
        said.add(`confirm ${known.id} ${by} ${shown}`);
        const last = await newest(known.person);
        await change(known.id, (each) => decideConfirm(each, last, { personId: by, accountId: shown, at }, time.now));
      };
    },
    consent(known: Known, account: number | undefined, name: string, commentId: number) {
      const at = time.now;
      return async () => {
        const found = await store.find('link-attempt', known.id);
        const senderId = account ?? found?.account?.id ?? ACCOUNTS[0] ?? 0;
        said.add(`consent ${known.id} ${senderId} ${name} ${at}`);
        const last = await newest(known.person);
        const command = { verb: 'link', name: nameOf(name), code: known.id } as const;
        const word = { command, commentId, senderId, sender: String(senderId), at };
        await change(known.id, (each) => decideConsent(each, last, word, time.now));
      };
    },
  };
}

function untyingOf({ untied, time, store }: Parts) {
  return {
    untie(person: string, by: string) {
      const at = time.now;
      return async () => {
        await untiePerson(store, { personId: person, by, at });
        untied.people.set(person, Math.max(at, untied.people.get(person) ?? 0));
      };
    },
    untieOnGitHub(account: number, by: string) {
      const at = time.now;
      return async () => {
        await untieAccount(store, { accountId: account, by, at, tell: () => [] });
        untied.accounts.set(account, Math.max(at, untied.accounts.get(account) ?? 0));
      };
    },
  };
}

function dispatcherOf({ github, time, store, change, waiting, wrong, random }: Parts) {
  return {
    due: (id: string) => async () => {
      const looked = await change(id, (attempt) => decideDue(attempt, time.now));
      const { record, verdict } = looked;
      if (record === undefined || verdict === undefined) return;
      if (verdict.is === 'ask') {
        const answer = ask(github, verdict.deviceCode, time.now);
        await change(id, (attempt) => decideAnswer(attempt, answer, time.now));
      }
      if (verdict.is !== 'bind' || record.account === undefined || record.consent === undefined) return;
      const { account, consent, person, requestedAt: at } = record;
      const why = await bind(store, { attempt: id, personId: person.id, account, at, consentAt: consent.at }, time.now);
      await change(id, (attempt) => decideBound(attempt, why, time.now));
    },
    /** All at once, in any order of their calls, until nobody waits. */
    async run(deeds: readonly (() => Promise<void>)[]): Promise<void> {
      let left = deeds.length;
      for (const deed of deeds)
        deed().then(
          () => {
            left -= 1;
          },
          (error: unknown) => {
            if (!(error instanceof Died)) wrong.push(String(error));
            left -= 1;
          },
        );
      while (left > 0) {
        const [next] = waiting.splice(Math.floor(random() * waiting.length), 1);
        next?.();
        await Promise.resolve();
      }
    },
  };
}

function judgeOf({ records, attempts, said, untied, wrong, linked }: Parts) {
  return {
    check(): void {
      const holders = new Map<number, string>();
      for (const identity of records.values()) {
        if (identity.kind !== 'identity' || identity.link === undefined) continue;
        const { attempt, account } = identity.link;
        const other = records.get(`account#${account.id}`);
        if (other?.kind !== 'account' || !isInForce(identity, other)) continue;
        linked.add(attempt);
        const known = attempts.find(({ id }) => id === attempt);
        const isMeant = known?.person === identity.id && said.has(`confirm ${attempt} ${identity.id} ${account.id}`);
        const consents = [...said].filter((word) =>
          word.startsWith(`consent ${attempt} ${account.id} ${identity.id} `),
        );
        const last = Math.max(...consents.map((word) => Number(word.split(' ').at(-1))));
        if (!isMeant) wrong.push(`${attempt} binds ${identity.id}, who has not confirmed ${account.id}`);
        if (consents.length === 0)
          wrong.push(`${attempt} binds ${account.id}, who has not consented to ${identity.id}`);
        if ((untied.people.get(identity.id) ?? 0) > (known?.at ?? 0))
          wrong.push(`${attempt} binds who was untied since`);
        if ((untied.accounts.get(account.id) ?? 0) > last) wrong.push(`${attempt} binds what was untied since`);
        if (holders.has(account.id)) wrong.push(`${account.id} is of two people`);
        holders.set(account.id, identity.id);
      }
    },
  };
}

function ask(github: ReturnType<typeof emptyModel>, deviceCode: string, now: number): DeviceAnswer {
  const stand = askDevice(github, deviceCode, now);
  if ('token' in stand) {
    const login = loginOfToken(github, stand.token) ?? '';
    return { is: 'authorized', account: { id: Number(login), login } };
  }
  if (stand.error === 'authorization_pending') return { is: 'pending' };
  if (stand.error === 'slow_down') return { is: 'slow down', intervalSeconds: stand.interval };
  return { is: stand.error === 'access_denied' ? 'denied' : stand.error === 'expired_token' ? 'expired' : 'lost' };
}

function attemptOf({ id, person, at }: Known, deviceCode: string): LinkAttempt {
  const device = { deviceCode, userCode: id, url: '', intervalSeconds: 5, pollAt: at + 5000 };
  const reply = { interactionId: id, applicationId: '', token: '', tokenExpiresAt: 0, channelId: '', private: true };
  const about = { person: { id: person, name: 'Ada' }, username: nameOf(person), device, reply };
  const times = { requestedAt: at, updatedAt: at, endsAt: at + LIFE_MS, expiresAt: at };
  return { kind: 'link-attempt', id, version: 1, state: 'waiting', ...about, ...times, outbox: [] };
}

const DEATH = 0.02;

/** Every call waits for its turn, and who makes it may die before it, or after it. */
function racingStore(
  records: Map<string, StoredRecord>,
  waiting: (() => void)[],
  random: () => number,
  died: () => void,
): RecordStore {
  const turn = () => new Promise<void>((resolve) => waiting.push(resolve));
  const mayDie = () => {
    if (random() >= DEATH) return;
    died();
    throw new Died();
  };
  const call = async <T>(act: () => T): Promise<T> => {
    await turn();
    mayDie();
    const done = act();
    mayDie();
    return done;
  };
  const put = (record: StoredRecord) => records.set(`${record.kind}#${record.id}`, record);
  const store: Pick<RecordStore, 'find' | 'create' | 'replace'> = {
    find: (kind, id) => call(() => records.get(`${kind}#${id}`)) as never,
    create: (record) =>
      call(() => {
        if (records.has(`${record.kind}#${record.id}`)) return 'exists';
        put(record);
        return 'created';
      }),
    replace: (previous, next) =>
      call(() => {
        assertLegal(previous, next);
        if (records.get(`${next.kind}#${next.id}`)?.version !== previous.version) return 'conflict';
        put(next);
        return 'replaced';
      }),
  };
  return store as RecordStore;
}

/** The same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
