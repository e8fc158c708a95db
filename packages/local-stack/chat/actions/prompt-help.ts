/** What `!help` prints. */
import { ACTION_USAGES as USAGES } from './action-usages.ts';

export function promptHelpMessage(): string {
  const lines: [string, string][] = [
    ['/command option:value option:"two words"', 'run a slash command (Tab completes)'],
    [USAGES.press, 'press a button: on the newest message that has it, or on message 3'],
    [USAGES.as, 'go on as somebody else, with or without the operator role'],
    ['!issues', 'the issues on GitHub'],
    [USAGES.open, 'open an issue, with labels'],
    [USAGES.close, 'close an issue (completed unless you say otherwise)'],
    [USAGES.reopen, 'open it again'],
    [USAGES.label, `add a label; ${USAGES.unlabel} takes it away`],
    ['!redeliver', 'GitHub sends its last webhook again'],
    [USAGES.github, 'GitHub answers 503 until it is up'],
    [
      '!next-run failure step:"S3 sync" seconds:9',
      'how the next workflow run goes (!next-run nonsense lists what can be said)',
    ],
    [USAGES.webhooks, 'GitHub’s webhooks are lost until they are on again'],
    [USAGES.polling, 'workflow runs answer 403 until it is on again'],
    ['!lose-next-dispatch', 'the next workflow is started, and the answer to it lost'],
    ['!site down health', 'a part of the site answers wrongly, until !site up'],
    ['!messages', 'everything in the channel, numbered'],
    ['!state', 'queues and runs'],
    ['!quit', 'stop (also Ctrl-D and Ctrl-C)'],
  ];
  const width = Math.max(...lines.map(([usage]) => usage.length)) + 2;
  return lines.map(([usage, meaning]) => `${usage.padEnd(width)}${meaning}`).join('\n');
}
