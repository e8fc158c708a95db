/** `/ship`: ends a run and sums it up. */
import { defineCommand } from '../define-command.ts';

export const ship = defineCommand({
  name: 'ship',
  description: 'Finish a run and post its summary',
  details:
    'Completes the run when every task is done. If some are not, lists them with the reason and asks before it ends the run without them.',
  access: 'operator',
  private: false,
  options: {
    run_id: {
      kind: 'text',
      description: 'The run to finish',
      required: true,
      maxLength: 64,
      completes: 'active-runs',
    },
  },
});
