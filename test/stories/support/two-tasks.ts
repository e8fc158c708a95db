/** A plan of two tasks, of which something happens to the first: what people then read, and that the second is not harmed. */
import { openTeam, type Team, type TeamOptions } from './open-team.ts';
import { planIn } from './plan-in.ts';

const MINUTE_MS = 60_000;

/** `first` and `second`: numbers of their issues. */
export type TwoTasks = Team & { run: string; first: number; second: number };

/** Proposed; nobody has approved it. */
export async function proposedTwo(options: TeamOptions = {}): Promise<TwoTasks> {
  const team = await openTeam(options);
  const { run, numbers } = planIn(await team.chat.command('/plan limit:2'));
  const [first = 0, second = 0] = numbers;
  return { ...team, run, first, second };
}

/** Approved by Ben, and begun as far as GitHub lets it be. */
export async function begin({ chat, wait }: Team): Promise<void> {
  await chat.press('Approve', 'ben');
  await wait(MINUTE_MS);
}

/** Both worked on, ready, green and approved. */
export async function readyTwo(options: TeamOptions = {}): Promise<TwoTasks> {
  const two = await proposedTwo(options);
  await begin(two);
  for (const number of [two.first, two.second]) {
    two.github.pushToPull(number);
    two.github.markReady(number);
    two.github.reportChecks(number, 'pass', 'unit tests');
    two.github.reviewPull(number, 'approve', 'mara-k');
  }
  await two.wait(MINUTE_MS);
  return two;
}

/** What stands in the place of the answer once it is known what became of both. */
export async function ship({ chat, wait, run }: TwoTasks): Promise<string> {
  await chat.command(`/ship run_id:${run}`);
  await wait(2 * MINUTE_MS);
  return chat.answer();
}

/** The line of the card. */
export function lineOf({ chat, run }: TwoTasks, number: number): string {
  const lines = chat.message(`Plan ${run} •`).split('\n');
  return lines.find((line) => line.includes(`[#${number}]`)) ?? '(no line)';
}

/** The lines of the thread that say so. */
export function threadSays({ chat }: TwoTasks, text: string): string[] {
  return chat.thread().filter((line) => line.includes(text));
}

/** What an issue and its pull request are on GitHub. */
export function onGitHub({ github }: TwoTasks, number: number): string {
  const issue = github.issues().find((each) => each.number === number);
  if (issue === undefined) return 'gone';
  const labels = issue.labels.filter((name) => name === 'ready' || name === 'in-progress');
  return [issue.state, ...labels, github.openPulls().includes(number) ? 'pull request' : 'no pull request'].join(', ');
}
