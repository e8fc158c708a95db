import { describe, expect, it } from 'vitest';
import { createRepositoryNames } from './repository-names.ts';

/** `ids`: by name; `ours` is `acme/web`. */
function namesWith(ids: Record<string, number>) {
  const asked: string[] = [];
  const lookups = {
    async repositoryId(name = 'acme/web') {
      asked.push(name);
      return ids[name];
    },
  };
  return { asked, names: createRepositoryNames(lookups, 'acme/web') };
}

describe('a name of a repository', () => {
  it('is ours where GitHub leads from it to our id, and that is asked once', async () => {
    const { names, asked } = namesWith({ 'acme/web': 7, 'acme/site': 7 });
    for (const name of ['acme/site', 'Acme/Site']) expect(await names.isOurs(name)).toBe(true);
    expect(asked).toEqual(['acme/site', 'acme/web']);
  });

  it('is ours without a question where our settings have it', async () => {
    const { names, asked } = namesWith({});
    expect(await names.isOurs('Acme/Web')).toBe(true);
    expect(asked).toEqual([]);
  });

  it.each([
    ['that leads to another id', { 'acme/web': 7, 'acme/site': 8 }],
    ['that leads nowhere', { 'acme/web': 7 }],
    ['where ours leads nowhere', { 'acme/site': 7 }],
    ['where neither leads anywhere', {}],
  ])('is not ours: one %s', async (_, ids) => {
    expect(await namesWith(ids).names.isOurs('acme/site')).toBe(false);
  });

  it('is asked for again where it was not ours: it may become so', async () => {
    const ids: Record<string, number> = { 'acme/web': 7 };
    const { names } = namesWith(ids);
    expect(await names.isOurs('acme/site')).toBe(false);
    ids['acme/site'] = 7;
    expect(await names.isOurs('acme/site')).toBe(true);
  });
});
