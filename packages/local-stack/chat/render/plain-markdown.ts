/** Turns Discord's Markdown into the text that a reader of Discord sees. */

import { agoText } from '@valine/contracts';

export type LinkStyle = 'markdown' | 'hyperlink' | 'plain';

/** `markdown` keeps links as `[text](url)`; `hyperlink` is for terminals that draw links, `plain` for those that do not. `now`: epoch milliseconds. */
export function plainMarkdown(text: string, links: LinkStyle, now = Date.now()): string {
  const blocks = text.split(FENCE);
  return blocks.map((block, index) => (index % 2 === 1 ? block : plainLines(block, links, now))).join('');
}

/** The first or last line of a block of code. The lines between stay as they are. */
const FENCE = /^```\w*\n|^```$\n?/m;

function plainLines(text: string, links: LinkStyle, now: number): string {
  return text
    .split('\n')
    .map((line) => plainLine(line, links, now))
    .join('\n');
}

/** A backslash makes the next sign an ordinary one. Code stays as it is. */
const PARTS =
  /\\([^\w\s]|_)|(`+)(.+?)\2(?!`)|\[((?:\\.|[^\]\\])+)\]\(<?([^)\s>]+)>?\)|(\*\*|__|~~)|<t:(\d+)(?::(\w))?>/g;

function plainLine(line: string, links: LinkStyle, now: number): string {
  const body = line.replace(/^(?:#{1,3}|-#|>) /, '');
  return body.replaceAll(PARTS, (whole, sign, _ticks, code, label, url, _mark, seconds, style) => {
    if (sign !== undefined) return sign;
    if (code !== undefined) return code;
    if (label !== undefined) return link(plainLine(label, links, now), url, links);
    if (seconds !== undefined) return style === 'R' ? agoText(Number(seconds) * 1000, now) : moment(Number(seconds));
    return whole === '**' || whole === '__' || whole === '~~' ? '' : whole;
  });
}

function link(label: string, url: string, style: LinkStyle): string {
  switch (style) {
    case 'markdown':
      return `[${label}](${url})`;
    case 'hyperlink':
      return hyperlink(label, url);
    case 'plain':
      return plainLink(label, url);
  }
}

export function plainLink(label: string, url: string): string {
  return label === url ? url : `${label} (${url})`;
}

/** As terminals draw it: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda */
export function hyperlink(label: string, url: string): string {
  return `\u001b]8;;${url}\u0007${label}\u001b]8;;\u0007`;
}

function moment(epochSeconds: number): string {
  return `${new Date(epochSeconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
