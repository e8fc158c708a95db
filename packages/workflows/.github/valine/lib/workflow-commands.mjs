/** What a step says to GitHub's runner: annotations, masks and outputs. */
import { appendFileSync } from 'node:fs';

export function notice(title, message) {
  command('notice', title, message);
}

export function failure(title, message) {
  command('error', title, message);
}

/** From here on the runner shows `***` in the log where the text stands. */
export function mask(secret) {
  for (const line of secret.split('\n')) if (line.trim() !== '') console.log(`::add-mask::${escapeData(line)}`);
}

export function setOutput(name, value) {
  if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `${name}=${value}\n`);
}

function command(kind, title, message) {
  console.log(`::${kind} title=${escapeProperty(title)}::${escapeData(message)}`);
}

/** As the runner's own toolkit escapes them: otherwise a line break would begin another command. */
function escapeData(value) {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(value) {
  return escapeData(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
