/** What is wrong with the names in `COMMAND_ACCESS`: a slip would leave a command open to more people than was meant. */
import { catalogue } from '@valine/commands';
import { nearestName, parseSettings, type Settings, SettingsError } from '@valine/settings';

/** `given`: settings as they are written. What cannot be read is a problem of its own, which is told elsewhere. */
export function commandAccessProblems(given: Readonly<Record<string, string | undefined>>): string[] {
  const known = Object.keys(catalogue);
  return Object.keys(readOrNothing(given))
    .filter((name) => !known.includes(name))
    .map((name) => unknownNameMessage(name, nearestName(name, known)));
}

function readOrNothing(given: Readonly<Record<string, string | undefined>>): Settings['COMMAND_ACCESS'] {
  try {
    return parseSettings(given, ['COMMAND_ACCESS']).COMMAND_ACCESS;
  } catch (error) {
    if (error instanceof SettingsError) return {};
    throw error;
  }
}

function unknownNameMessage(name: string, meant: string | undefined): string {
  const advice = meant === undefined ? '`/help` lists the commands there are' : `did you mean ${meant}?`;
  return `COMMAND_ACCESS names ${JSON.stringify(name)}, which is no command: ${advice}`;
}
