/** A Discord message as a person reads it, in plain text. */
import { type APIMessage, ComponentType } from 'discord-api-types/v10';

export function readMessage({ content, embeds, components = [] }: APIMessage): string {
  const cards = embeds.map(({ title, description, footer }) => [title, description, footer?.text]);
  const rows = components.flatMap((row) => (row.type === ComponentType.ActionRow ? [row.components] : []));
  const buttons = rows.map((row) => row.flatMap((each) => ('label' in each ? [`[ ${each.label} ]`] : [])).join(' '));
  return [content, ...cards.flat(), ...buttons].filter((part) => part).join('\n');
}
