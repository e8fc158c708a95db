/** Whether the roles of the workflows let in what GitHub says who runs (OpenID Connect), and nobody else. */
import { both, type Fact, known, unknown } from '../../facts/fact.ts';
import type { Facts } from '../../facts/facts.ts';
import type { SubjectFact } from '../../facts/github-facts.ts';
import type { TrustFact } from '../../facts/stage-facts.ts';
import { checkEach, type Problem } from '../../judging/check.ts';

const PAGE = 'packages/workflows/README.md, The AWS roles';

type Looked = [TrustFact | undefined, string];

export const trust = checkEach(
  'stage.oidc',
  'the trust policies of the workflows’ roles take the subject that GitHub gives this repository, and no other',
  (facts: Facts): Record<string, Fact<Looked>> =>
    Object.fromEntries(
      Object.entries(facts.stage.trust).map(([variable, fact]) => [variable, both(fact, subjectFor(variable, facts))]),
    ),
  ([value, subject], variable) => {
    if (value === undefined)
      return [
        {
          says: `${variable} names a role that is not there.`,
          mend: `Make it, or set the variable to another: ${PAGE}.`,
        },
      ];
    return trustProblems(value, subject);
  },
);

function subjectFor(variable: string, { github, settings }: Facts): Fact<string> {
  const looked = both(both(github.subject, github.repository), settings);
  if (looked.is !== 'known') return looked;
  const [[subject, { name }], value] = looked.value;
  if (!subject.isDefault)
    return unknown(
      'The repository has a subject of its own for OpenID Connect.',
      `Compare it with the trust policies by hand: ${PAGE}.`,
    );
  const rest =
    variable === 'AWS_DEPLOY_ROLE_ARN' ? 'environment:production' : `ref:refs/heads/${value['WORKFLOW_REF'] || 'main'}`;
  return known(`${prefixOf(subject, name)}:${rest}`);
}

function prefixOf({ prefix }: SubjectFact, name: string): string {
  return prefix ?? `repo:${name}`;
}

function trustProblems({ role, statements }: TrustFact, subject: string): Problem[] {
  if (statements.length === 0)
    return [
      { says: `The role ${role} lets nobody in by GitHub's provider.`, mend: `Give it the trust policy of ${PAGE}.` },
    ];
  const open = statements
    .flatMap(({ subjects }) => (subjects.length === 0 ? ['*'] : subjects))
    .filter((pattern) => isOpen(pattern, subject));
  const fits = statements.some(
    ({ subjects }) => subjects.length === 0 || subjects.some((pattern) => matches(pattern, subject)),
  );
  return [
    ...(fits
      ? []
      : [
          {
            says: `The role ${role} does not take ${subject}: AWS refuses the workflow.`,
            mend: `Put that subject into its trust policy (${PAGE}).`,
          },
        ]),
    ...open.map((pattern) => ({
      says: `The role ${role} takes ${pattern}: others could take it on.`,
      mend: `Name ${subject} alone in its trust policy (${PAGE}).`,
    })),
  ];
}

/** Whether it takes another branch or repository besides. */
function isOpen(pattern: string, subject: string): boolean {
  return pattern !== subject && /[*?]/.test(pattern);
}

/** As IAM's `StringLike`: `*` is any number of characters, `?` is one. */
function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(value);
}
