/** Parameters, and the resources that only have to exist: monitoring that works on AWS alone. */
import { arnOf, parameterArn } from '../account/arn.ts';
import { type Create, nameOf, textOf } from './resource.ts';

export const createParameter: Create = (resource, { account }) => {
  const name = textOf(resource, 'name');
  account.parameters.set(name, { name, type: textOf(resource, 'type'), value: textOf(resource, 'value') });
  return { id: name, outputs: { arn: parameterArn(name, account.region), version: 1 } };
};

export const createTopic: Create = (resource, { account }) => {
  const name = nameOf(resource);
  const arn = arnOf('sns', account.region, name);
  return { id: arn, outputs: { name, arn } };
};

export const createSubscription: Create = (resource, { account }) => {
  const arn = arnOf('sns', account.region, resource.name);
  return { id: arn, outputs: { arn, confirmationWasAuthenticated: false, pendingConfirmation: true } };
};

export const createLogGroup: Create = (resource, { account }) => {
  const name = nameOf(resource);
  return { id: name, outputs: { name, arn: arnOf('logs', account.region, `log-group:${name}`) } };
};

export const createAlarm: Create = (resource, { account }) => {
  const name = nameOf(resource);
  return { id: name, outputs: { name, arn: arnOf('cloudwatch', account.region, `alarm:${name}`) } };
};

export const createMetricFilter: Create = (resource) => {
  const name = nameOf(resource);
  return { id: name, outputs: { name } };
};

export const createDashboard: Create = (resource) => {
  const name = textOf(resource, 'dashboardName');
  return { id: name, outputs: { dashboardArn: arnOf('cloudwatch', '', `dashboard/${name}`) } };
};
