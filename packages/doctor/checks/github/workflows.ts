/** The workflows: there on the ref that is started, switched on, with the triggers and inputs that we give them. */
import { WORKFLOW_NEEDS, type WorkflowNeed } from '@valine/requirements';
import { both, type Fact } from '../../facts/fact.ts';
import type { SettingsFact, SharedFacts } from '../../facts/facts.ts';
import type { WorkflowFact } from '../../facts/github-facts.ts';
import { check, checkEach, type Problem } from '../../judging/check.ts';
import { readWorkflow, type Workflow } from './read-workflow.ts';

type Looked = [WorkflowFact | undefined, SettingsFact];

export const workflows = checkEach(
  'github.workflows',
  'Client Deploy and Diagnose on Demand: the files on WORKFLOW_REF, switched on, with their triggers and inputs',
  ({ github, settings }: SharedFacts): Record<string, Fact<Looked>> =>
    Object.fromEntries(WORKFLOW_NEEDS.map(({ setting }) => [setting, both(github.workflows[setting], settings)])),
  ([fact, settings], setting) =>
    WORKFLOW_NEEDS.filter((need) => need.setting === setting).flatMap((need) => workflowProblems(need, fact, settings)),
);

export const variables = check(
  'github.variables',
  'the variables and secrets for Actions that the workflows name',
  ({ github }: SharedFacts) => both(both(github.variables, github.secrets), textsOf(github.workflows)),
  ([[present, secrets], texts]) => texts.flatMap((text) => missingNames(text, Object.keys(present), secrets)),
);

function workflowProblems(need: WorkflowNeed, fact: WorkflowFact | undefined, settings: SettingsFact): Problem[] {
  const file = settings[need.setting] || need.file;
  const path = `.github/workflows/${file}`;
  if (fact === undefined) return [noFile(need, path, settings['WORKFLOW_REF'] || 'main')];
  const workflow = readWorkflow(fact.text);
  if (workflow === undefined)
    return [{ says: `${path} is no workflow that can be read (YAML).`, mend: 'Correct it, or run valine setup.' }];
  const off: Problem[] =
    fact.state === 'active'
      ? []
      : [
          {
            says: `${need.name} is switched off (${fact.state}).`,
            mend: `Enable it on the page of its runs, in the tab Actions.`,
            fix: { do: 'enable workflow', file },
          },
        ];
  return [...off, ...triggerProblems(need, path, workflow, settings['DIAGNOSE_TRIGGER'] ?? '')];
}

function noFile({ setting, name }: WorkflowNeed, path: string, ref: string): Problem {
  return {
    says: `${path} (${name}) is not there on ${ref}.`,
    mend: `Run valine setup, which proposes it as a pull request; or set ${setting} to the name of your own.`,
  };
}

function triggerProblems(need: WorkflowNeed, path: string, workflow: Workflow, trigger: string): Problem[] {
  const byRepository = need.setting === 'DIAGNOSE_WORKFLOW' && trigger === 'repository_dispatch';
  const named = workflow.runName.includes('correlation_id')
    ? []
    : [
        {
          says: `The run-name of ${path} does not carry the correlation_id.`,
          mend: `Take the run-name of the sample over: by it a run is found whose answer was lost.`,
        },
      ];
  return [...(byRepository ? eventProblems(need, path, workflow) : inputProblems(need, path, workflow)), ...named];
}

function eventProblems({ repositoryDispatch = '' }: WorkflowNeed, path: string, { events }: Workflow): Problem[] {
  if (events === undefined || (events.length > 0 && !events.includes(repositoryDispatch)))
    return [
      {
        says: `${path} is not started by repository_dispatch of the type ${repositoryDispatch}.`,
        mend: `Add it below on:, or set DIAGNOSE_TRIGGER to workflow_dispatch.`,
      },
    ];
  return [];
}

function inputProblems({ inputs }: WorkflowNeed, path: string, workflow: Workflow): Problem[] {
  if (workflow.inputs === undefined)
    return [
      {
        says: `${path} cannot be started by us: it has no workflow_dispatch.`,
        mend: 'Take the triggers of the sample over (packages/workflows).',
      },
    ];
  const names = workflow.inputs.map(({ name }) => name);
  const missing = inputs.filter((input) => !names.includes(input));
  const foreign = workflow.inputs.filter(({ name, required }) => required && !inputs.includes(name));
  return [
    ...(missing.length > 0
      ? [
          {
            says: `${path} lacks the inputs ${missing.join(', ')}.`,
            mend: 'Add them below on: workflow_dispatch: inputs: as the sample has them.',
          },
        ]
      : []),
    ...foreign.map(({ name }) => ({
      says: `${path} demands the input ${name}, which nobody gives it.`,
      mend: 'Give it a default, or make it optional.',
    })),
  ];
}

function textsOf(files: SharedFacts['github']['workflows']): Fact<string[]> {
  const facts = Object.values(files);
  const lacking = facts.find((fact) => fact.is !== 'known');
  if (lacking !== undefined) return lacking;
  return {
    is: 'known',
    value: facts.flatMap((fact) => (fact.is === 'known' && fact.value !== undefined ? [fact.value.text] : [])),
  };
}

/** What a job takes from its environment is not looked at. */
function missingNames(text: string, variables: readonly string[], secrets: readonly string[]): Problem[] {
  if (/^\s+environment:/m.test(text)) return [];
  const named = (kind: string) => [
    ...new Set(Array.from(text.matchAll(new RegExp(`\\b${kind}\\.(\\w+)`, 'g')), ([, name = '']) => name)),
  ];
  const lacking = (kind: string, present: readonly string[]) =>
    named(kind).filter((name) => !present.some((one) => one.toUpperCase() === name.toUpperCase()));
  return [
    ...lacking('vars', variables).map((name) => notThere('variable', name)),
    ...lacking('secrets', [...secrets, 'GITHUB_TOKEN']).map((name) => notThere('secret', name)),
  ];
}

function notThere(kind: string, name: string): Problem {
  return {
    says: `A workflow names the ${kind} ${name}, which the repository does not have.`,
    mend: `Set it: Settings, Secrets and variables, Actions (gh ${kind} set ${name}).`,
  };
}
