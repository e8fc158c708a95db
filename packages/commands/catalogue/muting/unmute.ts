/** `/unmute`: ends what `/mute` began. */
import { defineCommand } from '../../define-command.ts';

export const unmute = defineCommand({
  name: 'unmute',
  description: 'Let a notification rule, a run or a task be heard again',
  details: 'What a rule has held is told at once, together, unless its quiet hours hold it.',
  access: 'operator',
  private: false,
  options: {
    what: {
      kind: 'text',
      description: 'The name of a rule, or the id of a run or of a task: type the number of its issue',
      required: true,
      maxLength: 40,
      completes: 'mutable',
    },
  },
});
