/** `/deploy-client`: ships the client. */
import { defineCommand } from '../define-command.ts';

export const deployClient = defineCommand({
  name: 'deploy-client',
  description: 'Start Client Deploy, and follow it if you wait',
  details:
    'Starts the workflow Client Deploy. With `wait:true` it is followed to its end and then verified; without, you hear of it again only if it fails.',
  access: 'operator',
  private: false,
  options: {
    api_base: {
      kind: 'text',
      description: 'Base address of the API that the client is built for (https); it is not shown again',
      required: false,
      maxLength: 2048,
    },
    wait: { kind: 'boolean', description: 'Follow it to the end (default: no)', required: false },
  },
});
