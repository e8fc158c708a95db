/** The table that holds every run, task, effect and remembered event. */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { tableName } from '@valine/settings';
import type { Grant } from '../policies.ts';

const COLLECTION_INDEX = 'collection-index';

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
            // Whole records have tokens in them, and their every change would be one of the index.
            nonKeyAttributes: ['summary', 'expires_at'],
          },
        ],
        ttl: { attributeName: 'expires_at', enabled: true },
        pointInTimeRecovery: { enabled: true },
        deletionProtectionEnabled: stage === 'prod',
      },
      { parent: this },
    );
    this.registerOutputs();
  }

  reading(): Grant {
    return this.grant(['dynamodb:GetItem']);
  }

  writing(): Grant {
    return this.grant(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem']);
  }

  /** Listing a collection, newest first. */
  querying(): Grant {
    return {
      ...this.grant(['dynamodb:Query']),
      resources: [pulumi.interpolate`${this.table.arn}/index/${COLLECTION_INDEX}`],
    };
  }

  private grant(actions: string[]): Grant {
    return { actions, resources: [this.table.arn], environment: { RUNS_TABLE: this.table.name } };
  }
}
