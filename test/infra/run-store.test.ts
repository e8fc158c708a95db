/** The table of runs, and what protects it. */
import { expect, it } from 'vitest';
import { inputsOf } from './find-resources.ts';
import { runProgram } from './run-program.ts';

const dev = await runProgram('dev');
const prod = await runProgram('prod');

it('makes one table, paid by use, with one index to list a collection by time', () => {
  expect(inputsOf(dev, 'runs-table')).toEqual({
    name: 'valine-orchestrator-runs-dev',
    billingMode: 'PAY_PER_REQUEST',
    hashKey: 'pk',
    attributes: [
      { name: 'pk', type: 'S' },
      { name: 'collection', type: 'S' },
      { name: 'listed_at', type: 'N' },
    ],
    globalSecondaryIndexes: [
      {
        name: 'collection-index',
        keySchemas: [
          { attributeName: 'collection', keyType: 'HASH' },
          { attributeName: 'listed_at', keyType: 'RANGE' },
        ],
        projectionType: 'INCLUDE',
        nonKeyAttributes: ['summary', 'expires_at'],
      },
    ],
    ttl: { attributeName: 'expires_at', enabled: true },
    pointInTimeRecovery: { enabled: true },
    deletionProtectionEnabled: false,
  });
});

it('cannot be deleted by accident in prod', () => {
  expect(inputsOf(prod, 'runs-table')).toMatchObject({
    name: 'valine-orchestrator-runs-prod',
    pointInTimeRecovery: { enabled: true },
    deletionProtectionEnabled: true,
  });
});
