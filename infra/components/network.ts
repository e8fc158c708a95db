/** A network whose traffic leaves by one fixed address, for teams whose GitHub or endpoints admit known addresses only. */
import * as aws from '@pulumi/aws';
import * as awsx from '@pulumi/awsx';
import * as pulumi from '@pulumi/pulumi';
import type { Grant } from '../policies.ts';
import type { Placement } from './service-function.ts';

export class Network extends pulumi.ComponentResource {
  readonly placement: Placement;
  readonly outgoingAddresses: pulumi.Output<string[]>;

  constructor(name: string, { stage }: { stage: string }, options?: pulumi.ComponentResourceOptions) {
    super('valine:infra:Network', name, {}, options);
    const vpc = new awsx.ec2.Vpc(
      `${name}-vpc`,
      {
        numberOfAvailabilityZones: 2,
        natGateways: { strategy: 'Single' },
        tags: { Name: `valine-orchestrator-${stage}` },
      },
      { parent: this },
    );
    const outwards = new aws.ec2.SecurityGroup(
      `${name}-outwards`,
      {
        vpcId: vpc.vpcId,
        description: 'Outgoing HTTPS, nothing incoming',
        egress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, cidrBlocks: ['0.0.0.0/0'] }],
      },
      { parent: this },
    );
    this.placement = { subnetIds: vpc.privateSubnetIds, securityGroupIds: [outwards.id], grants: [NETWORK_INTERFACES] };
    this.outgoingAddresses = vpc.eips.apply((addresses) => pulumi.all(addresses.map((address) => address.publicIp)));
    this.registerOutputs();
  }
}

/** Lambda makes the function's network interfaces with its role; AWS scopes these actions to no resource, hence the `*`. */
const NETWORK_INTERFACES: Grant = {
  actions: [
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignPrivateIpAddresses',
  ],
  resources: ['*'],
};
