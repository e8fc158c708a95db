/** Which issues a pull request closes once it is merged, by the words of its text: GitHub tells it over REST in no other way. */

const CLOSES =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:(?<short>[\w.-]+\/[\w.-]+)?#|https?:\/\/[^\s/]+\/(?<long>[\w.-]+\/[\w.-]+)\/issues\/)(?<number>\d{1,9})\b/gi;

/** What GitHub does not take for words: code, and what it does not show. */
const SILENT =
  /<!--.*?(?:-->|$(?![\s\S]))|^ {0,3}(?<fence>`{3,}|~{3,}).*?(?:^ {0,3}\k<fence>|$(?![\s\S]))|(?<ticks>`+)[^`]+?\k<ticks>(?!`)/gms;

/** More than so many nobody means. */
const MOST = 20;

/** Numbers of issues of the repository (`owner/name`), each once. `body`: Markdown, absent where there is none. */
export function issuesClosedBy(body: string | null | undefined, repository: string): number[] {
  const found = Array.from((body ?? '').replaceAll(SILENT, ' ').matchAll(CLOSES), ({ groups = {} }) => groups);
  const ours = found.filter(({ short, long }) => isSame(short ?? long ?? repository, repository));
  return [...new Set(ours.map(({ number }) => Number(number)))].slice(0, MOST);
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
