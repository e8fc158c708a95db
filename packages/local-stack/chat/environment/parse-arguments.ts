/** The command line of `npm start`. */

export type Arguments =
  | { run: 'help' }
  | { run: 'stack'; prompt: boolean; exec: string[] }
  | { run: 'mistake'; message: string };

export function parseArguments(argv: readonly string[]): Arguments {
  const exec: string[] = [];
  let prompt = true;
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    const inline = /^--exec=(.*)$/s.exec(argument)?.[1];
    if (argument === '--help' || argument === '-h') return { run: 'help' };
    if (argument === '--no-prompt') prompt = false;
    else if (inline !== undefined || argument === '--exec') {
      if (inline === undefined) index += 1;
      const line = inline ?? argv[index] ?? '';
      if (line.trim() === '' || line.startsWith('--')) return { run: 'mistake', message: execNeedsLineMessage() };
      exec.push(line);
    } else return { run: 'mistake', message: unknownArgumentMessage(argument) };
  }
  return { run: 'stack', prompt: prompt && exec.length === 0, exec };
}

function execNeedsLineMessage(): string {
  return '--exec needs a command: npm start -- --exec "/plan label:ready"';
}

function unknownArgumentMessage(argument: string): string {
  const meant = argument.startsWith('/') ? ` Did you mean --exec "${argument}"?` : '';
  return `Unknown argument ${argument}.${meant} npm start -- --help lists what there is.`;
}
