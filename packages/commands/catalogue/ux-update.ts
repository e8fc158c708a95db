/** `/ux-update`: proposes a change to a section of the site. */
import { defineCommand } from '../define-command.ts';

/** What of a section can be changed. */
export const UX_PROPERTIES = ['text', 'color', 'background', 'link', 'visible'] as const;

export const uxUpdate = defineCommand({
  name: 'ux-update',
  description: 'Propose a change to a section of the site; confirmed, it becomes a draft pull request',
  details:
    'Shows the diff. You alone can confirm it, within an hour; then a draft pull request is opened. Give `command`, such as `section:header text:"Summer sale"` (or color, background, link, visible), or `description`.',
  access: 'operator',
  private: false,
  options: {
    command: {
      kind: 'text',
      description: 'Section and properties, e.g. section:header text:"Summer sale"',
      required: false,
      maxLength: 1000,
      completes: 'sections',
    },
    description: {
      kind: 'text',
      description: 'In your own words, e.g. Make the navbar blue',
      required: false,
      maxLength: 500,
    },
  },
});
