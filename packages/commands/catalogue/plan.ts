/** `/plan`: proposes a plan from open issues. */
import { defineCommand } from '../define-command.ts';

export const plan = defineCommand({
  name: 'plan',
  description: 'Propose a plan from the open issues with a label',
  details:
    'Collects the open issues with the label, most urgent first (P0 to P3, then the oldest), and posts them as a proposal to approve or discard. Issues of another open plan are left out.',
  access: 'operator',
  private: false,
  options: {
    label: {
      kind: 'text',
      description: 'Issues with this label are proposed (default: ready)',
      required: false,
      maxLength: 50,
    },
    limit: {
      kind: 'integer',
      description: 'At most this many issues (default: 25)',
      required: false,
      min: 1,
      max: 100,
    },
    include_planned: {
      kind: 'boolean',
      description: 'Also take issues that another open plan has already (default: no)',
      required: false,
    },
  },
});
