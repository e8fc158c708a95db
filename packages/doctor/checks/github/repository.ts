/** The repository: the one that is meant, and one that can be worked on. */
import { both } from '../../facts/fact.ts';
import type { SharedFacts } from '../../facts/facts.ts';
import type { RepositoryFact } from '../../facts/github-facts.ts';
import { check, type Problem } from '../../judging/check.ts';

export const repository = check(
  'github.repository',
  'GITHUB_REPOSITORY: there, under that name, not archived, with issues, and it takes MERGE_METHOD',
  ({ github, settings }: SharedFacts) => both(github.repository, settings),
  ([value, settings]) => [
    ...nameProblems(value, settings['GITHUB_REPOSITORY'] ?? ''),
    ...useProblems(value),
    ...mergeProblems(value, settings['MERGE_METHOD'] ?? 'squash'),
  ],
);

export const ref = check(
  'github.ref',
  'WORKFLOW_REF: the branch or tag whose workflows are started',
  ({ github, settings }: SharedFacts) => both(github.ref, settings),
  ([isThere, settings]) => (isThere ? [] : [noRef(settings['WORKFLOW_REF'] ?? 'main')]),
);

function nameProblems({ name }: RepositoryFact, configured: string): Problem[] {
  if (name.toLowerCase() === configured.toLowerCase()) return [];
  const says = `GITHUB_REPOSITORY is ${configured}, and that repository is called ${name} now.`;
  return [{ says, mend: `pulumi config set githubRepository ${name}, then pulumi up.` }];
}

function useProblems({ name, archived, hasIssues, canPush }: RepositoryFact): Problem[] {
  const page = `https://github.com/${name}/settings`;
  return [
    ...(archived
      ? [{ says: `${name} is archived: nothing in it can be changed.`, mend: `Unarchive it: ${page}` }]
      : []),
    ...(hasIssues
      ? []
      : [
          { says: `${name} has its issues switched off: there is nothing to plan.`, mend: `Switch Issues on: ${page}` },
        ]),
    ...(canPush === false
      ? [
          {
            says: `Whoever the token belongs to may not write to ${name}.`,
            mend: `Make them a collaborator who may write: ${page}/access`,
          },
        ]
      : []),
  ];
}

function mergeProblems({ name, mergeMethods }: RepositoryFact, method: string): Problem[] {
  if (mergeMethods === undefined || mergeMethods.includes(method)) return [];
  const says = `MERGE_METHOD is ${method}, which ${name} does not allow: /ship could merge nothing.`;
  const [other] = mergeMethods;
  const instead = other === undefined ? '' : `, or: pulumi config set mergeMethod ${other}`;
  return [{ says, mend: `Allow it (https://github.com/${name}/settings, Pull Requests)${instead}.` }];
}

function noRef(name: string): Problem {
  return {
    says: `WORKFLOW_REF is ${name}, and there is no such branch or tag.`,
    mend: 'pulumi config set workflowRef <branch>, then pulumi up.',
  };
}
