import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../store.ts';
import { available } from './call.ts';

const withCode = (code: string, name = 'Error') => Object.assign(new Error(`it broke: ${code}`), { code, name });
const refusal = (name: string, httpStatusCode: number) =>
  new DynamoDBServiceException({ name, $fault: 'client', $metadata: { httpStatusCode } });

describe('a call to DynamoDB that fails', () => {
  it.each([
    ['a reset connection', withCode('ECONNRESET', 'TimeoutError')],
    ['a refused connection', withCode('ECONNREFUSED')],
    ['a name that does not resolve for now', withCode('EAI_AGAIN')],
    ['an unreachable network', withCode('ENETUNREACH')],
    ['a time-out', Object.assign(new Error('too slow'), { name: 'TimeoutError' })],
    ['a throttle', refusal('ThrottlingException', 400)],
    ['too many requests for a key', refusal('ProvisionedThroughputExceededException', 400)],
    ['an error of its own', refusal('InternalServerError', 500)],
    ['a gateway that finds nobody', refusal('UnknownError', 502)],
  ])('is worth waiting for: %s', async (_, error) => {
    const failed = available(Promise.reject(error));
    await expect(failed).rejects.toThrow(StoreUnavailable);
    await expect(failed).rejects.toMatchObject({ cause: error });
  });

  it.each([
    ['a bug of ours', withCode('ERR_INVALID_ARG_TYPE', 'TypeError')],
    ['a certificate that nobody trusts', withCode('SELF_SIGNED_CERT_IN_CHAIN')],
    ['a file that is not there', withCode('ENOENT')],
    ['a permission that is missing', refusal('AccessDeniedException', 400)],
    ['a table that does not exist', refusal('ResourceNotFoundException', 400)],
    ['an invalid request', refusal('ValidationException', 400)],
  ])('comes as it is: %s', async (_, error) => {
    await expect(available(Promise.reject(error))).rejects.toBe(error);
  });
});
