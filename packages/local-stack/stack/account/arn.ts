/** ARNs as AWS would give them, in an account of zeros. */

export const ACCOUNT_ID = '000000000000';

/** `region` is empty for global services (IAM). */
export function arnOf(service: string, region: string, resource: string): string {
  return `arn:aws:${service}:${region}:${ACCOUNT_ID}:${resource}`;
}

/** The last part of a queue's URL or ARN. */
export function queueNameOf(urlOrArn: string): string {
  return urlOrArn.split(/[/:]/).at(-1) ?? '';
}

export function parameterArn(name: string, region: string): string {
  return arnOf('ssm', region, `parameter/${name.replace(/^\//, '')}`);
}
