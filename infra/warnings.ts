/** What to tell whoever deploys, though it stands in nobody's way. Not part of the program itself: a laptop has words of its own. */
import * as pulumi from '@pulumi/pulumi';
import { accessWarningsWithRemedies, readConfiguration } from './configuration.ts';

export async function warn(): Promise<void> {
  const configuration = readConfiguration();
  const { stage, alarmEmail, values } = configuration;
  const unheard = alarmEmail === undefined ? [unheardAlarmsMessage(stage)] : [];
  const unsigned = values.has('ACCEPT_UNSIGNED_UNTIL') ? [unsignedMessage()] : [];
  for (const message of [...accessWarningsWithRemedies(configuration), ...unheard, ...unsigned])
    await pulumi.log.warn(message);
}

function unheardAlarmsMessage(stage: string): string {
  return `Nobody is told when an alarm of stage ${stage} goes off. Run \`pulumi config set alarmEmail <address>\`, then \`pulumi up\`, and confirm the message that AWS sends there; or subscribe to the topic in the output alarmTopicArn.`;
}

function unsignedMessage(): string {
  return 'ACCEPT_UNSIGNED_UNTIL is set: until then, whoever can write to the dispatch queue can speak there for GitHub. Run `pulumi config rm acceptUnsignedUntil`, then `pulumi up`, once no message of the version before is left.';
}
