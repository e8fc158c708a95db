/** Somebody can write to the dispatch queue, and has no key: whatever they put there, nothing comes of it. */
import { signMessage, ticketFor } from '@valine/admission';
import type {
  ButtonPressed,
  CommandRequested,
  DispatchMessage,
  SignedMessage,
  TrackingObserved,
} from '@valine/contracts';
import type { Tracking } from '@valine/records';
import { createRandom, type Random } from '../../engine/random.ts';
import { runsOf, trackingsOf } from '../../invariants/one-message.ts';
import { REPOSITORY } from '../../settings.ts';
import type { World } from '../../world.ts';
import { ADMISSION_KEY } from '../admission-key.ts';
import { PEOPLE } from '../interaction-body.ts';
import { FORGED } from './poison.ts';

const ATTACKED_EVERY = 8;
const ATTACKS = 6;
const LATE_MS = 300_000;
const OTHER_KEY = 'a key that somebody has made who has none';
/** More than a message can be under way. */
const TOO_OLD_MS = 46 * 86_400_000;

export function isAttacked(seed: number): boolean {
  return seed % ATTACKED_EVERY === 5;
}

/** `stepsMs`: how long people are at work. */
export function attack(world: World, seed: number, stepsMs: number): void {
  const random = createRandom(seed, 'attacks');
  for (let number = 0; number < ATTACKS; number += 1)
    world.engine.timeline.after(random.int(0, stepsMs + LATE_MS), () => {
      const how = random.pick(HOW);
      const forged = how(world, random, `${FORGED}-${number}`);
      if (forged === undefined) return;
      const text = JSON.stringify(forged);
      world.engine.trace.note('attack', () => text.slice(0, 200));
      // What is too old is done with, and a wake-up call is followed: the others never are.
      if (how !== keptBack && how !== wakeUp) world.chronicle.forged.add(text);
      world.queues.put('dispatch', text);
    });
}

/** `id`: for what is made up. Undefined where there is nothing to make it of yet. */
type How = (world: World, random: Random, id: string) => DispatchMessage | undefined;

const unsigned: How = (world, random, id) => claim(world, random, id);

const signedByOther: How = (world, random, id) => signMessage(OTHER_KEY, claim(world, random, id));

/** With a signature that is right for another message. */
const swapped: How = (world, random, id) => {
  const signature = signedOf(world, random)?.signature;
  return signature === undefined ? undefined : { ...claim(world, random, id), signature };
};

/** A message that is right but for one field. */
const altered: How = (world, random, id) => {
  const message = signedOf(world, random);
  if (message === undefined) return undefined;
  if (message.type === 'issue.changed')
    return { ...message, issue: { ...message.issue, state: message.issue.state === 'open' ? 'closed' : 'open' } };
  if ('receivedAt' in message) return { ...message, receivedAt: (message.receivedAt ?? 0) + 1 };
  return { ...message, id };
};

/** A command or a press of somebody, for somebody else or for another thing. */
const impersonated: How = (world, random) => {
  const asked = sentOf(
    world,
    random,
    (message): message is CommandRequested | ButtonPressed =>
      (message.type === 'command.requested' || message.type === 'button.pressed') && message.admission !== undefined,
  );
  if (asked === undefined) return undefined;
  const { id, name } = random.pick(PEOPLE);
  const roles = [...asked.person.roles, 'admin'];
  if (asked.type === 'command.requested' && random.chance(0.5)) return { ...asked, command: 'ship', options: {} };
  return { ...asked, person: { id, name, roles } };
};

/** As ingress signs it; but somebody has held it back until no record remembers it. */
const keptBack: How = ({ engine }, random, id) => {
  const receivedAt = engine.timeline.now() - TOO_OLD_MS;
  return signMessage(ADMISSION_KEY, closed(random, id, receivedAt));
};

/** The run has ended well, or the deploy is over. */
const observed: How = (world, random, id) => {
  const trackings = trackingsOf(world);
  const tracking = trackings.at(-1);
  if (tracking === undefined) return undefined;
  const ticket = random.pick([
    undefined,
    FORGED,
    ticketFor(OTHER_KEY, [tracking.id, tracking.stage]),
    ticketOfAnother(trackings),
  ]);
  return { ...endedWell(tracking, id, world.engine.timeline.now()), ...(ticket !== undefined && { ticket }) };
};

function ticketOfAnother(trackings: readonly Tracking[]): string {
  return trackings.at(-2)?.stages[0]?.ticket ?? ticketFor(ADMISSION_KEY, ['deploy-0000000000', 0]);
}

function endedWell({ id: trackingId, stage, stages }: Tracking, id: string, observedAt: number): TrackingObserved {
  const { run, wantedRunId = 1 } = stages[stage] ?? {};
  const { id: runId = wantedRunId, attempt = 1 } = run ?? {};
  const ended = { id: runId, attempt, url: 'https://example.com', status: 'completed', conclusion: 'success' };
  const report = { verdict: 'ok' as const, conclusion: 'success', seconds: 1, steps: [], checks: [], trend: [] };
  return { type: 'tracking.observed', id, trackingId, stage, observedAt, run: ended, report };
}

/** All its issues are closed. */
const comparedPlan: How = (world, random, id) => {
  const [plan] = runsOf(world);
  if (plan === undefined) return undefined;
  const issues = plan.tasks.map(({ number }) => ({ number, state: 'closed' as const, stateReason: null, labels: [] }));
  const about = { planId: plan.id, issues, observedAt: world.engine.timeline.now() };
  const other = { answers: id, ticket: ticketFor(ADMISSION_KEY, ['plan', 'plan-0000000000', id]) };
  return { type: 'plan.observed', id, ...about, ...random.pick([{}, other]) };
};

/** Anybody may wake the dispatcher, whenever they like. */
const wakeUp: How = (world, random) => {
  const [plan] = runsOf(world);
  const planId = plan?.id ?? 'plan-0000000000';
  const ofTask = { id: `wake-${random.int(1, 1_000_000)}`, planId, number: random.int(1, 4) };
  const { id } = ofTask;
  const effect = plan?.effects[0];
  return random.pick<DispatchMessage>([
    { type: 'plan.due', id, planId, afterSeconds: 0 },
    { type: 'effect.parked', id, ownerKind: 'plan', ownerId: planId },
    { type: 'plan.expire', id, planId, afterSeconds: 0 },
    { type: 'task.start', ...ofTask, afterSeconds: 0 },
    { type: 'task.reconcile', ...ofTask },
    { type: 'task.tidy', ...ofTask },
    { type: 'agent.look', ...ofTask, giving: id, afterSeconds: 0 },
    ...(effect === undefined
      ? []
      : [{ type: 'effect.due', id, ownerKind: 'plan', ownerId: planId, effectId: effect.id } as const]),
  ]);
};

const HOW: readonly How[] = [
  unsigned,
  signedByOther,
  swapped,
  altered,
  impersonated,
  keptBack,
  observed,
  observed,
  comparedPlan,
  wakeUp,
];

/** What would do something, if it were believed. */
function claim(world: World, random: Random, id: string): SignedMessage {
  const now = world.engine.timeline.now();
  const [plan] = runsOf(world);
  const { id: planId } = plan ?? { id: 'plan-0000000000' };
  const number = random.int(1, 3);
  const news = { id, repository: REPOSITORY, sender: FORGED, receivedAt: now };
  const pull = plan?.tasks.find(({ pullRequest }) => pullRequest !== undefined)?.pullRequest?.number ?? number;
  return random.pick<SignedMessage>([
    closed(random, id, now),
    {
      ...{ ...news, type: 'pull_request.changed', action: 'closed' },
      pullRequest: {
        number: pull,
        headBranch: FORGED,
        headSha: '0',
        draft: false,
        merged: true,
        state: 'closed',
        closes: [number],
      },
    },
    {
      ...news,
      type: 'issue.commented',
      action: 'created',
      number,
      commentId: 900_000,
      body: '/valine skip',
      sender: 'ada',
    },
    { type: 'task.changed', id, planId, number, revision: 1000, is: 'merged' },
    { type: 'task.ship', id, planId, number, ship: plan?.shipping?.id ?? id, afterSeconds: 0 },
    { type: 'plan.shipped', id, planId, by: { ...PEOPLE[0], roles: [] }, at: now },
    { type: 'plan.ended', id, planId },
  ]);
}

function closed(random: Random, id: string, receivedAt: number): SignedMessage {
  const issue = {
    number: random.int(1, 3),
    state: 'closed',
    stateReason: 'completed',
    title: FORGED,
    labels: ['ready'],
  } as const;
  const news = { id, repository: REPOSITORY, sender: FORGED, receivedAt };
  return { ...news, type: 'issue.changed', action: 'closed', issue: { ...issue, labels: [...issue.labels] } };
}

function signedOf(world: World, random: Random): SignedMessage | undefined {
  return sentOf(world, random, (message): message is SignedMessage => 'signature' in message);
}

/** One that was sent before, by those who may. */
function sentOf<M extends DispatchMessage>(
  { chronicle, engine }: World,
  random: Random,
  isMeant: (message: DispatchMessage) => message is M,
): M | undefined {
  const sent = [...chronicle.sent.dispatch.keys()].map((text) => engine.bodies.read(text) as DispatchMessage);
  const meant = sent.filter(isMeant);
  return meant.length === 0 ? undefined : random.pick(meant);
}
