const letters = 26;

/** The commonest pairs of letters in English words and in code: about one in five of all pairs, and four in five of those in words. */
const commonPairs = pairTable(
  (
    'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ' +
    'ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am ' +
    'fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke fr oo av ag if ap gr od bo sp rd do uc bu ei ov by rm ep tt oc fa ef cu rn sc gi da yo cr cl du ga qu ue ff ba ey ls va um pp ua up lu go ht ru ug ds lt ' +
    'pi rc rr eg au ck ew mu br bi pt ak pu ui rg ib tl ny ki rk ys ob mm fu ph og ms ye ud mb ip ub oi rl gu dr hr cc tw ft wn nu af hu nn eo vo rv nf xp gn sm fl iz ok nl my gl aw ju oa sw js ws jw wt db ap ey eb kw kn sk sy sl cy'
  ).split(' '),
);

/** By both letters. */
function pairTable(pairs: readonly string[]): Uint8Array {
  const table = new Uint8Array(letters * letters);
  for (const pair of pairs) table[letterAt(pair, 0) * letters + letterAt(pair, 1)] = 1;
  return table;
}

/** The letter's place in the alphabet, whatever its case; -1 for what is none. */
function letterAt(text: string, at: number): number {
  const place = (text.charCodeAt(at) | 0x20) - 97;
  return place >= 0 && place < letters ? place : -1;
}

const isCapital = (text: string, at: number): boolean => (text.charCodeAt(at) & 0x20) === 0;

/** Made of words: nearly all pairs of its letters are such as words have. */
export function isReadable(text: string): boolean {
  let pairs = 0;
  let common = 0;
  let count = 0;
  let before = -1;
  for (let at = 0; at < text.length; at += 1) {
    const letter = letterAt(text, at);
    if (letter >= 0) count += 1;
    // A capital behind a small letter begins a word.
    const goesOn = before >= 0 && letter >= 0 && (!isCapital(text, at) || isCapital(text, at - 1));
    if (goesOn) {
      pairs += 1;
      common += commonPairs[before * letters + letter] ?? 0;
    }
    before = letter;
  }
  return pairs > 0 && common / pairs >= 0.7 && count / text.length >= 0.6 && pairs >= count / 2;
}
