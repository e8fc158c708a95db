/** The integration guide against what it tells of. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { requirementTables } from '@valine/requirements';
import { configurationKey, pulumiSettings, REQUIRED_SETTINGS, settings } from '@valine/settings';
import { withoutPadding } from '@valine/testing';
import { expect, it } from 'vitest';
import { runProgram } from './run-program.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const guide = read('docs/integration-guide.md');

it.each(Object.entries(requirementTables()))('shows %s as they are defined', (name, table) => {
  const shown = new RegExp(`<!-- ${name}:begin -->\\n(.*?)<!-- ${name}:end -->`, 's').exec(guide)?.[1] ?? '';
  const bare = (text: string) => withoutPadding(text.replaceAll(/^ +/gm, '')).replaceAll(/\s+/g, ' ').trim();
  expect(bare(shown)).toBe(bare(table));
});

it('sets keys that there are, secrets as secrets, and all that a stage cannot be without', () => {
  const set = [...guide.matchAll(/pulumi config set (--secret )?([a-z]\w+)(?=[\s`])/g)];
  const keys = new Map(
    Object.entries<object>(settings).map(([name, setting]) => [configurationKey(name), 'secret' in setting]),
  );
  for (const [line, secret, key = ''] of set)
    expect([line, keys.get(key) ?? (key in pulumiSettings ? false : undefined)]).toEqual([line, secret !== undefined]);
  const told = set.map(([, , key]) => key);
  for (const name of REQUIRED_SETTINGS) expect(told).toContain(configurationKey(name));
});

it('writes no secret behind the name of its setting', () => {
  expect(guide).not.toMatch(/config set --secret \w+ +[^#<\s`…]/);
});

it('names commands that valine has', () => {
  const text = `${guide}${read('README.md')}`;
  const used = [...text.matchAll(/(?<!\/)valine ([a-z]+(?:-[a-z]+)*)(?= --| \[|`|\s+#|\n)/g)].map(([, name]) => name);
  const main = fileURLToPath(new URL('../../packages/cli/main.ts', import.meta.url));
  const help = spawnSync(process.execPath, [main, '--help'], { encoding: 'utf8' }).stdout;
  const program = [...help.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name]) => name);
  expect(used.length).toBeGreaterThan(8);
  expect(program).toEqual(expect.arrayContaining([...new Set(used)]));
});

/** The prefix of their actions, where it is not the name that Pulumi gives the service. */
const PREFIXES: Record<string, string> = { apigatewayv2: 'apigateway' };

it('lets the deploying person make every kind of resource there is, and counts the alarms', async () => {
  const { resources } = await runProgram('dev');
  const services = resources.flatMap(({ type }) => /^aws:(\w+)\//.exec(type)?.[1] ?? []);
  for (const service of new Set(services)) {
    const prefix = PREFIXES[service] ?? service;
    expect(guide).toContain(service === 'cloudwatch' ? '"cloudwatch:*"' : `"${prefix}:*"`);
  }
  const alarms = resources.filter(({ type }) => type === 'aws:cloudwatch/metricAlarm:MetricAlarm');
  expect(guide).toContain(`| ${alarms.length} alarms`);
});
