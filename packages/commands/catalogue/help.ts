/** `/help`: what there is and who may run it. */
import { defineCommand } from '../define-command.ts';

export const help = defineCommand({
  name: 'help',
  description: 'What each command does and who may run it',
  details: 'Lists the commands; with a command, shows its options.',
  access: 'everyone',
  private: true,
  options: {
    command: {
      kind: 'text',
      description: 'The command to explain',
      required: false,
      maxLength: 32,
      completes: 'commands',
    },
  },
});
