/** What the Pulumi CLI starts: plain JavaScript, so that a Node that cannot run TypeScript still says what it lacks. */
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This program needs Node 22.18 or newer and was started with ${process.versions.node}. ` +
      'Run `pnpm exec pulumi up` (it uses the Node of this repository) or install Node 24.',
  );
  process.exit(1);
}

/** The program as Pulumi calls it; its result is the stack's outputs. */
export default async function main() {
  const { default: program } = await import('./index.ts');
  const { warn } = await import('./warnings.ts');
  const outputs = await program();
  await warn();
  return outputs;
}
