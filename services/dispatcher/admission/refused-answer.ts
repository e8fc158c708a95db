/** What a person reads whose command or press came too late, or who may not do it any more: loaded when it is first needed. */
import { type AccessRefusal, askedAt } from '@valine/admission';
import { accessRefusalMessage } from '@valine/admission/access-messages';
import { agoMarkdown, type Message, refusalMessage } from '@valine/contracts';
import type { Interaction } from '../ports.ts';
import type { Answer } from '../replies/answer-once.ts';

export function refusedAnswer(interaction: Interaction, refusal: AccessRefusal | 'expired'): Answer {
  if (refusal === 'expired') return { outcome: 'admission_expired', message: expiredMessage(interaction) };
  return { outcome: refusal.reasonCode, message: accessRefusalMessage(refusal) };
}

function expiredMessage(interaction: Interaction): Message {
  const [what, again] =
    interaction.type === 'command.requested'
      ? [`\`/${interaction.command}\``, 'give it again']
      : ['What you pressed', 'press it again'];
  return refusalMessage(
    'admission_expired',
    `${what} has reached me only now; you asked ${agoMarkdown(askedAt(interaction))}, and much may have changed since. Nothing was done now. \`/status\` shows how things stand; if you still want it, ${again}.`,
  );
}
