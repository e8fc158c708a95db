/** `/set-api-base`: sets the secret of the repository that says where the API is. */
import { defineCommand } from '../../define-command.ts';

export const setApiBase = defineCommand({
  name: 'set-api-base',
  description: 'Set the base address of the API that deploys build the client for (VITE_API_BASE)',
  details:
    'Sets the secret `VITE_API_BASE` of the repository; with `confirm:true` only. The address is never shown again, only the last 4 hex digits of its SHA-256. Leave `url` out to write it in a window: then it does not stand in the command.',
  access: 'admin',
  writesSecrets: true,
  private: true,
  window: { option: 'url', title: 'Set the base of the API', label: 'Base address of the API (https)' },
  options: {
    url: {
      kind: 'text',
      description: 'Base address of the API (https); left out, a window asks for it',
      required: false,
      maxLength: 2048,
      secret: true,
    },
    confirm: {
      kind: 'boolean',
      description: 'Has to be true: what is set takes the place of what was',
      required: false,
    },
  },
});
