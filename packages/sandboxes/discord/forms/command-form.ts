/** Reads the definitions of slash commands, within Discord's limits. */
import type { APIApplicationCommand } from 'discord-api-types/v10';
import { createFormProblems, type FormProblems } from './form-problems.ts';
import { isRecord } from './is-record.ts';
import { createSnowflake } from './snowflake.ts';

const NAME = /^[-_'\p{Ll}\p{Lo}\p{N}]{1,32}$/u;
const MAX_COMMANDS = 100;

/** Each command keeps the id it had. @throws Refusal 50035 */
export function readCommands(
  body: unknown,
  applicationId: string,
  existing: readonly APIApplicationCommand[],
): APIApplicationCommand[] {
  const problems = createFormProblems();
  const commands = problems.list([], body, MAX_COMMANDS);
  for (const [index, command] of commands.entries()) checkDefinition(problems, [index], command);
  for (const [index, command] of commands.entries()) checkUnique(problems, commands, command, index);
  problems.throwIfAny();
  return commands.filter(isRecord).map((command) => stored(command, applicationId, existing));
}

function stored(
  command: Record<string, unknown>,
  applicationId: string,
  existing: readonly APIApplicationCommand[],
): APIApplicationCommand {
  const id = existing.find((each) => each.name === command.name)?.id ?? createSnowflake(Date.now());
  const defaults = { type: 1, default_member_permissions: null, nsfw: false, version: createSnowflake(Date.now()) };
  return { ...defaults, ...command, id, application_id: applicationId } as unknown as APIApplicationCommand;
}

function checkDefinition(problems: FormProblems, at: (string | number)[], command: unknown): void {
  const definition = isRecord(command) ? command : {};
  checkName(problems, at, definition.name);
  problems.text([...at, 'description'], definition.description, { min: 1, max: 100, required: true });
  const options = problems.list([...at, 'options'], definition.options, 25);
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const where = [...at, 'options', index];
    checkDefinition(problems, where, option);
    const required = isRecord(option) && option.required === true;
    if (required && optionalSeen)
      problems.add(
        where,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    optionalSeen ||= !required;
    if (isRecord(option)) problems.list([...where, 'choices'], option.choices, 25);
  }
}

function checkName(problems: FormProblems, at: (string | number)[], name: unknown): void {
  if (problems.text([...at, 'name'], name, { min: 1, max: 32, required: true }) && !NAME.test(String(name)))
    problems.add(
      [...at, 'name'],
      'APPLICATION_COMMAND_INVALID_NAME',
      'Command name is invalid. Names must be all lower case.',
    );
}

function checkUnique(problems: FormProblems, commands: unknown[], command: unknown, index: number): void {
  const name = isRecord(command) ? command.name : undefined;
  const first = commands.findIndex((each) => isRecord(each) && each.name === name);
  if (first !== index)
    problems.add([index, 'name'], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
}
