import { describe, expect, it } from 'vitest';
import { parseLine } from './parse-line.ts';

describe('a line at the prompt', () => {
  it.each([
    ['  ', { do: 'nothing' }],
    [' /plan label:ready ', { do: 'command', text: '/plan label:ready' }],
    ['!press Approve', { do: 'press', label: 'Approve' }],
    ['!press "Ship anyway" 3', { do: 'press', label: 'Ship anyway', message: 3 }],
    ['!choose #8 12', { do: 'choose', values: ['8', '12'] }],
    ['!press Ship anyway', { do: 'press', label: 'Ship anyway' }],
    ['!close 12', { do: 'close', issue: 12, reason: 'completed' }],
    ['!close #12 not_planned', { do: 'close', issue: 12, reason: 'not_planned' }],
    ['!reopen 12', { do: 'reopen', issue: 12 }],
    ['!label 12 ready', { do: 'label', issue: 12, label: 'ready' }],
    ['!unlabel 12 "two words"', { do: 'unlabel', issue: 12, label: 'two words' }],
    ['!open "A title" ready P1', { do: 'open', title: 'A title', labels: ['ready', 'P1'] }],
    ['!commit "A title"', { do: 'commit', title: 'A title', force: false }],
    ['!commit Fix force', { do: 'commit', title: 'Fix', force: true }],
    ['!as ada operator', { do: 'as', name: 'ada', operator: true }],
    ['!as ada', { do: 'as', name: 'ada', operator: true }],
    ['!as ada guest', { do: 'as', name: 'ada', operator: false }],
    ['!github down', { do: 'github', up: false }],
    ['!next-run', { do: 'next-run', wish: {} }],
    [
      '!next-run failure step:"S3 sync" seconds:0.5',
      { do: 'next-run', wish: { outcome: 'failure', step: 'S3 sync', seconds: 0.5 } },
    ],
    [
      '!next-run check:oidc check:api_health artifact:bomb queued-seconds:3',
      { do: 'next-run', wish: { failingChecks: ['oidc', 'api_health'], artifact: 'bomb', queuedSeconds: 3 } },
    ],
    ['!block 8 #3', { do: 'block', issue: 8, blocker: 3 }],
    ['!unblock 8 3', { do: 'unblock', issue: 8, blocker: 3 }],
    ['!archive on', { do: 'archive', on: true }],
    ['!ready 8', { do: 'ready', number: 8 }],
    ['!draft #8', { do: 'draft', number: 8 }],
    ['!review 8 changes', { do: 'review', number: 8, judgement: 'changes' }],
    ['!checks 8 pass', { do: 'checks', number: 8, outcome: 'pass' }],
    ['!checks 8 fail "unit tests"', { do: 'checks', number: 8, outcome: 'fail', check: 'unit tests' }],
    ['!conflict 8', { do: 'conflict', number: 8 }],
    ['!push 8 "Work on it"', { do: 'push', number: 8, title: 'Work on it' }],
    ['!merge 8', { do: 'merge', number: 8, method: 'squash' }],
    ['!protect off', { do: 'protect' }],
    [
      '!protect approvals:2 check:"unit tests" check:lint',
      {
        do: 'protect',
        protection: {
          requiredApprovals: 2,
          requiredChecks: ['unit tests', 'lint'],
          upToDate: false,
          mergeQueue: false,
        },
      },
    ],
    ['!lose-next-dispatch', { do: 'lose-next-dispatch' }],
    ['!webhooks off', { do: 'webhooks', on: false }],
    ['!polling on', { do: 'polling', on: true }],
    ['!site down health', { do: 'site', part: 'health', fault: 'down' }],
    ['!site up', { do: 'site', fault: 'none' }],
    ['!redeliver', { do: 'redeliver' }],
    ['!state', { do: 'state' }],
  ])('%j', (line, action) => {
    expect(parseLine(line)).toEqual(action);
  });

  it.each([
    ['hello', 'Commands start with / and actions with !. !help lists them.'],
    ['!dance', 'There is no !dance. !help lists what there is.'],
    ['!press', 'It is written !press Approve [3]'],
    ['!choose', 'It is written !choose 8 12'],
    ['!as', 'It is written !as ada [operator|guest]'],
    ['!close soon', 'It is written !close 8 [completed|not_planned|duplicate]'],
    ['!close 8 tired', 'It is written !close 8 [completed|not_planned|duplicate]'],
    ['!label 8', 'It is written !label 8 ready'],
    ['!block 8', 'It is written !block 8 3'],
    ['!archive', 'It is written !archive on|off'],
    ['!ready soon', 'It is written !ready 8'],
    ['!conflict 8 now', 'It is written !conflict 8'],
    ['!review 8 maybe', 'It is written !review 8 approve|changes|comment'],
    ['!checks 8', 'It is written !checks 8 pass|fail|start ["unit tests"]'],
    ['!merge 8 octopus', 'It is written !merge 8 [squash|merge|rebase]'],
    ['!protect', expect.stringContaining('It is written !protect')],
    ['!protect approvals:many', expect.stringContaining('or !protect off')],
    ['!github sideways', 'It is written !github down|up'],
    ['!next-run soon', expect.stringContaining('It is written !next-run [success|failure|cancelled]')],
    ['!next-run check:nothing', expect.stringContaining('It is written !next-run')],
    ['!webhooks maybe', 'It is written !webhooks off|on'],
    ['!site down', expect.stringContaining('It is written !site down|hang')],
    ['!commit', 'It is written !commit "title" [force]'],
    ['!open', 'It is written !open "title" [ready P1 …]'],
  ])('%j is a mistake, with how it is written', (line, message) => {
    expect(parseLine(line)).toEqual({ do: 'mistake', message });
  });
});
