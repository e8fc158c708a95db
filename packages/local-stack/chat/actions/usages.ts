/** How actions are written, and what `!help` prints. */

/** The actions that take something: an example of each, with optional parts in brackets. */

export const ACTION_USAGES = {
  press: '!press Approve [3] [text:"what is written in its window"]',
  choose: '!choose 8 12',
  as: '!as ada [operator|guest]',
  open: '!open "title" [ready P1 …]',
  commit: '!commit "title" [force]',
  close: '!close 8 [completed|not_planned|duplicate]',
  reopen: '!reopen 8',
  label: '!label 8 ready',
  unlabel: '!unlabel 8 ready',
  say: '!say 8 /valine status [as:eve]',
  comments: '!comments 8',
  agent: '!agent claude good|slow|silent|looping|hostile',
  model: '!model good|slow|down|limited|refusing|clumsy|babbling|hostile|plain|secretive',
  ready: '!ready 8',
  draft: '!draft 8',
  review: '!review 8 approve|changes|comment [as:jonas-w]',
  checks: '!checks 8 pass|fail|start ["unit tests"]',
  conflict: '!conflict 8',
  push: '!push 8 ["title"]',
  merge: '!merge 8 [squash|merge|rebase]',
  dequeue: '!dequeue 8 [checks|conflict|by-hand]',
  protect: '!protect [approvals:1] [check:"unit tests"] [up-to-date] [queue], or !protect off',
  block: '!block 8 3',
  unblock: '!unblock 8 3',
  archive: '!archive on|off',
  github: '!github down|up',
  'next-run':
    '!next-run [success|failure|cancelled] [step:"S3 sync"] [check:s3_read] [artifact:missing|broken|expired|bomb|none] [seconds:40] [queued-seconds:5]',
  webhooks: '!webhooks off|on',
  polling: '!polling off|on',
  site: '!site down|hang|stream|loop|wrong-type|cached|missing frontend|asset|health|hello, or !site up',
} as const;

export function promptHelpMessage(): string {
  const lines: [string, string][] = [
    ['/command option:value option:"two words"', 'run a slash command (Tab completes)'],
    [ACTION_USAGES.press, 'press a button: on the newest message that has it, or on message 3'],
    [ACTION_USAGES.choose, 'choose these in a list, and nothing else: on the newest message that has one'],
    [ACTION_USAGES.as, 'go on as somebody else, an operator (a role of OPERATOR_ROLE_IDS); a guest lacks it'],
    ['!issues', 'the issues on GitHub'],
    [ACTION_USAGES.open, 'open an issue, with labels'],
    [ACTION_USAGES.commit, 'commit to main; with force in the place of the newest commit'],
    [ACTION_USAGES.close, 'close an issue (completed unless you say otherwise)'],
    [ACTION_USAGES.reopen, 'open it again'],
    [ACTION_USAGES.label, `add a label; ${ACTION_USAGES.unlabel} takes it away`],
    [ACTION_USAGES.say, 'comment on an issue or a pull request; eve may not write to the repository'],
    [ACTION_USAGES.comments, 'what was said there, with its reactions'],
    [ACTION_USAGES.agent, 'how a coding agent of CODING_AGENTS does its next task'],
    ['!model hostile', 'how the language model is from now on, until !model good'],
    [ACTION_USAGES.block, `issue 8 waits for issue 3; ${ACTION_USAGES.unblock} ends that`],
    [ACTION_USAGES.archive, 'the repository can only be read until it is off'],
    [
      ACTION_USAGES.ready,
      `a pull request is ready, its own number or its issue’s; ${ACTION_USAGES.draft} makes it a draft`,
    ],
    [ACTION_USAGES.review, 'somebody reviews it'],
    [ACTION_USAGES.checks, 'its checks pass, fail or begin: all of them, or one'],
    [ACTION_USAGES.push, `a commit on its branch; ${ACTION_USAGES.conflict} makes it conflict until then`],
    [ACTION_USAGES.merge, 'somebody merges it, if GitHub lets them'],
    [ACTION_USAGES.dequeue, 'it leaves the merge queue, into which /ship puts it after !protect queue'],
    ['!protect approvals:1 check:"unit tests"', 'what a merge into main needs, until !protect off'],
    ['!redeliver', 'GitHub sends its last webhook again'],
    [ACTION_USAGES.github, 'GitHub answers 503 until it is up'],
    [
      '!next-run failure step:"S3 sync" seconds:9',
      'how the next workflow run goes (!next-run nonsense lists what can be said)',
    ],
    [ACTION_USAGES.webhooks, 'GitHub’s webhooks are lost until they are on again'],
    [ACTION_USAGES.polling, 'workflow runs answer 403 until it is on again'],
    ['!lose-next-dispatch', 'the next workflow is started, and the answer to it lost'],
    ['!site down health', 'a part of the site answers wrongly, until !site up'],
    ['!messages', 'everything in the channel, numbered'],
    ['!state', 'queues and runs'],
    ['!quit', 'stop (also Ctrl-D, and Ctrl-C on an empty line)'],
  ];
  const width = Math.max(...lines.map(([usage]) => usage.length)) + 2;
  return lines.map(([usage, meaning]) => `${usage.padEnd(width)}${meaning}`).join('\n');
}
