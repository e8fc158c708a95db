/** `/approve`: somebody agrees with a proposed plan. */
import { defineCommand } from '../define-command.ts';

export const approve = defineCommand({
  name: 'approve',
  description: 'Approve a proposed plan and start its tasks',
  details: 'Counts your approval. With enough of them the plan moves to in progress and every task starts.',
  access: 'operator',
  private: false,
  options: {
    run_id: {
      kind: 'text',
      description: 'The plan to approve',
      required: true,
      maxLength: 64,
      completes: 'pending-runs',
    },
  },
});
