/** `/set-frontend`: sets the variable of the repository that says where the site is. */
import { defineCommand } from '../../define-command.ts';

export const setFrontend = defineCommand({
  name: 'set-frontend',
  description: 'Set the address of the site that workflows check (FRONTEND_BASE_URL)',
  details:
    'Sets the variable `FRONTEND_BASE_URL` of the repository; with `confirm:true` only. The address is never shown again, only the last 4 hex digits of its SHA-256. Leave `url` out to write it in a window: then it does not stand in the command.',
  access: 'admin',
  writesSecrets: true,
  private: true,
  window: { option: 'url', title: 'Set the address of the site', label: 'Address of the site (https)' },
  options: {
    url: {
      kind: 'text',
      description: 'Address of the site (https); left out, a window asks for it',
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
