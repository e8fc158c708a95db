/** `/status`: how things stand. */
import { defineCommand } from './define-command.ts';

export const status = defineCommand({
  name: 'status',
  description: 'Show how things stand: one run, or all active ones',
  details:
    'With a run id: its state, each task, who approved it, and links; the record is compared with GitHub on the way. Without one: the active plans.',
  access: 'everyone',
  private: false,
  queue: 'dispatch',
  options: {
    run_id: { kind: 'text', description: 'The run to show', required: false, maxLength: 64, completes: 'runs' },
    count: { kind: 'integer', description: 'How many runs to list (default: 2)', required: false, min: 1, max: 3 },
  },
});
