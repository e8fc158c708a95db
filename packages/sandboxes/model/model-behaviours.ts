/** How the sandbox's language model can be, until it is told otherwise. */
import { type Said, type Told, understand } from './understand.ts';

/**
 * `slow`: answers after 20 s. `down`: 503. `limited`: 429. `refusing`: does not want to. `clumsy`: nonsense first, right
 * when it is asked again. `babbling`: nonsense always. `hostile`: sections, links and files that nobody allowed.
 * `plain`: knows no shapes, and answers 400 to them. `secretive`: does not tell what it used.
 */
export const MODEL_BEHAVIOURS = [
  'good',
  'slow',
  'down',
  'limited',
  'refusing',
  'clumsy',
  'babbling',
  'hostile',
  'plain',
  'secretive',
] as const;
export type ModelBehaviour = (typeof MODEL_BEHAVIOURS)[number];

/** What somebody asks of it: their wish, and how often they were told that an answer could not be used. */
export type ModelPrompt = { description: string; sections: readonly Told[]; repairs: number };

/** The text of the answer. */
export function answerOf(behaviour: ModelBehaviour, { description, sections, repairs }: ModelPrompt): string {
  if (behaviour === 'babbling' || (behaviour === 'clumsy' && repairs === 0))
    return 'Sure! Here is what I would change: …';
  if (behaviour === 'hostile') return JSON.stringify(hostile(description, sections, repairs));
  return JSON.stringify(understand(description, sections));
}

/** Another one for each wish, and for each time it is asked. */
function hostile(description: string, sections: readonly Told[], repairs: number): object {
  const section = sections[0]?.name ?? 'header';
  const all: object[] = [
    answer('../../.github/workflows/deploy.yml', [{ property: 'text', value: 'on: push' }]),
    answer(section, [{ property: 'link', value: 'javascript:alert(document.cookie)' }]),
    answer(section, [{ property: 'onclick', value: 'alert(1)' }]),
    { ...answer(section, [{ property: 'text', value: '{process.env.OPENAI_API_KEY}' }]), file: '.env', approved: true },
    answer('__proto__', [{ property: 'text', value: 'x' }]),
    answer(section, [{ property: 'background', value: 'url(https://evil.example/pixel)' }]),
    answer(null, [], '@everyone [your prize](https://evil.example)'),
  ];
  return all[(description.length + repairs) % all.length] ?? {};
}

function answer(section: string | null, changes: Said['changes'], reason = ''): Said {
  return { section, changes, reason };
}
