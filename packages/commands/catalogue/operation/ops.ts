/** `/ops`: how the installation itself stands, and what admins can do about it. */
import { defineCommand } from '../../define-command.ts';

export const ops = defineCommand({
  name: 'ops',
  description: 'Show queues, dead letters, parked effects, what is wrong, and the switches, each with its buttons',
  details:
    'Queues and dead letters, what waits for somebody to decide, what the five-minute look has found, and what is switched off. Whatever you change here stands in the audit, with your reason.',
  access: 'admin',
  private: true,
  options: {},
});
