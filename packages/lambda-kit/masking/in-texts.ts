/** Changes the texts of plain data, however deep they stand; other values stay as they are. A text is plain data too. */
export function inTexts<T>(value: T, change: (text: string) => string): T {
  return JSON.parse(JSON.stringify(value, (_, field: unknown) => (typeof field === 'string' ? change(field) : field)));
}
