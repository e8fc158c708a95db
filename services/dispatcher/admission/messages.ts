/** What a person reads whose command or press came too late. */
import { askedAt } from '@valine/admission';
import { agoMarkdown, type Message, refusalMessage } from '@valine/contracts';
import type { Interaction } from '../ports.ts';

export function expiredMessage(interaction: Interaction): Message {
  const [what, again] =
    interaction.type === 'command.requested'
      ? [`\`/${interaction.command}\``, 'give it again']
      : ['What you pressed', 'press it again'];
  return refusalMessage(
    'admission_expired',
    `${what} has reached me only now; you asked ${agoMarkdown(askedAt(interaction))}, and much may have changed since. Nothing was done now. \`/status\` shows how things stand; if you still want it, ${again}.`,
  );
}
