/** The attributes AWS would give a resource: enough for the program to wire the next one to it. */
import type { runtime } from '@pulumi/pulumi';

const ACCOUNT = '123456789012';
const REGION = 'eu-central-1';

/** Names are AWS's where the program chose one, else the resource's own. */
export function describeResource(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
): runtime.MockResourceResult {
  const made = typeof inputs['namePrefix'] === 'string' ? `${inputs['namePrefix']}1` : name;
  const named = typeof inputs['name'] === 'string' ? inputs['name'] : made;
  return { id: `${name}-id`, state: { ...inputs, name: named, ...attributes(type, name, named) } };
}

function attributes(type: string, name: string, named: string): Record<string, unknown> {
  switch (type) {
    case 'aws:sqs/queue:Queue':
      return { arn: arn('sqs', named), url: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${named}` };
    case 'aws:dynamodb/table:Table':
      return { arn: arn('dynamodb', `table/${named}`) };
    case 'aws:ssm/parameter:Parameter':
      return { arn: arn('ssm', `parameter${named}`), version: 1 };
    case 'aws:cloudwatch/logGroup:LogGroup':
      return { arn: arn('logs', `log-group:${named}`) };
    case 'aws:sns/topic:Topic':
      return { arn: arn('sns', named) };
    case 'aws:iam/role:Role':
      return { arn: `arn:aws:iam::${ACCOUNT}:role/${named}` };
    case 'aws:lambda/function:Function':
      return { arn: arn('lambda', `function:${named}`), invokeArn: `invoke ${named}` };
    case 'aws:apigatewayv2/api:Api':
      return { apiEndpoint: `https://${name}.example`, executionArn: arn('execute-api', `${name}-id`) };
    case 'awsx:ec2:Vpc':
      return {
        vpcId: 'vpc-1',
        privateSubnetIds: ['subnet-a', 'subnet-b'],
        eips: [{ publicIp: '198.51.100.7' }],
      };
    default:
      return {};
  }
}

function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}
