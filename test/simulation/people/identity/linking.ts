/** Carries out what people do to be linked. */
import { enterCode, Refusal } from '@valine/github-model';
import type { World } from '../../world.ts';
import { commentBody, PEOPLE } from '../interaction-body.ts';
import type { Deed, LinkDeed } from '../step.ts';
import { ACCOUNTS } from './link-deeds.ts';

const LINKING: readonly Deed['do'][] = ['enter code', 'say link', 'confirm link', 'say unlink'];

export function isOfLinking(deed: Deed): deed is LinkDeed {
  return LINKING.includes(deed.do);
}

export function performLinking(world: World, deed: LinkDeed): void {
  const { links, engine, discordPeople } = world;
  if (deed.do === 'say unlink') {
    const commentId = say(world, deed.account, '/valine unlink');
    links.untied.push({ login: ACCOUNTS[deed.account] ?? ACCOUNTS[0], commentId, at: secondOf(world) });
    return;
  }
  const attempt = links.attempts[deed.attempt]?.id;
  if (attempt === undefined) return;
  switch (deed.do) {
    case 'enter code':
      enter(world, attempt, ACCOUNTS[deed.account] ?? ACCOUNTS[0]);
      break;
    case 'say link': {
      const name = (PEOPLE[deed.named] ?? PEOPLE[0]).name.toLowerCase();
      links.said.push({ attempt, login: ACCOUNTS[deed.account] ?? ACCOUNTS[0], name });
      say(world, deed.account, `/valine link ${name} ${attempt}`);
      break;
    }
    case 'confirm link': {
      const { id: personId } = PEOPLE[deed.by] ?? PEOPLE[0];
      discordPeople.press(`confirm-link:${attempt}`, deed.by, () => links.confirmed.push({ attempt, personId }));
    }
  }
  engine.trace.note('linking', () => `${attempt} ${JSON.stringify(deed)}`);
}

const LOOK_AGAIN_MS = 20_000;
const LOOKS = 10;

/** Whoever has the account waits until the screen shows a code. */
function enter(world: World, attempt: string, login: string, looks = LOOKS): void {
  const { engine, store, github, links } = world;
  const code = store.get('link-attempt', attempt)?.device?.userCode;
  if (code === undefined) {
    if (looks > 0) engine.timeline.after(LOOK_AGAIN_MS, () => enter(world, attempt, login, looks - 1));
    return;
  }
  try {
    enterCode(github.repository.model, code, login, engine.timeline.now());
    links.entered.push({ attempt, login });
  } catch (error) {
    // It was entered, or is over.
    if (!(error instanceof Refusal)) throw error;
  }
}

function say(world: World, account: number, body: string): number {
  const { github, announce } = world;
  const login = ACCOUNTS[account] ?? ACCOUNTS[0];
  const id = github.repository.people.comment(1, login, body);
  const said = { id, body, at: secondOf(world), login, isProgram: false };
  announce('issue_comment', commentBody('created', 1, undefined, said, 'acme/web'));
  return id;
}

/** GitHub dates what is said in whole seconds. */
function secondOf({ engine }: World): number {
  return Math.floor(engine.timeline.now() / 1000) * 1000;
}
