/** What a person is shown in Discord, in our own words; the notifier cuts it to Discord's limits and sends it. */
import * as z from 'zod/mini';

export const Tone = z.enum(['neutral', 'good', 'warning', 'bad', 'running']);
export type Tone = z.infer<typeof Tone>;

export const Button = z.object({
  /** `<button>:<argument>`, at most 100 characters; see `@valine/commands` for the buttons there are. */
  id: z.string(),
  label: z.string(),
  style: z.enum(['primary', 'secondary', 'success', 'danger']),
  disabled: z.optional(z.boolean()),
});
export type Button = z.infer<typeof Button>;

/** A button that leads to a page, and tells us nothing. `url`: http or https, at most 512 characters. */
export const Link = z.object({ label: z.string(), url: z.string() });
export type Link = z.infer<typeof Link>;

/** A list to choose several entries from. Each choice comes back whole: earlier choices do not count. */
export const Select = z.object({
  /** `<select>:<argument>`, at most 100 characters; see `@valine/commands` for the selects there are. */
  id: z.string(),
  /** What stands in it while nothing is chosen. */
  placeholder: z.string(),
  /** At most 25. */
  options: z.array(
    z.object({
      /** What comes back; no two are the same. */
      value: z.string(),
      label: z.string(),
      description: z.optional(z.string()),
      chosen: z.boolean(),
    }),
  ),
  /** How many may be chosen. */
  least: z.number(),
  most: z.number(),
});
export type Select = z.infer<typeof Select>;

export const Chart = z.object({
  /** What it shows, for those who do not see it: the image's description. */
  description: z.string(),
  /** Oldest first, at most 20. */
  bars: z.array(
    z.object({
      /** Seconds; null where it is not known. */
      value: z.nullable(z.number()),
      outcome: z.enum(['good', 'bad', 'warning', 'running', 'unknown']),
    }),
  ),
});
export type Chart = z.infer<typeof Chart>;

export const Message = z.object({
  /** Markdown outside the frame. */
  content: z.optional(z.string()),
  /** A framed block; its tone is its colour. */
  card: z.optional(
    z.object({
      title: z.string(),
      url: z.optional(z.string()),
      /** Markdown, one entry a line. Where there are too many for Discord, the last lines give way to a count. */
      lines: z.array(z.string()),
      tone: Tone,
      footer: z.optional(z.string()),
    }),
  ),
  /** A row each, above the buttons: at most 4. */
  selects: z.optional(z.array(Select)),
  /** One row of at most 5 buttons; an empty row removes the buttons and selects an earlier revision had. */
  buttons: z.optional(z.array(Button)),
  /** After the buttons, in the same row. A revision with buttons or links takes those of an earlier one away. */
  links: z.optional(z.array(Link)),
  /** Drawn as a picture below the text; a revision without it takes an earlier picture away. */
  chart: z.optional(Chart),
  /** A text file below the text; a revision without it takes an earlier one away. `name`: letters, digits, `.`, `-`, `_`. */
  file: z.optional(z.object({ name: z.string(), text: z.string() })),
  /** Ids of those whom a new message notifies, if its text mentions them; nobody else is ever notified. */
  pings: z.optional(z.object({ users: z.array(z.string()), roles: z.array(z.string()) })),
});
export type Message = z.infer<typeof Message>;
