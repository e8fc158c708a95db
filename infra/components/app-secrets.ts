/** The secrets the functions read at cold start: SSM parameters written from Pulumi's secret configuration, or made here. */
import { randomBytes } from 'node:crypto';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { isSecret, parameterName, type ServiceName, type SettingName, settingsOf } from '@valine/settings';
import type { Configuration } from '../configuration.ts';
import type { Grant } from '../policies.ts';

export class AppSecrets extends pulumi.ComponentResource {
  readonly parameters: ReadonlyMap<SettingName, aws.ssm.Parameter>;

  constructor(name: string, configuration: Configuration, options?: pulumi.ComponentResourceOptions) {
    super('valine:infra:AppSecrets', name, {}, options);
    const { stage } = configuration;
    const secrets = [...configuration.values].filter(([setting]) => isSecret(setting));
    const given = secrets.map(([setting, value]) => [setting, this.parameter(name, setting, value, stage)] as const);
    this.parameters = new Map([...given, ...this.made(name, configuration)]);
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

  /** What nobody outside has to know is made once, where it is not given. */
  private made(name: string, { values, stage }: Configuration): [SettingName, aws.ssm.Parameter][] {
    if (values.has('ADMISSION_KEY')) return [];
    const key = randomBytes(32).toString('base64url');
    // Every run of the program makes another one; the first that was written stays.
    return [['ADMISSION_KEY', this.parameter(name, 'ADMISSION_KEY', key, stage, { ignoreChanges: ['value'] })]];
  }

  private parameter(
    name: string,
    setting: SettingName,
    value: string,
    stage: string,
    options: pulumi.CustomResourceOptions = {},
  ): aws.ssm.Parameter {
    return new aws.ssm.Parameter(
      `${name}-${setting.toLowerCase().replaceAll('_', '-')}`,
      { name: parameterName(setting, stage), type: 'SecureString', value: pulumi.secret(value) },
      { ...options, parent: this },
    );
  }
}
