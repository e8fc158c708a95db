/** `/verify-latest`: is what was deployed last in order? */
import { defineCommand } from '../define-command.ts';

export const verifyLatest = defineCommand({
  name: 'verify-latest',
  description: 'Verify the latest Client Deploy, or a given run of it',
  details:
    'Looks at how the latest run of Client Deploy ended and how long its steps took, then asks the site and the API. A run that is still going is followed to its end first. With `diagnose:true` a diagnose is started afterwards.',
  access: 'everyone',
  private: false,
  options: {
    run_url: {
      kind: 'text',
      description: 'Address or number of the run to verify (default: the latest)',
      required: false,
      maxLength: 300,
      completes: 'workflow-runs',
    },
    diagnose: {
      kind: 'boolean',
      description: 'Start a diagnose afterwards (operators; default: no)',
      required: false,
      access: 'operator',
    },
  },
});
