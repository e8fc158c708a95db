/** What a function may do and what it must know for it, stated together so that neither is given without the other. */
import * as pulumi from '@pulumi/pulumi';

/** `environment` tells the function where the granted thing is. */
export type Grant = {
  actions: string[];
  resources: pulumi.Input<string>[];
  /** By operator and key, as IAM writes it. */
  conditions?: Conditions;
  environment?: Record<string, pulumi.Input<string>>;
};

export type Conditions = Record<string, Record<string, string | readonly string[]>>;

/** The policy document (JSON) that allows exactly these grants. */
export function policyDocument(grants: readonly Grant[]): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: grants.map(({ actions, resources, conditions }) => ({
      ...{ Effect: 'Allow', Action: actions, Resource: resources },
      ...(conditions && { Condition: conditions }),
    })),
  });
}

/** The trust policy of a role that only `service` (such as lambda.amazonaws.com) may take on. */
export function trustPolicy(service: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
  });
}

export function environmentOf(grants: readonly Grant[]): Record<string, pulumi.Input<string>> {
  return Object.assign({}, ...grants.map((grant) => grant.environment ?? {}));
}
