/** The plan: each step in its order, by what was found. The same facts give the same steps. */
import { configurationSteps, storeStep } from './decide-configuration.ts';
import { deploymentSteps } from './decide-deployment.ts';
import { discordSteps } from './decide-discord.ts';
import { gitHubSteps } from './decide-github.ts';
import type { Found } from './found.ts';
import type { Step } from './step.ts';

export function decideSteps(found: Found): Step[] {
  return [
    storeStep(found),
    ...discordSteps(found),
    ...gitHubSteps(found),
    ...configurationSteps(found),
    ...deploymentSteps(found),
  ].map((step) => passedBy(found, step));
}

/** What was told once, or left out, is not told again. */
function passedBy({ notes }: Found, step: Step): Step {
  const mayPass = (step.is === 'person' && step.isOptional) || (step.is === 'asking' && step.question.isOptional);
  if (!mayPass || !notes.passed.includes(step.id)) return step;
  return { id: step.id, title: step.title, is: 'done', says: 'left out' };
}
