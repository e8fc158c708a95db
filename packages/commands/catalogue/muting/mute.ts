/** `/mute`: no new messages of a notification rule, a run or a task, for a while. */
import { defineCommand } from '../../define-command.ts';

export const mute = defineCommand({
  name: 'mute',
  description: 'Silence a notification rule, a run or a task for a while, or list what is muted',
  details:
    'What happens meanwhile notifies nobody: what a rule would have told is held and told together at the end, the card of a run is still edited, and new lines and replies, of the run or of the task alone, are left out and counted. Without `what` it lists what is muted, by whom, until when, and how much was held back.',
  access: 'operator',
  private: false,
  options: {
    what: {
      kind: 'text',
      description: 'The name of a rule, or the id of a run or of a task: type the number of its issue',
      required: false,
      maxLength: 40,
      completes: 'mutable',
    },
    hours: {
      kind: 'integer',
      description: 'For so many hours; left out: until somebody ends it',
      required: false,
      min: 1,
      max: 720,
    },
  },
});
