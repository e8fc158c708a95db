/** Breakages of who is who: what binds somebody, whose approval counts, and who is told that it is their turn. */
import type { Mutant } from '../../mutant.ts';

const ATTEMPT = 'services/dispatcher/identity/attempt/decide.ts';
const BIND = 'packages/records/binding/decide.ts';
/** The store looks at it once more. */
const LEGAL = 'packages/records/kinds/link-attempt.ts';
const HELD = 'services/dispatcher/plans/held/held.ts';

export const IDENTITY_MUTANTS: readonly Mutant[] = [
  {
    name: 'an account consents to whomever it names',
    why: 'who was talked into one code is bound to another person',
    file: ATTEMPT,
    replace: "if (command.name !== attempt.username.toLowerCase()) return { verdict: 'other_name' };",
    by: '',
    family: 'identity',
    seeds: 200,
  },
  {
    name: 'nobody need press Confirm',
    why: 'somebody is bound who has looked at nothing',
    file: ATTEMPT,
    replace: 'account !== undefined && confirmed?.accountId === account.id && consent',
    by: 'account !== undefined && consent',
    also: [{ file: LEGAL, replace: 'next.confirmed?.accountId === account && ', by: '' }],
    family: 'identity',
  },
  {
    name: 'anybody may press Confirm',
    why: 'who has seen the screen of somebody else binds them',
    file: ATTEMPT,
    replace:
      "if (personId !== attempt.person.id) return { verdict: 'not_requester' };\n  if (isLinkEnded(attempt)) return { verdict: 'link_decided' };\n  if (newest",
    by: "if (isLinkEnded(attempt)) return { verdict: 'link_decided' };\n  if (newest",
    family: 'identity',
  },
  {
    name: 'who enters the code need not be who consents',
    why: 'a code that is forwarded binds the account of a victim',
    file: ATTEMPT,
    replace: 'return isAgreed ? {',
    by: 'return isAgreed || (account && confirmed && consent) ? {',
    also: [
      {
        file: ATTEMPT,
        replace:
          "if (attempt.account !== undefined && attempt.account.id !== senderId) return { verdict: 'other_account' };",
        by: '',
      },
      { file: LEGAL, replace: ' && next.consent?.accountId === account;', by: ' && next.consent !== undefined;' },
    ],
    family: 'identity',
    seeds: 340,
  },
  {
    name: 'what an account said before it untied itself counts',
    why: 'who was talked into something is bound again by a message that comes late',
    file: BIND,
    replace: "if (consentAt <= (account?.untied?.at ?? 0)) return { verdict: 'consent_withdrawn' };",
    by: '',
    family: 'identity',
    seeds: 620,
  },
  {
    name: 'who wrote it approves it',
    why: 'nobody else has looked at what goes live',
    file: 'services/dispatcher/tasks/approvals/look-at.ts',
    replace: 'new Map([...opener, ...told, ...accounts]',
    by: 'new Map([...opener, ...told]',
    family: 'identity',
    seeds: 40,
  },
  {
    name: 'our empty commit takes other eyes',
    why: 'a team of two cannot ship: who has the issue is named by it, and may not approve what the other wrote',
    file: 'services/dispatcher/tasks/approvals/written-by.ts',
    replace: '!ours.empty.includes(commit.sha) && !isUpdate',
    by: '!isUpdate',
    family: 'identity',
    seeds: 40,
  },
  {
    name: 'a clean pull request is merged without other eyes',
    why: 'GitHub asks for nobody where no rule of its own does',
    file: 'services/dispatcher/tasks/ship/look.ts',
    replace: '!byAgent && !ports.settings.fourEyes) return { pull };',
    by: '!byAgent) return { pull };',
    family: 'identity',
  },
  {
    name: 'two accounts on Discord are two people',
    why: 'who asked for a plan approves it from their other account',
    file: 'services/dispatcher/plans/approve/decide.ts',
    replace: 'return a.id === b.id || ',
    by: 'return a.id === b.id || logins.length > 9 && ',
    family: 'identity',
    seeds: 420,
  },
  {
    name: 'whoever is still to act is called with each line',
    why: 'people switch off what calls them for nothing',
    file: HELD,
    replace: 'return peopleOnLine(task).filter((id) => !known.includes(id));',
    by: 'return known.length > 9 ? known : peopleOnLine(task);',
    family: 'identity',
    seeds: 220,
  },
  {
    name: 'who is told directly is called besides',
    why: 'whoever asked for quiet is notified twice of each turn',
    file: 'services/dispatcher/people/called.ts',
    replace: '!alone.has(directId(personId, line.id))',
    by: '!alone.has(personId)',
    family: 'identity',
    seeds: 60,
  },
  {
    name: 'closed direct messages are silence',
    why: 'nobody tells somebody that it is their turn',
    file: 'services/notifier/create-notifier.ts',
    replace: 'place.instead === undefined || directRefused === undefined) return showing;',
    by: 'place.instead === undefined || directRefused !== undefined) return showing;',
    family: 'identity',
    seeds: 60,
  },
  {
    name: 'a turn is told before others though its person takes direct messages',
    why: 'everybody reads what was meant for one',
    file: 'services/notifier/create-notifier.ts',
    replace: 'place.instead === undefined || directRefused === undefined) return showing;',
    by: 'place.instead === undefined) return showing;',
    family: 'identity',
    seeds: 30,
  },
  {
    name: 'a direct message goes to somebody else',
    why: 'what is meant for one person is read by another',
    file: 'services/notifier/write-message.ts',
    replace: 'discord.openDirect(step.personId)',
    by: 'discord.openDirect(step.personId + step.personId)',
    family: 'identity',
    seeds: 60,
  },
];
