/** The checklist of an issue, to stand in the pull request that is to do it. */
import { cutText } from '@valine/contracts';
import { harmlessText } from '../record/harmless-text.ts';

/** More than this nobody works through in one pull request. */
const MOST_ITEMS = 25;
/** UTF-16 units. */
const ITEM_LENGTH = 200;

const ITEM = /^(\s*)(?:[-*+]|\d{1,9}[.)])\s+\[([ xX])\]\s+(\S.*)$/;
/** Opens and closes a block of code. */
const FENCE = /^\s*(`{3,}|~{3,})/;

/** Lines of Markdown, `- [ ] page the endpoint`; the last one tells of those that are left out. Empty where there is none. */
export function checklistOf(body: string): string[] {
  const items = textLines(body).flatMap(itemOf);
  const left = items.length - MOST_ITEMS;
  return left <= 0 ? items : [...items.slice(0, MOST_ITEMS), `- … and ${left} more in the issue`];
}

function itemOf(line: string): string[] {
  const [, indent = '', mark = ' ', text] = ITEM.exec(line) ?? [];
  if (text === undefined) return [];
  const inset = indent.length < 2 ? '' : '  ';
  return [`${inset}- [${mark.toLowerCase()}] ${harmlessText(cutText(text.trim(), ITEM_LENGTH))}`];
}

/** Those that are neither code nor hidden: templates explain themselves in comments. */
function textLines(body: string): string[] {
  let fence: string | undefined;
  return body
    .replaceAll(/<!--.*?(?:-->|$)/gs, '')
    .split(/\r?\n/)
    .filter((line) => {
      const [, mark] = FENCE.exec(line) ?? [];
      const isCode = fence !== undefined || mark !== undefined;
      if (fence === undefined) fence = mark;
      else if (mark?.startsWith(fence)) fence = undefined;
      return !isCode;
    });
}
