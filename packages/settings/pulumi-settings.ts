/** What is configured for Pulumi alone: no function reads it. By its key in Pulumi. */
export const pulumiSettings = {
  alarmEmail: {
    description: 'The mailbox that hears the alarms; AWS asks it once to confirm. Without it `pulumi up` warns.',
  },
  embeddedMetrics: {
    description:
      'Whether each function writes what it took, and what came of it, as embedded metrics of CloudWatch: 12 of them, $3.60 a month.',
    default: 'false',
  },
  lambdaConcurrency: {
    description:
      'How many functions of this stage may run at once, of what AWS allows the account: 2 for each of four queues and 2 for the door at least.',
    default: '10',
  },
  tracing: {
    description: 'Whether AWS X-Ray traces the functions: $5 for a million traces.',
    default: 'false',
  },
  vpc: {
    description:
      'Whether the workers stand in a network of their own and leave by one fixed address; its NAT gateway costs more than all the rest.',
    default: 'false',
  },
} as const;
