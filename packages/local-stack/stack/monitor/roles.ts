/** IAM roles and what they may do. */
import { arnOf } from '../arn.ts';
import { parsePolicy } from '../iam/policy.ts';
import { type Create, nameOf, textOf } from './resource.ts';

export const createRole: Create = (resource, { account }) => {
  const name = nameOf(resource);
  account.roles.set(name, { name, policies: new Map() });
  return { id: name, outputs: { name, arn: arnOf('iam', '', `role/${name}`) } };
};

export const createRolePolicy: Create = (resource, { account }) => {
  const role = account.roles.get(textOf(resource, 'role'));
  if (!role) throw new Error(`${resource.type} "${resource.name}": there is no role ${textOf(resource, 'role')}.`);
  const name = nameOf(resource);
  role.policies.set(name, parsePolicy(name, textOf(resource, 'policy')));
  return { id: `${role.name}:${name}`, outputs: { name } };
};
