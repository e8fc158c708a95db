/** `/link`: ties a person on Discord to an account on GitHub. */
import { defineCommand } from '../define-command.ts';

export const link = defineCommand({
  name: 'link',
  description: 'Tie yourself to your account on GitHub, so that both are known as one person',
  details:
    'Shows what to do, to you alone; you confirm it here and, by a comment, on GitHub, within a quarter of an hour. It gives no rights. With `direct_messages`, whoever is linked has their turns told directly, or in the thread again. An admin gives `person` and `login` to link somebody by hand, where no GitHub App is used.',
  access: 'everyone',
  private: true,
  options: {
    person: { kind: 'user', description: 'Whom to link by hand', required: false, access: 'admin' },
    login: { kind: 'text', description: 'Their login on GitHub', required: false, maxLength: 39, access: 'admin' },
    direct_messages: {
      kind: 'boolean',
      description: 'Tell me in a direct message when it is my turn',
      required: false,
    },
  },
});
