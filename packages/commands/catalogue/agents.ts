/** `/agents`: which agents there are, and what they are at. */
import { defineCommand } from '../define-command.ts';

export const agents = defineCommand({
  name: 'agents',
  description: 'List the agents: what each does, whether it is switched on, what it is at, and what it cost',
  details:
    'Coding agents, the agent that changes the site, and the language model: what each does, whether it is on and if not why, what it is at work on, and what it cost today and this month (UTC).',
  access: 'everyone',
  private: false,
  options: {},
});
