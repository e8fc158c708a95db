import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testDir } from '@valine/sandboxes/test-support';
import { beforeEach, describe, expect, it } from 'vitest';
import { readConfiguration } from './read-configuration.ts';

let projectDir: string;
beforeEach(() => {
  projectDir = testDir();
});

function read(file: string, settings: Record<string, string> = {}) {
  writeFileSync(join(projectDir, 'Pulumi.dev.yaml'), file);
  return readConfiguration(projectDir, 'dev', settings);
}

describe("the program's configuration", () => {
  it('is what the file of the stage says, with the settings on top', () => {
    const file =
      'config:\n  aws:region: eu-west-1\n  valine-orchestrator:githubRepository: a/b\n  valine-orchestrator:vpc: true';
    const { config, region } = read(file, {
      GITHUB_REPOSITORY: 'c/d',
      GITHUB_API_URL: 'http://x',
      DISCORD_CHANNEL_ID: '',
    });
    expect(region).toBe('eu-west-1');
    expect(config).toEqual({
      'aws:region': 'eu-west-1',
      'valine-orchestrator:githubRepository': 'c/d',
      'valine-orchestrator:vpc': 'true',
      'valine-orchestrator:githubApiUrl': 'http://x',
    });
  });

  it('leaves out secrets that only the cloud can read', () => {
    const { config } = read('config:\n  valine-orchestrator:githubToken:\n    secure: AAA=');
    expect(config).toEqual({});
  });

  it('keeps secret settings secret', () => {
    expect(read('').secretKeys).toContain('valine-orchestrator:githubToken');
    expect(read('').secretKeys).not.toContain('valine-orchestrator:githubRepository');
  });

  it('may be the settings alone', () => {
    expect(readConfiguration(projectDir, 'other', { GITHUB_REPOSITORY: 'a/b' })).toMatchObject({
      region: 'us-east-1',
      config: { 'valine-orchestrator:githubRepository': 'a/b' },
    });
  });
});
