/** `/ship`: ends a plan and sums it up. */
import { defineCommand } from '../define-command.ts';

export const ship = defineCommand({
  name: 'ship',
  description: 'Finish a plan and post its summary',
  details:
    'Completes the plan when every task is done. If some are not, lists them with the reason and asks before it ends the plan without them.',
  access: 'operator',
  private: false,
  options: {
    run_id: {
      kind: 'text',
      description: 'The plan to finish',
      required: true,
      maxLength: 64,
      completes: 'active-runs',
    },
  },
});
