import { describe, expect, it } from 'vitest';
import { type Told, understand } from './understand.ts';

const SECTIONS: Told[] = [
  { name: 'header' },
  { name: 'navbar' },
  { name: 'main-banner', background: ['calm', 'loud'] },
  { name: 'help' },
];

const said = (description: string) => {
  const { section, changes, reason } = understand(description, SECTIONS);
  if (section === null) return reason;
  return `${section} ${changes.map(({ property, value }) => `${property}:${value}`).join(' ')}`;
};

describe('a wish in simple English', () => {
  it.each([
    ['Make the navbar blue', 'navbar background:blue'],
    ['make the HEADER #1a2b3c!', 'header color:#1a2b3c'],
    ['Change the header text to Summer sale.', 'header text:Summer sale'],
    ['The header should say "Blue is the new black"', 'header text:Blue is the new black'],
    ['Hide the main banner', 'main-banner visible:false'],
    ['Show the main-banner again', 'main-banner visible:true'],
    ['Let the main banner be loud', 'main-banner background:loud'],
    ['Link help to https://docs.example/start.', 'help link:https://docs.example/start'],
    ['Let the help link lead to /faq', 'help link:/faq'],
    ['Make the header red and let it say "Sale"', 'header text:Sale color:red'],
  ])('%s', (description, expected) => expect(said(description)).toBe(expected));

  it.each([
    ['Make the footer blue', 'No section that may be changed is named.'],
    ['Make header and navbar blue', 'More than one section is named.'],
    ['Do something about the header', 'It does not say what is to change.'],
    ['Write "header" somewhere', 'No section that may be changed is named.'],
  ])('is not understood: %s', (description, reason) => expect(said(description)).toBe(reason));
});
