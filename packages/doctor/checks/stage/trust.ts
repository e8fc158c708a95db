/** Whether the roles of the workflows let in what GitHub says who runs (OpenID Connect), and nobody else. */
import { both, type Fact, known, unknown } from '../../facts/fact.ts';
import type { Facts } from '../../facts/facts.ts';
import type { SubjectFact } from '../../facts/github-facts.ts';
import type { ClaimTest, TrustFact, TrustStatement } from '../../facts/stage-facts.ts';
import { checkEach, type Problem } from '../../judging/check.ts';

const PAGE = 'packages/workflows/README.md, The AWS roles';
const BY_HAND = `Compare it with the trust policies by hand: ${PAGE}.`;

/** `subject`: of the workflow that takes the role on. `wanted`: of all that take on this one. */
type Looked = { found: TrustFact; subject: string; wanted: readonly string[]; repositoryId: string };

export const trust = checkEach(
  'stage.oidc',
  'the trust policies of the workflows’ roles take the subject that GitHub gives this repository, and no other',
  (facts: Facts): Record<string, Fact<Looked | undefined>> =>
    Object.fromEntries(
      Object.entries(facts.stage.trust).map(([variable, fact]) => [variable, lookedAt(variable, fact, facts)]),
    ),
  (looked, variable) => {
    if (looked !== undefined) return trustProblems(looked);
    const says = `${variable} names a role that is not there.`;
    return [{ says, mend: `Make it, or set the variable to another: ${PAGE}.` }];
  },
);

function lookedAt(variable: string, fact: Fact<TrustFact | undefined>, facts: Facts): Fact<Looked | undefined> {
  const looked = both(fact, both(subjectFor(variable, facts), facts.github.repository));
  if (looked.is !== 'known') return looked;
  const [found, [subject, { id }]] = looked.value;
  if (found === undefined) return known(undefined);
  const strange = found.statements.flatMap(strangeIn)[0];
  if (strange !== undefined) return unknown(`The trust policy of ${found.role} uses ${strange}.`, BY_HAND);
  if (id === undefined && found.statements.some(({ repositoryIds }) => repositoryIds.length > 0))
    return unknown('GitHub does not tell the number of the repository (repository_id).', BY_HAND);
  const sharing = Object.entries(facts.stage.trust).filter(
    ([, other]) => other.is === 'known' && other.value?.role === found.role,
  );
  const subjects = sharing.map(([name]) => subjectFor(name, facts));
  const wanted = subjects.flatMap((each) => (each.is === 'known' ? [each.value] : []));
  return known({ found, subject, wanted, repositoryId: String(id) });
}

function subjectFor(variable: string, { github, settings }: Facts): Fact<string> {
  const looked = both(both(github.subject, github.repository), settings);
  if (looked.is !== 'known') return looked;
  const [[subject, { name }], value] = looked.value;
  if (!subject.isDefault) return unknown('The repository has a subject of its own for OpenID Connect.', BY_HAND);
  const rest =
    variable === 'AWS_DEPLOY_ROLE_ARN' ? 'environment:production' : `ref:refs/heads/${value['WORKFLOW_REF'] || 'main'}`;
  return known(`${prefixOf(subject, name)}:${rest}`);
}

function prefixOf({ prefix }: SubjectFact, name: string): string {
  return prefix ?? `repo:${name}`;
}

function trustProblems({ found, subject, wanted, repositoryId }: Looked): Problem[] {
  const { role, statements } = found;
  if (statements.length === 0)
    return [
      { says: `The role ${role} lets nobody in by GitHub's provider.`, mend: `Give it the trust policy of ${PAGE}.` },
    ];
  const isOfUs = ({ repositoryIds }: TrustStatement) => holds(repositoryIds, repositoryId);
  const fits = statements.some((statement) => isOfUs(statement) && holds(statement.subjects, subject));
  const refused = {
    says: `The role ${role} does not take ${subject}: AWS refuses the workflow.`,
    mend: `Put that subject into its trust policy (${PAGE}).`,
  };
  const foreign = statements.flatMap((statement) =>
    isOfUs(statement) ? foreignSubjects(statement.subjects, wanted) : [`another repository_id than ${repositoryId}`],
  );
  const open = [...new Set(foreign)].map((pattern) => ({
    says: `The role ${role} takes ${pattern}: others could take it on.`,
    mend: `Name ${wanted.join(' and ')} alone in its trust policy (${PAGE}).`,
  }));
  return [...(fits ? [] : [refused]), ...open];
}

/** What is let in besides. All tests have to hold, so the strictest counts. */
function foreignSubjects(tests: readonly ClaimTest[], wanted: readonly string[]): string[] {
  if (tests.length === 0) return ['*'];
  const each = tests.map(({ operator, values }) => values.filter((value) => isForeign(wanted, value, operator)));
  return each.reduce((least, values) => (values.length < least.length ? values : least));
}

/** Where it is compared letter by letter, `*` is a letter that no subject has. */
function isForeign(wanted: readonly string[], value: string, operator: string): boolean {
  if (/[*?]/.test(value)) return plainName(operator) === 'stringlike';
  return !wanted.some((subject) => OPERATORS[plainName(operator)]?.(value, subject));
}

function holds(tests: readonly ClaimTest[], value: string): boolean {
  return tests.every(({ operator, values }) => values.some((each) => OPERATORS[plainName(operator)]?.(each, value)));
}

const OPERATORS: Readonly<Record<string, (pattern: string, value: string) => boolean>> = {
  stringequals: (pattern, value) => pattern === value,
  stringequalsignorecase: (pattern, value) => pattern.toLowerCase() === value.toLowerCase(),
  stringlike: matches,
};

/** GitHub gives each of these claims once, and always: what a set or its absence would mean makes no difference. */
function plainName(operator: string): string {
  return operator
    .toLowerCase()
    .replace(/^for(anyvalue|allvalues):/, '')
    .replace(/ifexists$/, '');
}

/** What is not understood here: a statement that denies, or another operator. */
function strangeIn({ effect, subjects, repositoryIds }: TrustStatement): string[] {
  const operators = [...subjects, ...repositoryIds].map(({ operator }) => operator);
  return [
    ...(effect === 'Allow' ? [] : [`Effect ${effect}`]),
    ...operators.filter((operator) => OPERATORS[plainName(operator)] === undefined),
  ];
}

/** As IAM's `StringLike`: `*` is any number of characters, `?` is one. */
function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(value);
}
