/** `/diagnose`: what is wrong with what is deployed? */
import { defineCommand } from '../define-command.ts';

export const diagnose = defineCommand({
  name: 'diagnose',
  description: 'Run Diagnose on Demand and report what it finds',
  details:
    'Starts the workflow Diagnose on Demand, follows it to its end, and reports every check with its evidence and what to do. Without addresses it checks those that the repository is configured with.',
  access: 'operator',
  private: false,
  options: {
    frontend_url: {
      kind: 'text',
      description: 'Address of the site to check (https)',
      required: false,
      maxLength: 2048,
    },
    api_base: {
      kind: 'text',
      description: 'Base address of the API to check (https); it is not shown again',
      required: false,
      hidden: true,
      maxLength: 2048,
    },
  },
});
