/** SSM Parameter Store: the parameters the program created, read-only. */
import type { Account, Parameter } from '../account.ts';
import type { EngineReply } from '../engines/queue-engine.ts';
import { errorReply, okReply } from './replies.ts';
import { type Body, parameterArn, parameterNames } from './required-permissions.ts';

export function answerParameters(account: Account, action: string, body: Body): EngineReply {
  const names = parameterNames(body);
  const found = names.flatMap((name) => account.parameters.get(name) ?? []);
  const shown = found.map((parameter) => describe(parameter, account.region, body['WithDecryption'] === true));
  if (action === 'GetParameters') {
    return okReply({ Parameters: shown, InvalidParameters: names.filter((name) => !account.parameters.has(name)) });
  }
  if (action !== 'GetParameter') {
    return errorReply('UnknownOperationException', `The local stack has no ssm:${action}, only GetParameter(s).`);
  }
  return shown[0] ? okReply({ Parameter: shown[0] }) : errorReply('ParameterNotFound', `There is no ${names[0]}.`);
}

function describe(parameter: Parameter, region: string, decrypt: boolean) {
  const hidden = parameter.type === 'SecureString' && !decrypt;
  return {
    Name: parameter.name,
    Type: parameter.type,
    // As on AWS, who forgets WithDecryption gets something that is no secret and no use.
    Value: hidden ? Buffer.from(`encrypted ${parameter.name}`).toString('base64') : parameter.value,
    Version: 1,
    ARN: parameterArn(parameter.name, region),
    DataType: 'text',
  };
}
