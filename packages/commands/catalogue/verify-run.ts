/** `/verify-run`: is what a given run deployed in order? */
import { defineCommand } from '../define-command.ts';

export const verifyRun = defineCommand({
  name: 'verify-run',
  description: 'Verify one run of Client Deploy',
  details: 'The same as `/verify-latest`, for the run you name by its number or its address on GitHub.',
  access: 'everyone',
  private: false,
  options: {
    run_id: {
      kind: 'text',
      description: 'Number or address of the run to verify',
      required: true,
      maxLength: 300,
      completes: 'workflow-runs',
    },
  },
});
