/** `/deploy-client`: ships the client. */
import { defineCommand } from '../define-command.ts';

export const deployClient = defineCommand({
  name: 'deploy-client',
  description: 'Start Client Deploy, and follow it to its end',
  details:
    'Starts the workflow Client Deploy. Its message shows how it stands, and in the end whether it is verified. A failure notifies you; with `wait:true` a success does too.',
  access: 'operator',
  private: false,
  options: {
    api_base: {
      kind: 'text',
      description: 'Base address of the API that the client is built for (https); it is not shown again',
      required: false,
      hidden: true,
      maxLength: 2048,
    },
    wait: { kind: 'boolean', description: 'Notify me of a success too (default: no)', required: false },
  },
});
