import { describe, expect, it } from 'vitest';
import { parseLine } from './parse-line.ts';

describe('a line at the prompt', () => {
  it.each([
    ['  ', { do: 'nothing' }],
    [' /plan label:ready ', { do: 'command', text: '/plan label:ready' }],
    ['!press Approve', { do: 'press', label: 'Approve' }],
    ['!press "Ship anyway" 3', { do: 'press', label: 'Ship anyway', message: 3 }],
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
    ['!as', 'It is written !as ada [operator|guest]'],
    ['!close soon', 'It is written !close 8 [completed|not_planned|duplicate]'],
    ['!close 8 tired', 'It is written !close 8 [completed|not_planned|duplicate]'],
    ['!label 8', 'It is written !label 8 ready'],
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
