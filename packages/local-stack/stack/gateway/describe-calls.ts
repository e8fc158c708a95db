/** What an administrator asks of a stage: how functions, mappings, topics, roles and tables are made. No function of ours may. */
import type { Account } from '../account/account.ts';
import { ACCOUNT_ID, arnOf } from '../account/arn.ts';
import type { EngineReply } from '../engines/queue-engine.ts';

const FUNCTION = /^\/2015-03-31\/functions\/([^/]+)\/(configuration|policy)$/;
const MAPPINGS = '/2015-03-31/event-source-mappings';

/** Of Lambda, whose calls are addresses. Undefined for another service's. */
export function describeFunctions(account: Account, url: string): EngineReply | undefined {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [, name = '', what] = FUNCTION.exec(pathname) ?? [];
  if (what === 'configuration') return configurationOf(account, name);
  if (what !== undefined) return gone('ResourceNotFoundException', `There is no policy of ${name} here.`);
  if (pathname.replace(/\/$/, '') !== MAPPINGS) return undefined;
  const mappings = account.mappings.filter((mapping) => mapping.functionName === searchParams.get('FunctionName'));
  return json({
    EventSourceMappings: mappings.map(({ queueName, isOff }) => ({
      EventSourceArn: arnOf('sqs', account.region, queueName),
      State: isOff ? 'Disabled' : 'Enabled',
    })),
  });
}

function configurationOf({ functions, region }: Account, name: string): EngineReply {
  const found = functions.get(name);
  if (found === undefined) return gone('ResourceNotFoundException', `Function not found: ${name}`);
  return json({
    FunctionName: name,
    FunctionArn: arnOf('lambda', region, `function:${name}`),
    Description: found.description,
    Environment: { Variables: found.environment },
    State: 'Active',
    LastUpdateStatus: 'Successful',
  });
}

/** Of SNS and IAM, whose calls are forms. */
export function describeByForm(account: Account, form: URLSearchParams): EngineReply {
  switch (form.get('Action')) {
    case 'ListSubscriptionsByTopic':
      return subscriptionsOf(account, form.get('TopicArn') ?? '');
    case 'GetRole':
      return roleOf(account, form.get('RoleName') ?? '');
    default:
      return refusedForm('InvalidAction', `The local stack has no ${form.get('Action')}.`);
  }
}

function subscriptionsOf({ topics, subscriptions }: Account, topicArn: string): EngineReply {
  if (!topics.has(topicArn)) return refusedForm('NotFound', 'Topic does not exist');
  const members = subscriptions
    .filter((one) => one.topicArn === topicArn)
    .map(
      ({ protocol, endpoint, isConfirmed }) =>
        `<member><TopicArn>${topicArn}</TopicArn><Protocol>${protocol}</Protocol><Endpoint>${endpoint}</Endpoint><Owner>${ACCOUNT_ID}</Owner>` +
        `<SubscriptionArn>${isConfirmed ? `${topicArn}:confirmed` : 'PendingConfirmation'}</SubscriptionArn></member>`,
    );
  return form('ListSubscriptionsByTopic', `<Subscriptions>${members.join('')}</Subscriptions>`);
}

function roleOf({ roles }: Account, name: string): EngineReply {
  const role = roles.get(name);
  if (role === undefined) return refusedForm('NoSuchEntity', `The role with name ${name} cannot be found.`);
  const document = encodeURIComponent(role.trustPolicy);
  return form(
    'GetRole',
    `<Role><RoleName>${name}</RoleName><AssumeRolePolicyDocument>${document}</AssumeRolePolicyDocument></Role>`,
  );
}

/** What the table engine knows nothing of. Undefined for what it answers itself. */
export function describeTable(account: Account, action: string, name: unknown): EngineReply | undefined {
  const table = account.traits.get(String(name));
  if (action === 'DescribeTimeToLive')
    return tableReply(table, { TimeToLiveDescription: { TimeToLiveStatus: table?.expires ? 'ENABLED' : 'DISABLED' } });
  if (action !== 'DescribeContinuousBackups') return undefined;
  const PointInTimeRecoveryStatus = table?.recovers ? 'ENABLED' : 'DISABLED';
  const about = { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus } };
  return tableReply(table, { ContinuousBackupsDescription: about });
}

function tableReply(table: unknown, body: object): EngineReply {
  return table === undefined ? gone('ResourceNotFoundException', 'Requested resource not found') : json(body);
}

function json(body: object): EngineReply {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function gone(type: string, message: string): EngineReply {
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': type };
  return { status: 404, headers, body: JSON.stringify({ __type: type, message, Message: message }) };
}

const XML = { 'content-type': 'text/xml' };

function form(action: string, result: string): EngineReply {
  const body = `<${action}Response><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>local</RequestId></ResponseMetadata></${action}Response>`;
  return { status: 200, headers: XML, body };
}

function refusedForm(code: string, message: string): EngineReply {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>local</RequestId></ErrorResponse>`;
  return { status: 404, headers: XML, body };
}
