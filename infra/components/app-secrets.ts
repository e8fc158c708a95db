/** The secrets the functions read at cold start: SSM parameters written from Pulumi's secret configuration. */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { isSecret, parameterName, type ServiceName, type SettingName, settingsOf } from '@valine/settings';
import type { Configuration } from '../configuration.ts';
import type { Grant } from '../policies.ts';

export class AppSecrets extends pulumi.ComponentResource {
  readonly parameters: ReadonlyMap<SettingName, aws.ssm.Parameter>;

  constructor(name: string, configuration: Configuration, options?: pulumi.ComponentResourceOptions) {
    super('valine:infra:AppSecrets', name, {}, options);
    const secrets = [...configuration.values].filter(([setting]) => isSecret(setting));
    this.parameters = new Map(
      secrets.map(([setting, value]) => [setting, this.parameter(name, setting, value, configuration.stage)]),
    );
    this.registerOutputs();
  }

  /** Reading a service's own secrets and no other's. SSM decrypts with AWS's own key, which needs no grant. */
  readingFor(service: ServiceName): Grant[] {
    const own = settingsOf(service).flatMap((setting) => {
      const parameter = this.parameters.get(setting);
      return parameter ? [{ setting, parameter }] : [];
    });
    if (own.length === 0) return [];
    return [
      {
        actions: ['ssm:GetParameters'],
        resources: own.map(({ parameter }) => parameter.arn),
        environment: {
          SECRETS: own.map(({ setting }) => setting).join(','),
          // A new value is a new version, and a changed environment starts functions anew: no warm one keeps the old secret.
          SECRETS_VERSION: pulumi.all(own.map(({ parameter }) => parameter.version)).apply((all) => all.join('.')),
        },
      },
    ];
  }

  private parameter(name: string, setting: SettingName, value: string, stage: string): aws.ssm.Parameter {
    return new aws.ssm.Parameter(
      `${name}-${setting.toLowerCase().replaceAll('_', '-')}`,
      { name: parameterName(setting, stage), type: 'SecureString', value: pulumi.secret(value) },
      { parent: this },
    );
  }
}
