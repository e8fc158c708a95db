/** `/audit`: who asked for what. */
import { defineCommand } from '../../define-command.ts';

export const audit = defineCommand({
  name: 'audit',
  description: 'Show who did what, or was refused it: the newest first',
  details:
    'Every command, press, window and command in a comment, whether it was done or refused, and why. Without options the newest of all; `valine audit` in a terminal shows and exports the rest, and verifies that nothing was altered.',
  access: 'admin',
  private: true,
  options: {
    person: {
      kind: 'text',
      description: 'Whose: a mention, an id, a name, or a login on GitHub',
      required: false,
      maxLength: 100,
    },
    command: {
      kind: 'text',
      description: 'Which: a command, a button, or valine skip',
      required: false,
      maxLength: 100,
      completes: 'commands',
    },
    since: {
      kind: 'text',
      description: 'Since when: 30m, 2h, 7d, 4w or a day such as 2026-11-30 (UTC)',
      required: false,
      maxLength: 40,
    },
    before: {
      kind: 'integer',
      description: 'Only what is older than the entry of this number: the next page',
      required: false,
      min: 1,
      max: 1_000_000_000,
    },
  },
});
