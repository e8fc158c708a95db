/** Tells whoever deploys that nobody will hear the alarms. Not part of the program itself: on a laptop there are none. */
import * as pulumi from '@pulumi/pulumi';
import { readConfiguration } from './configuration.ts';

export async function warnOfUnheardAlarms(): Promise<void> {
  const { stage, alarmEmail } = readConfiguration();
  if (alarmEmail === undefined) await pulumi.log.warn(unheardAlarmsMessage(stage));
}

function unheardAlarmsMessage(stage: string): string {
  return `Nobody is told when an alarm of stage ${stage} goes off. Run \`pulumi config set alarmEmail <address>\`, then \`pulumi up\`, and confirm the message that AWS sends there; or subscribe to the topic in the output alarmTopicArn.`;
}
