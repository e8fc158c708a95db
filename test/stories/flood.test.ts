/** Sixty verifications by three people in front of the end of a run: what the run has to say waits for none of them. */
import { stateOf } from '@valine/testing';
import { expect, it } from 'vitest';
import { openTeam } from './support/open-team.ts';
import { HELD, newestRun } from './support/work-on-github.ts';

const PEOPLE = ['ben', 'cleo', 'dan'];
const COMMANDS = 60;

it('one verification is made, the other people are pointed at it, and the run’s message comes within 10 s', async () => {
  const team = await openTeam();
  const { chat, github, settle } = team;
  github.nextRun(HELD);
  await chat.command('/diagnose');
  const asked: string[] = [];
  for (let index = 0; index < COMMANDS; index += 1)
    asked.push(await chat.send('/verify-latest', PEOPLE[index % PEOPLE.length]));
  const completedAt = Date.now();
  await github.finishRun(newestRun(github));
  await settle();
  expect(stateOf(chat.answer())).toBe('ok');
  expect(Date.now() - completedAt).toBeLessThan(10_000);
  const answers = asked.map((interactionId) => chat.answerTo(interactionId));
  expect(answers.filter((answer) => answer.includes('being verified already'))).toHaveLength(COMMANDS - 1);
  expect(answers.filter((answer) => answer.includes('Latest Client Deploy verified'))).toHaveLength(1);
});

it('a command that one person gives too often is refused, privately', async () => {
  const { chat, discord, settle } = await openTeam({ settings: { commandsPerMinute: 3 } });
  const sent = await Promise.all(Array.from({ length: 5 }, () => discord.command('/status', { as: 'ada' })));
  await settle();
  const said = sent.map(({ interactionId }) => chat.answerTo(interactionId));
  expect(said.filter((text) => text.includes('reason_code: too_many_commands'))).toHaveLength(2);
  expect(chat.channel()).toHaveLength(3);
});
