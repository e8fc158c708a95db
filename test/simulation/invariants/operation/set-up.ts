/** What is wrong with how GitHub and Discord are set up: told once per turn, after two looks in a row, and as it stands. */
import { NotifyMessage, SetUpObserved } from '@valine/contracts';
import { SET_UP_IDS } from '@valine/records';
import { BREAKABLE } from '@valine/testing';
import type { World } from '../../world.ts';

type Told = 'good' | 'bad';

export function checkSetUp(world: World): void {
  const { engine, store, setUp } = world;
  if (store.get('set-up', SET_UP_IDS.github) === undefined) return;
  const turns = turnsOf(world);
  const looks = looksOf(world);
  for (const check of BREAKABLE) {
    const told = turns.filter((turn) => turn.check === check).map(({ is }) => is);
    if (told.length > 0) engine.coverage.sometimes(`the set-up has turned ${told.at(-1)}`);
    told.forEach((is, index) => {
      if (is !== (index % 2 === 0 ? 'bad' : 'good')) engine.report('what turns is told once', `${check}: ${told}`);
    });
    for (const is of ['good', 'bad'] as const) checkSeenTwice(world, `${check} ${is}`, told, looks, is);
    const stands = setUp.broken.has(check) ? 'bad' : 'good';
    if ((told.at(-1) ?? 'good') !== stands)
      engine.report('what the team knows is so', `${check} is ${stands}: ${told}`);
  }
}

/** Two looks of different slots for each turn. */
function checkSeenTwice(
  { engine }: World,
  what: string,
  told: readonly Told[],
  looks: ReadonlyMap<string, ReadonlySet<string>>,
  is: Told,
): void {
  const seen = looks.get(what)?.size ?? 0;
  const turned = told.filter((each) => each === is).length;
  if (turned * 2 > seen) engine.report('one look is not enough', `${what}: told ${turned} times, seen ${seen} times`);
}

function turnsOf({ chronicle }: World): { check: string; is: Told }[] {
  const sent = [...chronicle.sent.notify.keys()].map((text) => NotifyMessage.parse(JSON.parse(text)));
  const lines = sent
    .filter((message) => message.type === 'message.shown')
    .filter(({ key }) => key.startsWith('set-up:'))
    .flatMap(({ message }) => message.card?.lines ?? []);
  return lines.map((line) => ({
    check: /`([\w.-]+)`/.exec(line)?.[1] ?? '',
    is: line.startsWith('🔴') ? 'bad' : 'good',
  }));
}

/** Slots by check and what was seen. */
function looksOf({ chronicle }: World): Map<string, Set<string>> {
  const looks = new Map<string, Set<string>>();
  for (const text of chronicle.sent.dispatch.keys()) {
    const { data } = SetUpObserved.safeParse(JSON.parse(text));
    for (const { check, is } of data?.findings ?? []) {
      const what = `${check} ${is}`;
      looks.set(what, (looks.get(what) ?? new Set()).add(data?.slot ?? ''));
    }
  }
  return looks;
}
