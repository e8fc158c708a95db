/** The pages as HTML. Whatever stands in them from outside is escaped. */
import { stepMessage } from '../decide/setup-messages.ts';
import type { Question, Step } from '../decide/step.ts';

type ShownForm = { question?: Question; problem?: string; step?: Step };
type Shown = { steps: readonly Step[]; said: readonly string[]; asked: ShownForm | undefined; isMaking: boolean };

/** Loads itself again while there is nothing to answer. */
export function stepsPage({ steps, said, asked, isMaking }: Shown): string {
  const lines = steps.map((step) => `<li>${linked(stepMessage(step))}</li>`).join('\n');
  const making = isMaking
    ? '<p><a href="app">Make the GitHub App</a>: GitHub asks once more, and leads back here.</p>'
    : '';
  const form = asked === undefined ? '' : formHtml(asked);
  const refresh = asked === undefined && !isMaking ? '<meta http-equiv="refresh" content="2">' : '';
  const told = said.map((text) => `<p>${linked(text)}</p>`).join('\n');
  return page(`${refresh}<h1>Valine setup</h1><ul>${lines}</ul>${told}${making}${form}`);
}

/** GitHub takes a manifest by a form alone. */
export function manifestPage({ formUrl, manifest }: { formUrl: string; manifest: object }): string {
  const value = escaped(JSON.stringify(manifest));
  return page(
    `<form id="f" method="post" action="${escaped(formUrl)}"><input type="hidden" name="manifest" value="${value}"><button>Make the App on GitHub</button></form>`,
  );
}

/** GitHub has led back with the App. `goOn`: where the person goes on. */
export function appMadePage(goOn: 'page' | 'terminal'): string {
  const isHere = goOn === 'page';
  return page(
    isHere ? '<meta http-equiv="refresh" content="0; url=./">' : '<p>The App is made. Go back to the terminal.</p>',
  );
}

function formHtml({ question, problem, step }: ShownForm): string {
  const trouble = problem === undefined ? '' : `<p><strong>${escaped(problem)}</strong></p>`;
  const leave = question === undefined || question.isOptional ? '<button name="leave" value="1">Later</button>' : '';
  const label = question === undefined ? escaped(step === undefined ? '' : step.says) : escaped(question.prompt);
  const button = question === undefined ? 'It is done' : 'Go on';
  const field = question === undefined ? '' : fieldHtml(question);
  return `<form method="post" action="answer">${trouble}<p>${label}</p>${field}<button>${button}</button>${leave}</form>`;
}

function fieldHtml({ kind, options = [] }: Question): string {
  if (kind === 'choice' || kind === 'choices') {
    const type = kind === 'choice' ? 'radio' : 'checkbox';
    return options
      .map(
        ({ value, label }) =>
          `<label><input type="${type}" name="answer" value="${escaped(value)}"> ${escaped(label)}</label><br>`,
      )
      .join('\n');
  }
  // A key has several lines, which a password field would lose.
  return kind === 'secret'
    ? '<textarea name="answer" rows="3" cols="60" autocomplete="off" spellcheck="false"></textarea>'
    : '<input name="answer" size="60" autocomplete="off">';
}

function linked(text: string): string {
  return escaped(text).replaceAll(
    /https?:\/\/[^\s<]+/g,
    (url) => `<a href="${url}" target="_blank" rel="noreferrer">${url}</a>`,
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Valine setup</title><style>body{font:16px/1.5 system-ui;max-width:50rem;margin:2rem auto;padding:0 1rem}li{list-style:none;white-space:pre-wrap}ul{padding:0}</style></head><body>${body}</body></html>`;
}
