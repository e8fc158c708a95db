/** What a terminal can draw, as far as its environment tells. */
import type { LinkStyle } from './plain-markdown.ts';

export type TerminalLook = { links: LinkStyle; colour: boolean };

const PROGRAMS = ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'mintty', 'Tabby', 'rio'];
const TERMS = /kitty|alacritty|foot|ghostty|wezterm|contour/;
/** GNOME's and its like draw links since 0.50. */
const VTE_WITH_LINKS = 5000;

/** Where nothing tells that links are drawn, their addresses are written out: https://github.com/Alhadis/OSC8-Adoption */
export function lookOf(env: Readonly<Record<string, string | undefined>>): TerminalLook {
  const isDumb = env['TERM'] === 'dumb';
  return { links: !isDumb && drawsLinks(env) ? 'hyperlink' : 'plain', colour: !isDumb && !env['NO_COLOR'] };
}

function drawsLinks(env: Readonly<Record<string, string | undefined>>): boolean {
  const forced = env['FORCE_HYPERLINK'];
  if (forced) return forced !== '0';
  return (
    PROGRAMS.includes(env['TERM_PROGRAM'] ?? '') ||
    TERMS.test(env['TERM'] ?? '') ||
    Number(env['VTE_VERSION'] ?? 0) >= VTE_WITH_LINKS ||
    Boolean(env['WT_SESSION'] || env['KONSOLE_VERSION'] || env['DOMTERM'])
  );
}
