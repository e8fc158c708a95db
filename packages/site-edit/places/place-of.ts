/** Which place each property has, as the section says. */
import { childrenPlace } from './children-place.ts';
import { classPlace, hiddenClassPlace } from './class-place.ts';
import { hiddenPlace } from './hidden-place.ts';
import type { Asked, Place } from './place.ts';
import { propPlace } from './prop-place.ts';
import { colorPlace, displayPlace } from './style-place.ts';

export function placeOf(asked: Asked): Place {
  const { section, change } = asked;
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
