/** The parts that Lambda loads at first use, loaded at once: for tests, stories and simulated worlds. */
import { sealSecret } from '@valine/github/seal-secret';
import * as admin from './admin/handlers.ts';
import * as agents from './agents/handlers.ts';
import * as audit from './audit/handlers.ts';
import * as comments from './comments/handlers.ts';
import * as identity from './identity/handlers.ts';
import type { Ports } from './ports.ts';
// These are loaded at first use too, without a port.
import './routes.ts';
import './rules/handlers.ts';
import * as schedules from './schedules/handlers.ts';
import * as site from './site/handlers.ts';

export const lateParts: Pick<
  Ports,
  'admin' | 'agents' | 'audit' | 'comments' | 'identity' | 'schedules' | 'site' | 'sealSecret'
> = {
  admin: async () => admin,
  agents: async () => agents,
  audit: async () => audit,
  comments: async () => comments,
  identity: async () => identity,
  site: async () => site,
  schedules: async () => schedules,
  sealSecret: async (publicKey, secret) => sealSecret(publicKey, secret),
};
