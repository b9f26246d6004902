/** A text that a pattern fits, always the same for the same seed; it knows the syntax that formats are written in. */
export function sampleOf(pattern: RegExp, seed: string): string {
  const random = randomFrom(seed);
  const source = pattern.source.replace(/\(\?!\[[^\]]*\]\)$/, '').replace(/^\^|\$$/g, '');
  const [text] = alternatives(source, 0, random, pattern.ignoreCase);
  return text;
}

type Random = (below: number) => number;

/** From the first of the alternatives that stand at a place up to the closing parenthesis. */
function alternatives(source: string, at: number, random: Random, anyCase: boolean): [string, number] {
  const [first, end] = sequence(source, at, random, anyCase);
  let place = end;
  while (source[place] === '|') [, place] = sequence(source, place + 1, random, anyCase);
  return [first, place];
}

function sequence(source: string, at: number, random: Random, anyCase: boolean): [string, number] {
  let text = '';
  let place = at;
  while (place < source.length && source[place] !== '|' && source[place] !== ')') {
    const [piece, afterPiece] = pieceAt(source, place, random, anyCase);
    const [least, most, afterCount] = countAt(source, afterPiece);
    const times = least + random(Math.min(most - least, 6) + 1);
    for (let time = 0; time < times; time += 1) text += piece();
    place = afterCount;
  }
  return [text, place];
}

function pieceAt(source: string, at: number, random: Random, anyCase: boolean): [() => string, number] {
  const character = source[at] ?? '';
  if (character === '(') {
    const start = source.startsWith('(?:', at) ? at + 3 : at + 1;
    const [, end] = alternatives(source, start, random, anyCase);
    return [() => alternatives(source, start, random, anyCase)[0], end + 1];
  }
  if (character === '[') {
    const end = source.indexOf(']', at);
    const members = membersOf(source.slice(at + 1, end));
    return [() => members[random(members.length)] ?? '', end + 1];
  }
  if (character === '\\') {
    const escaped = source[at + 1] ?? '';
    const members =
      escaped === 'd' ? '0123456789' : escaped === 'w' || escaped === 'S' ? 'abcdefghij0123456789' : escaped;
    return [() => members[random(members.length)] ?? '', at + 2];
  }
  return [() => character, at + 1];
}

function membersOf(inside: string): string {
  let members = '';
  for (let at = 0; at < inside.length; at += 1) {
    if (inside[at] === '\\') {
      at += 1;
      members += inside[at] === 'w' ? 'abcdefghij0123456789' : inside[at] === 'd' ? '0123456789' : (inside[at] ?? '');
    } else if (inside[at + 1] === '-' && at + 2 < inside.length) {
      for (let code = inside.charCodeAt(at); code <= inside.charCodeAt(at + 2); code += 1)
        members += String.fromCharCode(code);
      at += 2;
    } else members += inside[at] ?? '';
  }
  // What ends or begins a value where it stands at its edge is left out, and so is what only fills up.
  const solid = members.replace(/[^A-Za-z0-9]/g, '');
  return solid === '' ? members : solid;
}

function countAt(source: string, at: number): [number, number, number] {
  const [whole, least, comma, most] = /^\{(\d+)(,)?(\d+)?\}/.exec(source.slice(at)) ?? [];
  if (whole !== undefined) return [Number(least), comma ? Number(most) : Number(least), at + whole.length];
  if (source[at] === '?') return [0, 0, at + 1];
  return [1, 1, at];
}

function randomFrom(seed: string): Random {
  let state = 2166136261;
  for (let at = 0; at < seed.length; at += 1) state = Math.imul(state ^ seed.charCodeAt(at), 16777619);
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}
