/** Why a section cannot be looked at, and what to do. */
import { codeSpan } from '@valine/contracts';

export function fileNotFoundText(path: string, branch: string): string {
  return `There is no file ${codeSpan(path)} on ${codeSpan(branch)}. Correct the section in UX_SECTIONS, or put the file there.`;
}

export function notTextText(path: string): string {
  return `${codeSpan(path)} is not text in UTF-8, or larger than 1 MB, so it is not changed from here.`;
}

export function fileTooLargeText(path: string, mostBytes: number): string {
  return `${codeSpan(path)} is larger than ${mostBytes / 1000} KB, so it is not changed from here. Move the section into a file of its own.`;
}

export function diffTooLargeText(path: string): string {
  return `The lines of ${codeSpan(path)} around it are too long to be shown as a diff. Format the file, and ask again.`;
}

export function sectionGoneText(name: string): string {
  return `The section ${codeSpan(name)} is not configured any more, or stands in another file now.`;
}
