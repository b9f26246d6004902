import { type Harm, parsedMember } from '../libraries/untrusted/model.ts';

/** Methods of texts whose result holds what the text holds. */
export const textMethods: ReadonlySet<string> = new Set(
  (
    'trim trimStart trimEnd toLowerCase toUpperCase toLocaleLowerCase toLocaleUpperCase slice substring substr padStart padEnd ' +
    'normalize repeat charAt toString valueOf concat replace replaceAll split toWellFormed'
  ).split(' '),
);

/** Methods of lists that give lists of the same elements. */
export const listMethods: ReadonlySet<string> = new Set(
  'filter sort toSorted reverse toReversed flat slice concat values entries splice'.split(' '),
);

/** Methods that give one of the elements or members. */
export const pickingMethods: ReadonlySet<string> = new Set(
  'find findLast pop shift at get getAll getlist match exec next'.split(' '),
);

/** Methods that give a list of what their callback gives. */
export const mappingMethods: ReadonlySet<string> = new Set(['map', 'flatMap']);

/** What a callback of a list's method is given as elements, by the index of its parameter. */
export const elementParameter = (method: string): number => (method === 'reduce' || method === 'reduceRight' ? 1 : 0);

/** Harms that need an object of the sender's making, or a member chosen by them: a text cannot do them. */
export const needsObject: ReadonlySet<Harm> = new Set(['nosql', 'record', 'merge', 'shape']);

/** Whether a text can bring the harm here: by itself, or because an object is parsed of it further on. */
export const isMadeOfText = (harm: Harm, members: readonly string[]): boolean =>
  !needsObject.has(harm) || members.includes(parsedMember);

/** What is read of what is parsed of a text is read of each part of the text. */
export const parsedOf = (members: readonly string[]): readonly string[] =>
  members.includes(parsedMember) ? members : [];

/** What `replace` with a pattern takes out, by harm: whoever takes these out at all wherever they stand knows what for. */
export const neutralized: readonly { readonly harm: Harm; readonly character: string }[] = [
  { harm: 'html', character: '<' },
  { harm: 'sql', character: "'" },
  { harm: 'filter', character: ',' },
  { harm: 'regex', character: '*+?' },
  { harm: 'header', character: '\\n' },
  { harm: 'log', character: '\\n' },
  { harm: 'path', character: '..' },
  { harm: 'path', character: '\\/' },
  { harm: 'command', character: "'" },
  { harm: 'ldap', character: '*' },
];
