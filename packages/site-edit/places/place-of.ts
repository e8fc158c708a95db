/** Which place each property has, as the section says. */

import { tagOf } from '../tree/nodes.ts';
import { childrenPlace } from './children-place.ts';
import { classPlace, hiddenClassPlace } from './class-place.ts';
import { hiddenPlace } from './hidden-place.ts';
import { type Place, type PlaceRequest, refused } from './place.ts';
import { propPlace } from './prop-place.ts';
import { colorPlace, displayPlace } from './style-place.ts';

/** What stands in them, or where they lead, is run or taken for markup: a command changes none of it. */
const CODE = /^([sS]cript|style|iframe|object|embed|base|meta|link)$/;

export function placeOf(asked: PlaceRequest): Place {
  const { section, change, element } = asked;
  const tag = tagOf(element.openingElement.name);
  if (CODE.test(tag)) return refused(`<${tag}> is not for people to read. Change it by hand.`);
  switch (change.property) {
    case 'text': {
      const { text = 'children' } = section;
      return text === 'children' ? childrenPlace(asked) : propPlace(asked, text);
    }
    case 'link':
      return propPlace(asked, section.link ?? 'href');
    case 'color':
    case 'background': {
      const how = section[change.property] ?? 'style';
      return how === 'style' ? colorPlace(asked, change.property) : classPlace(asked, how.classes);
    }
    case 'visible': {
      const how = section.visible ?? 'hidden';
      if (how === 'hidden') return hiddenPlace(asked);
      return how === 'style' ? displayPlace(asked) : hiddenClassPlace(asked, how.class);
    }
  }
}
