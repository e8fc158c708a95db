/** `/unlink`: unties a person on Discord from their account on GitHub. */
import { defineCommand } from '../define-command.ts';

export const unlink = defineCommand({
  name: 'unlink',
  description: 'Untie yourself from your account on GitHub',
  details:
    'It holds at once, and what was under way links nothing any more. On GitHub the same is said by a comment: `/valine unlink`. An admin gives `person` to untie somebody else.',
  access: 'everyone',
  private: true,
  options: {
    person: { kind: 'user', description: 'Whom to untie', required: false, access: 'admin' },
  },
});
