/** Run as a process by main.test.ts: starts the entry as Pulumi's runner does and prints the outputs; then it must end by itself. */
import * as pulumi from '@pulumi/pulumi';
import main from '@valine/infra/main';
import { describeResource } from './describe-resource.ts';
import { CONFIGURATION, SECRETS, setConfiguration } from './run-program.ts';

const mocks: pulumi.runtime.Mocks = {
  newResource: ({ type, name, inputs }) => describeResource(type, name, inputs),
  call: ({ token }) => {
    throw new Error(`The program asked the cloud for ${token}.`);
  },
};

await pulumi.runtime.setMocks(mocks, 'valine-orchestrator', 'dev');
setConfiguration({ ...CONFIGURATION, ...SECRETS, allowedGuildIds: '', operatorRoleIds: '' });
const outputs = await pulumi.runtime.runInPulumiStack(main);
await pulumi.runtime.disconnect();
console.log(JSON.stringify(outputs));
