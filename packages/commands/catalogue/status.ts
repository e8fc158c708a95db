/** `/status`: how things stand. */
import { defineCommand } from '../define-command.ts';

export const status = defineCommand({
  name: 'status',
  description: 'Show how things stand: the last workflow runs and the active plans, or one of them',
  details:
    'Without an id: the last runs of Client Deploy and Diagnose on Demand, and the active plans. With the id of a plan: its state, each task, who approved it, and links; the record is compared with GitHub on the way. With that of a deploy, a diagnose or a verification: its message as it stands.',
  access: 'everyone',
  private: false,
  options: {
    run_id: {
      kind: 'text',
      description: 'The plan, deploy, diagnose or verification to show',
      required: false,
      maxLength: 64,
      completes: 'runs',
    },
    count: {
      kind: 'integer',
      description: 'How many runs of each workflow to list (default: 2)',
      required: false,
      min: 1,
      max: 3,
    },
  },
});
