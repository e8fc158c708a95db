/** The table that holds every run, task, effect and remembered event. */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import {
  COLLECTION_INDEX,
  type Keys,
  LISTED_ATTRIBUTES,
  PROJECTED_ATTRIBUTES,
  type ServiceName,
  STORE_ACCESS,
  type StoreAccess,
  tableName,
} from '@valine/settings';
import type { Conditions, Grant } from '../policies.ts';

export class RunStore extends pulumi.ComponentResource {
  readonly table: aws.dynamodb.Table;
  readonly indexName = COLLECTION_INDEX;

  constructor(name: string, { stage }: { stage: string }, options?: pulumi.ComponentResourceOptions) {
    super('valine:infra:RunStore', name, {}, options);
    this.table = new aws.dynamodb.Table(
      `${name}-table`,
      {
        name: tableName(stage),
        billingMode: 'PAY_PER_REQUEST',
        hashKey: 'pk',
        attributes: [
          { name: 'pk', type: 'S' },
          { name: 'collection', type: 'S' },
          { name: 'listed_at', type: 'N' },
        ],
        globalSecondaryIndexes: [
          {
            name: COLLECTION_INDEX,
            keySchemas: [
              { attributeName: 'collection', keyType: 'HASH' },
              { attributeName: 'listed_at', keyType: 'RANGE' },
            ],
            projectionType: 'INCLUDE',
            nonKeyAttributes: [...PROJECTED_ATTRIBUTES],
          },
        ],
        ttl: { attributeName: 'expires_at', enabled: true },
        pointInTimeRecovery: { enabled: true },
        deletionProtectionEnabled: stage === 'prod',
      },
      // AWS would refuse to delete it; so Pulumi does not even begin.
      { parent: this, protect: stage === 'prod' },
    );
    this.registerOutputs();
  }

  /** What a service may do with records, and with which. */
  accessOf(service: ServiceName): Grant[] {
    const { find, change, list }: StoreAccess = STORE_ACCESS[service];
    return [
      ...(find ? [this.grant(['dynamodb:GetItem'], onKeys(find))] : []),
      ...(change ? [this.grant(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], onKeys(change))] : []),
      ...(list ? [{ ...this.grant(['dynamodb:Query'], onListed(list)), resources: [this.indexArn()] }] : []),
    ];
  }

  private indexArn(): pulumi.Output<string> {
    return pulumi.interpolate`${this.table.arn}/index/${COLLECTION_INDEX}`;
  }

  private grant(actions: string[], conditions: Conditions): Grant {
    return { actions, resources: [this.table.arn], conditions, environment: { RUNS_TABLE: this.table.name } };
  }
}

const LEADING_KEYS = 'dynamodb:LeadingKeys';

/** `ForAllValues` holds for a request without keys too, which `Null` refuses. */
function onKeys(keys: Keys): Conditions {
  const named =
    'only' in keys
      ? { 'ForAllValues:StringLike': { [LEADING_KEYS]: keys.only } }
      : { 'ForAllValues:StringNotLike': { [LEADING_KEYS]: keys.allBut } };
  return { ...named, Null: { [LEADING_KEYS]: 'false' } };
}

/** A list that does not say what it wants would be given everything. */
function onListed(keys: Keys): Conditions {
  return {
    ...onKeys(keys),
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': LISTED_ATTRIBUTES },
    StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
    Null: { [LEADING_KEYS]: 'false', 'dynamodb:Attributes': 'false' },
  };
}
