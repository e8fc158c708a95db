/** What notification rules tell: each thing that a rule is about once, nothing else, and nothing is lost in the end. */
import { GitHubHappened, Notification } from '@valine/contracts';
import type { World } from '../../world.ts';

type Ran = { run: string; conclusion: string | undefined; isBad: boolean; isOnMain: boolean };

export function checkRules(world: World): void {
  const { engine } = world;
  const ran = ransOf(world);
  const told = toldBy(world);
  for (const [rule, runs] of told)
    for (const run of new Set(runs)) {
      const times = runs.filter((each) => each === run).length;
      if (times > 1) engine.report('a rule tells each thing once', `${rule}: run ${run} ${times} times`);
    }
  for (const { run, isBad, isOnMain } of ran) {
    expectTold(world, told, 'all', run, isOnMain);
    expectTold(world, told, 'failures', run, isOnMain && isBad);
    if (!isOnMain) expectTold(world, told, 'changes', run, false);
  }
  checkNewest(world, ran, told.get('changes') ?? []);
  if (world.store.get('rule', 'changes') !== undefined) engine.coverage.sometimes('a rule has held something');
  if (world.store.get('rule', 'all') !== undefined) engine.coverage.sometimes('a rule was muted');
}

function expectTold({ engine }: World, told: Told, rule: string, run: string, isMeant: boolean): void {
  const isTold = told.get(rule)?.includes(run) ?? false;
  if (isTold === isMeant) return;
  engine.report(isMeant ? 'what a rule is about is told' : 'a rule tells nothing else', `${rule}: run ${run}`);
}

/** The team hears when main turns, and of nothing else; in the end it knows how the newest run went, whatever came when. */
function checkNewest({ engine }: World, ran: readonly Ran[], told: readonly string[]): void {
  const onMain = ran
    .filter(({ isOnMain, conclusion }) => isOnMain && conclusion !== 'cancelled')
    .toSorted((one, other) => Number(one.run) - Number(other.run));
  const newest = onMain.at(-1);
  const said = onMain.filter(({ run }) => told.includes(run));
  for (const [index, { isBad, run }] of said.entries())
    if (isBad !== (index % 2 === 0)) engine.report('a change is told, and nothing else', `run ${run}`);
  const last = said.at(-1);
  if (newest !== undefined && (last?.isBad ?? false) !== newest.isBad)
    engine.report('the team knows how the newest run went', `run ${newest.run}, last told ${last?.run}`);
}

/** What ingress has let in. */
function ransOf({ chronicle }: World): Ran[] {
  const runs = new Map<string, Ran>();
  for (const text of chronicle.sent.dispatch.keys()) {
    const { data } = GitHubHappened.safeParse(JSON.parse(text));
    if (data === undefined || chronicle.forged.has(text)) continue;
    const { branch, conclusion, order } = data.happening;
    const run = String(order?.id);
    runs.set(run, { run, conclusion, isBad: conclusion === 'failure', isOnMain: branch === 'main' });
  }
  return [...runs.values()];
}

type Told = Map<string, string[]>;

/** Runs by rule, from every message that was to be shown, each message once. */
function toldBy({ chronicle }: World): Told {
  const shown = [...chronicle.sent.notify.keys()].flatMap(
    (text) => Notification.safeParse(JSON.parse(text)).data ?? [],
  );
  const messages = new Map(shown.filter(({ key }) => /^(?:news|held):/.test(key)).map((each) => [each.key, each]));
  const told: Told = new Map();
  for (const { conversation, message } of messages.values()) {
    const rule = conversation.slice('rule:'.length);
    const lines = [message.content ?? '', ...(message.card?.lines ?? [])];
    const runs = lines.flatMap((line) => /\/runs\/(\d+)/.exec(line)?.[1] ?? []);
    told.set(rule, [...(told.get(rule) ?? []), ...runs]);
  }
  return told;
}
