/** The one write that claims a message for an edit and gives it back: `takesEdit`, in DynamoDB's own words. */
import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { MessageEdit } from '../kinds/posted-message.ts';

type Update = Omit<UpdateItemCommandInput, 'TableName' | 'Key'>;

const CONDITIONS = [
  'expires_at > :now',
  'attribute_not_exists(#record.claim)',
  'attribute_not_exists(#record.unsettled)',
  'attribute_not_exists(#record.parked)',
  '#record.deletions = :none',
  '#record.shownRevision < :revision',
];

const OPEN = {
  'edit-original': '#record.replyClosed = :no',
  'edit-message': 'attribute_exists(#record.messageId) AND attribute_exists(#record.channelId)',
};

export function claimingEdit({ claim, by, expiresAt }: MessageEdit, now: number): Update {
  const values = { ':now': Math.floor(now / 1000), ':none': 0, ':one': 1, ':revision': claim.revision };
  const closed = by === 'edit-original' ? { ':no': false } : {};
  return {
    UpdateExpression: [
      'SET #record.claim = :claim, #record.epoch = #record.epoch + :one',
      '#record.version = #record.version + :one, version = version + :one',
      '#record.expiresAt = :expiry, expires_at = :expiry',
    ].join(', '),
    ConditionExpression: [...CONDITIONS, OPEN[by]].join(' AND '),
    ExpressionAttributeNames: { '#record': 'record' },
    ExpressionAttributeValues: marshall(
      { ...values, ...closed, ':claim': claim, ':expiry': expiresAt },
      { removeUndefinedValues: true },
    ),
    ReturnValues: 'ALL_NEW',
  };
}
