/** The checks that can be made with the rights of the verifier: they see GitHub alone. */
import type { SharedFacts } from '../../facts/facts.ts';
import type { Check } from '../../judging/check.ts';
import { clock, identity, permissions } from './identity.ts';
import { ref, repository } from './repository.ts';
import { deliveries, webhook, webhookEvents } from './webhook.ts';
import { variables, workflows } from './workflows.ts';

export const GITHUB_CHECKS: readonly Check<SharedFacts>[] = [
  identity,
  permissions,
  clock,
  repository,
  ref,
  webhook,
  webhookEvents,
  deliveries,
  workflows,
  variables,
];
