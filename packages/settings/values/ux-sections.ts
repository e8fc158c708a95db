/** Which places of the site `/ux-update` may change, and how: what `UX_SECTIONS` holds. */
import * as z from 'zod/mini';
import { jsonSetting } from './json-setting.ts';

/** A function's settings have 4 KB of room together. */
const MOST = 30;
const LONGEST = 2000;

const NAME = /^[a-z0-9][a-z0-9_-]{0,39}$/;
/** No part is empty, or begins with a dot: nothing above the repository, and nothing that steers it. */
const FILE = /^(?!\.)[\w@()[\]+ .-]+(\/(?!\.)[\w@()[\]+ .-]+)*\.(jsx|tsx|js)$/;
/** `title`, or `content.title` for `content={{ title: '…' }}`. */
const PROP = /^[A-Za-z_][\w-]*(\.[A-Za-z_$][\w$]*)*$/;
/** What is run, or taken for markup. */
const RUN = /^(on[A-Z].*|dangerouslySetInnerHTML|srcDoc|srcdoc|ref|key|style|class|className)(\.|$)/;

const file = z.string().check(z.maxLength(200), z.regex(FILE));
const prop = z.string().check(
  z.maxLength(80),
  z.regex(PROP),
  z.refine((name) => !RUN.test(name)),
);
const className = z.string().check(z.regex(/^[^\s"'`<>{}\\&]{1,80}$/));
const valueName = z.string().check(z.regex(/^[\w#-]{1,40}$/));
/** Inline, or by a class for each value that may be asked for. */
const colored = z.union([
  z.literal('style'),
  z.strictObject({ classes: z.record(valueName, className).check(z.refine(namesSomething)) }),
]);

const UxSection = z
  .strictObject({
    /** Path in the repository. */
    file,
    /** Function, class or constant in which the element stands; `default` for a default export without a name. */
    component: z.optional(z.string().check(z.regex(/^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$/))),
    /** Its tag: `h1`, `Hero`, `Nav.Link`. */
    element: z.optional(z.string().check(z.regex(/^[A-Za-z_$][\w$-]*([.:][A-Za-z_$][\w$-]*)*$/))),
    /** An attribute it has: `data-section=header`, or `data-section` whatever its value. */
    attribute: z.optional(z.string().check(z.regex(/^[A-Za-z_][\w:-]*(=.{1,80})?$/))),
    /** Which of those that fit, in the order of the file; the first is 1. */
    nth: z.optional(z.int().check(z.minimum(1), z.maximum(999))),
    /** Where its text stands: `children`, or a prop. Without: `children`. */
    text: z.optional(prop),
    /** The prop with its link. Without: `href`. */
    link: z.optional(prop),
    color: z.optional(colored),
    background: z.optional(colored),
    /** How it is hidden: by the attribute `hidden` (without), by `display: none`, or by a class. */
    visible: z.optional(z.union([z.enum(['hidden', 'style']), z.strictObject({ class: className })])),
  })
  .check(z.refine(({ element, attribute }) => element !== undefined || attribute !== undefined));
export type UxSection = z.infer<typeof UxSection>;
/** Sections by their names. */
export type UxSections = Readonly<Record<string, UxSection>>;

export const uxSections = jsonSetting(
  z
    .record(z.string().check(z.regex(NAME)), UxSection)
    .check(z.refine((sections) => Object.keys(sections).length <= MOST && JSON.stringify(sections).length <= LONGEST)),
  `must be JSON such as {"header":{"file":"src/App.jsx","element":"h1"}}, of at most ${MOST} sections and ${LONGEST} characters; see docs/ux-update.md`,
);

function namesSomething(classes: Record<string, string>): boolean {
  return Object.keys(classes).length > 0;
}
