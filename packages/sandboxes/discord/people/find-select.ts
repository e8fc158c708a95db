/** Finds the select on a message that offers what somebody wants to choose. */
import type { APIMessage, APIStringSelectComponent } from 'discord-api-types/v10';
import { CommandSyntaxError } from './parse-command.ts';

type HasComponents = Pick<APIMessage, 'components'>;

export function selectsOf(message: HasComponents): APIStringSelectComponent[] {
  return (message.components ?? [])
    .flatMap((row) => (row.type === 1 ? row.components : []))
    .flatMap((component) => (component.type === 3 ? [component] : []));
}

/** The select that offers all of the values; the first one for none. @throws CommandSyntaxError for what Discord would not let somebody choose */
export function findSelect(message: HasComponents, values: readonly string[]): APIStringSelectComponent {
  const selects = selectsOf(message);
  const found = selects.find(({ options }) =>
    values.every((value) => options.some((option) => option.value === value)),
  );
  if (found === undefined) throw new CommandSyntaxError(notOffered(selects));
  const { min_values: least = 1, max_values: most = 1 } = found;
  if (values.length < least || values.length > most)
    throw new CommandSyntaxError(`Choose ${least === most ? least : `${least} to ${most}`} of them.`);
  return found;
}

function notOffered(selects: readonly APIStringSelectComponent[]): string {
  if (selects.length === 0) return 'That message has nothing to choose from.';
  return `There is to choose from: ${selects.map(({ options }) => options.map(({ value }) => value).join(' ')).join('; ')}.`;
}
