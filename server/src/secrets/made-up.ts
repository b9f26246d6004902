import { entropyOf } from './value-shape.ts';

/**
 * Whether a value was written by hand to stand for a key: `plainly` as `sk_live_xxxxxxxx`, `perhaps` as one that counts
 * or repeats itself.
 */
export function madeUp(value: string): 'no' | 'perhaps' | 'plainly' {
  if (plain.test(value) || documented.test(value)) return 'plainly';
  return hinted.test(value) || counts(value) || countsInTurn(value) || countsInBytes(value) || repeats(value)
    ? 'perhaps'
    : 'no';
}

const plain =
  /([xX*#•.])\1{4}|[xX*]{4}$|0{12}|\.\.\.|…|<[^>]*>|\{[^}]*\}|[<{]$|your[-_]|[-_]your|placeholder|change_?me|redacted|insert|replace_?me|put_?your|some[-_]?(?:secret|password|token|api[-_]?key)|[._-](?:invalid|fake|wrong)[._-](?:signature|sig)$/i;
const hinted = /(.)\1{6}|fake|dummy|sample|example|not-?a-?real|mock|deadbeef|test(?:key|token|secret)/i;

/** In the documentation of AWS, of Stripe, of reCAPTCHA and of one-time passwords. */
const documented =
  /(?:JBSWY3DPEHPK3PXP|IOSFODNN7EXAMPLE|I44QH8DHBEXAMPLE|EXAMPLEKEY|4eC39HqLyjWDarjtT1zdp7dc|26PHem9AhJZvU623DfE1x4sd|BQokikJOvBiI2HlWgH4olfQ2|GG-vFI1TnRWxMZNFuojJ4WifJWe)$/;

/** `1234567890`, `abcdefghij`, `aBcDeFgHiJ`. */
function counts(value: string): boolean {
  const lower = value.toLowerCase();
  let run = 1;
  for (let at = 1; at < lower.length; at += 1) {
    const step = lower.charCodeAt(at) - lower.charCodeAt(at - 1);
    run = step === 1 || step === -1 ? run + 1 : 1;
    if (run >= 8) return true;
  }
  return false;
}

/** `4c5d6e7f8g9h`, `a8b7c6d5e4f3`: digits and letters that count, in turn, up or down. */
function countsInTurn(value: string): boolean {
  let run = 0;
  for (let at = 2; at < value.length; at += 1) {
    const step = stepTo(value, at);
    const goesOn = run < 2 || step === stepTo(value, at - 2);
    run = Math.abs(step) !== 1 ? 0 : goesOn ? run + 1 : 1;
    if (run >= 8) return true;
  }
  return false;
}

const stepTo = (value: string, at: number): number => value.charCodeAt(at) - value.charCodeAt(at - 2);

/** `0102030405060708`: bytes in a row. */
function countsInBytes(value: string): boolean {
  if (!/^(?:0x)?(?:[0-9a-f]{2}){16,}$/i.test(value)) return false;
  const bytes = value.replace(/^0x/i, '').match(/../g) ?? [];
  return bytes.every(
    (byte, at) => at === 0 || Number.parseInt(byte, 16) === Number.parseInt(bytes[at - 1] ?? '', 16) + 1,
  );
}

function repeats(value: string): boolean {
  const body = value.slice(value.lastIndexOf('_') + 1);
  return body.length >= 16 && entropyOf(body) < 2.6;
}
