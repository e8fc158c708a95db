/** `--tour`: a team's day from who is who to what is deployed, in lines that anybody could type at the prompt. */
import type { Line } from './run-exec.ts';

/** As the sandbox knows the person who types. */
const LOGIN = 'mara-k';

type Find = (printed: string) => string | undefined;

const issue = newest(/\[#(\d+)\]/g);
const plan = newest(/Plan (plan-\w+)/g);
const code = newest(/enter (\w{4}-\w{4})\./g);
const words = newest(/(\/valine link \S+ [0-9a-z]{5}-[0-9a-z]{5})/g);

/** Where there is nothing to name, as a code for somebody who is linked already, a line is left out. */
export const TOUR: readonly Line[] = [
  { says: 'The first of the issues labelled “ready” becomes a proposal.', line: () => '/plan limit:1' },
  { says: 'Who you are on GitHub: Discord shows a code, …', line: () => '/link', mayBeRefused: true },
  { says: '… you enter it on a page of GitHub, …', line: about(code, (it) => `!github ${LOGIN} enter ${it}`) },
  {
    says: '… say in a comment there whom you agree to be linked with, …',
    line: (printed) => about(words, (said) => `!say ${issue(printed)} ${said} as:${LOGIN}`)(printed),
  },
  { says: '… and confirm it here.', line: about(words, () => '!press Confirm') },
  { says: 'A colleague approves the plan.', line: about(plan, () => '!as ben') },
  { line: about(plan, () => '!press Approve') },
  { says: 'Somebody works on the pull request, and marks it as ready.', line: about(issue, (it) => `!push ${it}`) },
  { line: about(issue, (it) => `!ready ${it}`) },
  { says: 'What is ready is merged, and the day is summed up.', line: about(plan, (it) => `/ship run_id:${it}`) },
  { says: 'What was merged is deployed, and followed to its end.', line: () => '/deploy-client wait:true' },
];

/** What stands in the pattern’s group where it was printed last. */
function newest(pattern: RegExp): Find {
  return (printed) => [...printed.matchAll(pattern)].at(-1)?.[1];
}

function about(find: Find, line: (found: string) => string): Find {
  return (printed) => {
    const found = find(printed);
    return found === undefined ? undefined : line(found);
  };
}
