/** What the person reads at the terminal. */
import type { Step } from './step.ts';

const SIGNS = { done: '✓', waiting: '…', open: '→', asking: '?', person: '☞' } as const;

export function stepMessage({ is, title, says, ...more }: Step): string {
  const link = 'link' in more && more.link !== undefined ? `\n    ${more.link}` : '';
  return `${SIGNS[is]} ${title}: ${says}${link}`;
}

export function stepsMessage(steps: readonly Step[]): string {
  return steps.map(stepMessage).join('\n');
}

/** What may be left out is nothing that is left to do. */
export function isLeft(step: Step): boolean {
  return step.is !== 'done' && !(step.is === 'asking' && step.question.isOptional);
}

/** `failed`: why, by the id of the step. */
export function outcomeMessage(steps: readonly Step[], failed: ReadonlyMap<string, string>, remark: string): string {
  const left = steps.filter(isLeft);
  if (left.length === 0)
    return ['Everything is set up. Type /plan in Discord; valine doctor looks after it from now on.', remark]
      .filter(Boolean)
      .join('\n\n');
  const lines = left.map((step) => {
    const why = failed.get(step.id);
    return why === undefined ? stepMessage(step) : `✗ ${step.title}: ${why}`;
  });
  return [
    'Left to do:',
    ...lines,
    ...(remark === '' ? [] : ['', remark]),
    '',
    'Run valine setup again: it goes on from here.',
  ].join('\n');
}

export function dryRunMessage(steps: readonly Step[]): string {
  return `${stepsMessage(steps)}\n\nNothing was changed.`;
}

const ADVICE: Readonly<Record<string, string>> = {
  workflows:
    'An App has no permission to write workflow files, and shall not have it. Run again with GITHUB_SETUP_TOKEN, a token of your own with Contents, Pull requests and Workflows: read and write (gh auth token prints one); it is kept nowhere. Or copy packages/workflows/.github into the repository.',
  webhook:
    'Run again with GITHUB_SETUP_TOKEN, a token of your own with Webhooks: read and write, or make the webhook by hand (docs/integration-guide.md).',
  interactions:
    'Discord asks the address first: it must be reached from the internet, and the stage must run with this public key.',
  greeting: 'Let the bot write in the channel (channel, Edit, Permissions), or choose another.',
  commands: 'Add the bot to the server once more, with the scope applications.commands.',
};

export function deniedMessage(id: string, { message }: { message: string }): string {
  return [`${message}.`, ADVICE[id] ?? 'Try again in some minutes.'].join(' ');
}
