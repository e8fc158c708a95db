/** What to tell whoever deploys, though it stands in nobody's way. Not part of the program itself: a laptop has words of its own. */
import * as pulumi from '@pulumi/pulumi';
import { accessWarningsWithRemedies, readConfiguration } from './configuration.ts';

export async function warn(): Promise<void> {
  const configuration = readConfiguration();
  const { stage, alarmEmail } = configuration;
  const unheard = alarmEmail === undefined ? [unheardAlarmsMessage(stage)] : [];
  for (const message of [...accessWarningsWithRemedies(configuration), ...unheard]) await pulumi.log.warn(message);
}

function unheardAlarmsMessage(stage: string): string {
  return `Nobody is told when an alarm of stage ${stage} goes off. Run \`pulumi config set alarmEmail <address>\`, then \`pulumi up\`, and confirm the message that AWS sends there; or subscribe to the topic in the output alarmTopicArn.`;
}
